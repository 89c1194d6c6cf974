import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { channels } from '../../core/channels/all.ts';
import { compileMap } from '../../core/journey/map.ts';
import { Journey } from '../../core/journey/schema.ts';
import { draftOf, finish } from '../../core/score.ts';
import { compileThemes } from '../../core/text/themes.ts';
import { type Delivery, type Example, requestOf } from '../core/channels/channel-contract.ts';
import { examples } from '../core/channels/examples.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';

const journey = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
const patience = { random: () => 0, sleepMs: async () => {} };

/** What the table holds of a tool's facts after these deliveries, in this order: fact → revision. */
const storedAfter = async ({ channel, source, signedAtMs }: Example, deliveries: readonly Delivery[]) => {
  const memory = new MemoryTable();
  const table = new Table('table', sdkWith({ dynamodb: memory.engine }));
  const context = {
    map: compileMap(journey),
    sources: new Map([[source.id, source]]),
    language: 'en',
    findThemes: compileThemes(journey.themes),
    customerKey: 'a key for this test alone',
  };
  for (const delivery of deliveries) {
    const { signals } = channel.read(requestOf(delivery, signedAtMs), source);
    const scored = signals.map((signal) => finish(draftOf(signal, context, 5_000), [], context));
    expect(await commit(table, scored, patience)).toEqual({ busy: [], refused: [] });
  }
  const facts = memory.items().filter(({ PK }) => String(PK).startsWith('F#'));
  return Object.fromEntries(facts.map(({ PK, SK, revision }) => [`${PK} ${SK}`, revision]));
};

/** An order of these deliveries in which each comes once at least, as queues bring them. */
const anyOrder = (deliveries: readonly Delivery[]): fc.Arbitrary<Delivery[]> =>
  fc
    .array(fc.constantFrom(...deliveries), { maxLength: 3 })
    .chain((copies) =>
      fc.shuffledSubarray([...deliveries, ...copies], { minLength: deliveries.length + copies.length }),
    );

describe.each(Object.entries(examples).filter(([, { channel }]) => !channel.api))('%s', (_name, example) => {
  const { good, corrected, beside } = example;
  const deliveries = [good, ...(corrected ? [corrected] : []), ...(beside ? [beside] : [])];

  it('ends with the newest version of every fact, in whatever order and how often its events come', async () => {
    const inOrder = await storedAfter(example, deliveries);
    await fc.assert(
      fc.asyncProperty(anyOrder(deliveries), async (some) => {
        expect(await storedAfter(example, some)).toEqual(inOrder);
      }),
      { numRuns: 10 },
    );
    if (corrected) expect(inOrder).not.toEqual(await storedAfter(example, [good, ...(beside ? [beside] : [])]));
    if (beside) {
      // A status that comes later stands beside the score, which is as it was.
      expect(inOrder).toMatchObject(await storedAfter(example, [good, ...(corrected ? [corrected] : [])]));
    }
  });
});

it('knows which tools cannot correct: their first version stays', () => {
  const names = Object.entries(channels).flatMap(([name, { corrects }]) => (corrects ? [] : [name]));
  expect(names).toEqual([
    'aircall',
    'amazon-connect',
    'cloudevents',
    'front',
    'segment',
    'slack',
    'surveymonkey',
    'tally',
    'twilio',
    'typeform',
  ]);
});
