import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../aws/answers.ts';
import { Table } from '../../aws/table.ts';
import { recheck } from '../../core/insights/recheck.ts';
import { linksOf } from '../../core/people/links.ts';
import { daysOf } from '../../core/period.ts';
import { touchpointPartition } from '../../core/store/keys.ts';
import { ok } from '../../local/engines/engine.ts';
import { context, finding } from '../core/insights/sample.ts';
import { sdkWith } from './sdk.ts';

const { earlier, later } = context;
const nobodyLinked = linksOf([]);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

interface Said {
  readonly day: string;
  readonly customer?: string;
  readonly nps: number;
}

/**
 * A table whose index has these answers of the desk, one a second from midnight on. It answers queries of that index alone:
 * a table that stores a hundred thousand items one by one is the subject of other tests.
 */
const tableOf = (said: readonly Said[]) => {
  const asked = { requests: 0, entries: 0 };
  const partitions = Map.groupBy(
    said.map(({ day, customer, nps }, index) => {
      const at = new Date(Date.parse(day) + (index % 86_400) * 1_000).toISOString();
      const id = hashOf(`signal ${index}`).slice(0, 16);
      return {
        PK: { S: `F#survey#${id}` },
        SK: { S: 'record' },
        GSI2PK: { S: touchpointPartition('desk', day) },
        GSI2SK: { S: `${(customer ?? id).slice(0, 8)}#${at}#${id}` },
        scores: { M: { nps: { N: String(nps) } } },
        ...(customer !== undefined && { customer: { S: customer } }),
      };
    }),
    ({ GSI2PK }) => GSI2PK.S,
  );
  for (const some of partitions.values()) some.sort((a, b) => (a.GSI2SK.S < b.GSI2SK.S ? -1 : 1));
  const sdk = sdkWith({
    dynamodb: async ({ input: { ExpressionAttributeValues, Limit } }) => {
      const all = partitions.get(ExpressionAttributeValues[':pk'].S) ?? [];
      const behind = all.filter(({ GSI2SK }) => GSI2SK.S > (ExpressionAttributeValues[':after']?.S ?? ''));
      const Items = behind.slice(0, Limit);
      asked.requests += 1;
      asked.entries += Items.length;
      return ok({ Items, ...(Items.length < behind.length && { LastEvaluatedKey: Items.at(-1)?.PK }) });
    },
  });
  return { table: new Table('table', sdk), asked };
};

/** Of every hundred so many are glad (9), the others cross (3), drawn by a seed. */
const week = (period: typeof earlier, aDay: number, gladPercent: number, seed: number): Said[] => {
  const generator = xoroshiro128plus(seed);
  return daysOf(period).flatMap((day) =>
    Array.from({ length: aDay }, (_, index) => ({
      day,
      customer: hashOf(`${seed} ${day} ${index}`),
      nps: 100 * uniformFloat64(generator) < gladPercent ? 9 : 3,
    })),
  );
};
const shouting = (customer: string, aDay: number): Said[] =>
  daysOf(later).flatMap((day) => Array.from({ length: aDay }, () => ({ day, customer, nps: 0 })));

const drop = finding('desk', { metric: 'nps', difference: -20, days: { inflation: 3, degreesOfFreedom: 30 } });
const recheckOf = async (said: readonly Said[], answersMax?: number) => {
  const { table, asked } = tableOf(said);
  const read = (period: typeof earlier) => readAnswers(table, 'desk', period, nobodyLinked, answersMax);
  const panels = { earlier: await read(earlier), later: await read(later) };
  return { left: recheck(drop, panels), panels, ...asked };
};
describe('answers of a touchpoint’s period', () => {
  it('are all read as long as they are few, whoever they are of', async () => {
    const said = [...week(earlier, 30, 60, 1), ...week(later, 30, 30, 2), ...shouting(hashOf('one'), 12)];
    const { left, panels, requests } = await recheckOf(said);
    expect(left).toEqual({ customers: { earlier: 210, later: 211 } });
    expect([panels.earlier.answers.length, panels.later.answers.length]).toEqual([210, 294]);
    expect(requests).toBe(14);
  });

  it('cost no more requests and no more entries however many there are', async () => {
    const costs: number[][] = [];
    for (const aDay of [200, 500, 1_500]) {
      const { left, requests, entries } = await recheckOf(
        [...week(earlier, aDay, 60, 3), ...week(later, aDay, 40, 4)],
        1_400,
      );
      costs.push([requests, entries]);
      expect(left).toBeDefined();
    }
    expect(costs).toEqual(Array.from({ length: 3 }, () => [14, 2_800]));
  });

  it('are of a part of the customers then, with the same part of every day’s answers, known or not', async () => {
    const [monday = ''] = daysOf(later);
    const busy = Array.from({ length: 6_000 }, (_, index) => ({
      day: monday,
      nps: 3,
      ...(index % 2 && { customer: hashOf(`m ${index}`) }),
    }));
    const { panels } = await recheckOf([...week(later, 1_000, 60, 5), ...busy], 3_500);
    const { answers, share } = panels.later;
    expect(share).toBeCloseTo(500 / 7_000, 1);
    for (const day of daysOf(later)) {
      const some = answers.filter(({ at }) => at.startsWith(day)).length;
      const expected = share * (day === monday ? 7_000 : 1_000);
      // Four standard errors.
      expect(Math.abs(some - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
    const unknown = answers.filter(({ customer }) => customer === undefined).length;
    expect(Math.abs(unknown - share * 3_000)).toBeLessThan(4 * Math.sqrt(share * 3_000));
    // From all of a day, not from its morning.
    const hours = new Set(answers.map(({ at }) => at.slice(11, 13)));
    expect(hours.size).toBeGreaterThanOrEqual(3);
  });

  it('are read behind a robot that stands before everybody', async () => {
    const robot = '0000'.padEnd(32, '0');
    const first = [...shouting(robot, 3_000), ...shouting(robot.replace('0', '1'), 500)];
    const drop = [...week(earlier, 1_000, 60, 6), ...week(later, 1_000, 40, 7)];
    const real = await recheckOf([...drop, ...first], 1_400);
    expect(real.left).toEqual({});
    expect(real.requests).toBeLessThanOrEqual(14 + 2 * 7);
    expect(real.panels.later.answers.filter(({ customer }) => customer !== robot).length).toBeGreaterThan(500);
    const same = [...week(earlier, 1_000, 60, 8), ...week(later, 1_000, 60, 9)];
    expect((await recheckOf([...same, ...first], 1_400)).left).toBeUndefined();
  });
});
