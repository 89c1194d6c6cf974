import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { Sdk } from '../aws/clients.ts';
import type { Patience } from '../aws/commit.ts';
import { Comprehend } from '../aws/comprehend.ts';
import { rebuildPage } from '../aws/rebuild.ts';
import { Table } from '../aws/table.ts';
import { compileMap } from '../core/journey/map.ts';
import type { RebuildContext, RebuildPart } from '../core/rebuild.ts';
import { compileThemes } from '../core/text/themes.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

const patience: Patience = { random: Math.random, sleepMs: (milliseconds) => setTimeout(milliseconds) };
/** What the commit of a page may need after its texts were read. */
const commitReserveMs = 30_000;
/** What a whole page may need: with less left, the next invocation begins it. */
const pageReserveMs = 2 * commitReserveMs;

const journeyContext = (env: Environment): RebuildContext => {
  const journey = loadJourney(env);
  return {
    map: compileMap(journey),
    sources: new Map(journey.sources.map((source) => [source.id, source])),
    findThemes: compileThemes(journey.themes),
    retentionDays: journey.organisation.retentionDays,
  };
};

/** A part of the table in, the same part out: worked through as far as the time went. */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<RebuildPart, RebuildPart>('rebuild', (logger) => {
    const tools = {
      table: new Table(need(env, 'TABLE_NAME'), sdk),
      comprehend: new Comprehend(sdk),
      context: journeyContext(env),
      patience,
    };
    return async ({ segment, segments, startKey: from, found = 0, recommitted = 0 }, lambda: Context) => {
      const sums = { found, recommitted };
      let startKey = from;
      do {
        const { items, next } = await tools.table.scanPage(segment, segments, startKey);
        const leftMs = Math.max(0, lambda.getRemainingTimeInMillis() - commitReserveMs);
        const page = await rebuildPage(tools, items, Date.now(), AbortSignal.timeout(leftMs));
        sums.found += page.found;
        sums.recommitted += page.recommitted;
        startKey = next;
      } while (startKey && lambda.getRemainingTimeInMillis() > pageReserveMs);
      logger.info('rebuilt', { segment, segments, ...sums, isDone: startKey === undefined });
      return { segment, segments, ...sums, ...(startKey && { startKey }) };
    };
  });

export const handler = lazily(make);
