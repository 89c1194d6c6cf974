import { join, resolve } from 'node:path';
import { loadJourney } from '../bin/commands/shared.ts';
import type { Journey } from '../core/journey/schema.ts';
import type { ScoredSignal } from '../core/signal.ts';
import { sampleWebhooks } from '../local/sample/sample.ts';
import { scoreAll } from '../test/local/sample-rollups.ts';

export const root = resolve(import.meta.dirname, '..');

/** The sample's newest week is the one that closed before this. */
export const sampleNow = '2026-03-11T12:00:00.000Z';

export const sampleJourney = (): Journey => loadJourney(join(root, 'journey.yaml'));

/** The sample's signals as score hands them to the table, in order of delivery: about 22,900, of 3,600 customers. */
export const sampleSignals = (): ScoredSignal[] => scoreAll(sampleWebhooks(sampleNow), sampleJourney());

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
