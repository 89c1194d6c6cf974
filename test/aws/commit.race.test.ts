import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../local/engines/engine.ts';
import { race, type Tampering } from './race.ts';
import { anyBadDay, anyGoodDay, type Scenario } from './scenario.ts';
import { holdTime } from './time.ts';

holdTime();

const runs = { numRuns: 200 };

const endsInTheTruth = (days: fc.Arbitrary<Scenario>, tampering: Tampering = {}) =>
  fc.asyncProperty(days, fc.scheduler(), async (day, scheduler) => {
    const { isTogether, rows, truth } = await race(day, scheduler, tampering);
    expect(rows).toEqual(truth);
    expect(isTogether).toBe(true);
  });

describe('concurrent commits', () => {
  it('count the newest version of each fact once, in whichever order requests meet', async () => {
    await fc.assert(endsInTheTruth(anyGoodDay), runs);
  });

  it('do so through conflicts, throttling, lost answers and dying workers', async () => {
    await fc.assert(endsInTheTruth(anyBadDay), runs);
  });
});

const [once, corrected] = [
  { fact: 0, version: 1, isRead: true },
  { fact: 0, version: 2, isRead: true },
];
const quiet: Scenario = { batches: [[once]], faults: [], deaths: [] };

describe('a commit ends in the truth after', () => {
  it.each<[string, Partial<Scenario>]>([
    ['an answer lost at each of the SDK’s own attempts', { faults: ['lost', 'lost', 'lost'] }],
    ['a correction whose answer was lost like that', { batches: [[once], [corrected]], faults: Array(9).fill('lost') }],
    ['more conflicts than it has patience for', { faults: Array(20).fill('conflict') }],
    ['a 500 for a write that took effect', { faults: ['failed late', 'failed late'] }],
    ['a worker’s death before the table heard of it', { deaths: [{ attempt: 0, heard: false }] }],
    ['a worker’s death after the table heard of it', { deaths: [{ attempt: 0, heard: true }] }],
    ['a death amid a correction', { batches: [[once], [corrected]], deaths: [undefined, { attempt: 1, heard: true }] }],
  ])('%s', async (_, day) => {
    await fc.assert(endsInTheTruth(fc.constant({ ...quiet, ...day })), { numRuns: 20 });
  });
});

describe('the property notices', () => {
  /** A race that must fail; shrinking it would only cost time. */
  const isNoticed = async (tampering: Tampering) => {
    const { failed } = await fc.check(endsInTheTruth(anyGoodDay, tampering), { ...runs, endOnFailure: true });
    expect(failed).toBe(true);
  };

  type Put = { Put?: { ConditionExpression?: string } };
  const rewriting =
    (rewrite: (condition: string | undefined) => string | undefined) =>
    (engine: Engine): Engine =>
    (call) => {
      const TransactItems = call.input.TransactItems.map(({ Put, ...other }: Put) =>
        Put ? { Put: { ...Put, ConditionExpression: rewrite(Put.ConditionExpression) } } : other,
      );
      return engine({ ...call, input: { ...call.input, TransactItems } });
    };

  /** Commit is told something else of what the table holds. */
  const misremembering =
    (change: Record<string, unknown>): NonNullable<Tampering['table']> =>
    (table) => ({
      getAll: (keys) => table.getAll(keys),
      transact: async (puts, adds) => {
        const result = await table.transact(puts, adds);
        if (result.kind !== 'condition') return result;
        return {
          ...result,
          held: new Map([...result.held].map(([index, item]) => [index, item && { ...item, ...change }])),
        };
      },
    });

  it('a put without its condition', () => isNoticed({ engine: rewriting(() => undefined) }));

  it('a correction that does not look whether somebody wrote since it read', () =>
    isNoticed({ engine: rewriting((condition) => (condition === 'rev = :rev' ? 'attribute_exists(PK)' : condition)) }));

  it('a correction that subtracts nothing', () => isNoticed({ table: misremembering({ counted: '{}' }) }));

  it('an older version that replaces a newer one', () => isNoticed({ table: misremembering({ revision: ['', ''] }) }));

  it('rows that are not moved', () =>
    isNoticed({
      table: (table) => ({ getAll: (keys) => table.getAll(keys), transact: (puts) => table.transact(puts, []) }),
    }));
});
