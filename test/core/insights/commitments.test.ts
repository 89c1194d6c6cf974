import { describe, expect, it } from 'vitest';
import { commitments } from '../../../core/insights/commitments.ts';
import type { RollupRow } from '../../../core/insights/history.ts';
import { studentTQuantile } from '../../../core/stats/student-t.ts';
import { wilsonInterval } from '../../../core/stats/wilson.ts';
import type { Tally } from '../../../core/store/tally.ts';
import { context, rows, week } from './sample.ts';

/** A day of calls: so many answered in time, after about 27 s, and so many late, after about 181 s. */
const calls = (kept: number, missed: number): Tally => ({
  'commitment.waitSeconds.kept': kept,
  'commitment.waitSeconds.missed': missed,
  'measure.waitSeconds.bin.19': kept,
  'measure.waitSeconds.bin.30': missed,
});
const parcels = (kept: number, missed: number): Tally => ({
  'commitment.deliveryHours.kept': kept,
  'commitment.deliveryHours.missed': missed,
});
const desk = (days: readonly Tally[], { start } = context.later): RollupRow[] => rows('desk', start, days);
const told = (history: readonly RollupRow[]) => commitments(history, context);

describe('promises', () => {
  it('are kept when the share reaches the target', () => {
    // 56 of 70 are exactly the 80 % that were promised.
    expect(told(desk(week(calls(8, 2))))).toMatchObject([
      {
        touchpoint: 'desk',
        measure: 'waitSeconds',
        limit: 60,
        targetShare: 0.8,
        kept: { successes: 56, trials: 70 },
        verdict: 'kept',
      },
    ]);
  });

  it('are missed when the whole range lies under the target, and unsure when chance may explain it', () => {
    const [missed] = told(desk(week(calls(6, 4))));
    // Seven days that agree: nothing widens the range but that seven are few, Student's t with 6 degrees of freedom.
    expect(missed?.interval).toEqual(wilsonInterval({ successes: 42, trials: 70 }, studentTQuantile(0.975, 6)));
    expect(missed).toMatchObject({ verdict: 'missed' });
    expect(told(desk([...week(calls(8, 2)).slice(1), calls(7, 3)]))).toMatchObject([{ verdict: 'unsure' }]);
  });

  it('are not broken by one bad day of seven, though the same share on even days is a broken promise', () => {
    const [uneven] = told(desk([...week(calls(74, 26)).slice(1), calls(0, 100)]));
    const [even] = told(desk([...week(calls(63, 37)).slice(1), calls(66, 34)]));
    expect([uneven?.kept, even?.kept]).toEqual([
      { successes: 444, trials: 700 },
      { successes: 444, trials: 700 },
    ]);
    expect([uneven?.verdict, even?.verdict]).toEqual(['unsure', 'missed']);
  });

  it('of fewer than ten cases are not shown: they are noise, and point at people', () => {
    expect(told(desk([calls(4, 5)]))).toEqual([]);
    expect(told(desk([calls(5, 5)]))).toHaveLength(1);
    expect(told([])).toEqual([]);
  });

  it('stand beside the week before, when that had ten cases', () => {
    const now = desk(week(calls(8, 2)));
    const [line] = told([...now, ...desk([calls(6, 6)], context.earlier)]);
    expect(line?.earlierKept).toEqual({ successes: 6, trials: 12 });
    expect(told([...now, ...desk([calls(6, 3)], context.earlier)])[0]).not.toHaveProperty('earlierKept');
  });

  it('tell the median of what was promised, in both weeks', () => {
    const history = [...desk(week(calls(8, 2))), ...desk(week(calls(2, 8)), context.earlier)];
    const [line] = told(history);
    // Bins of 25.9 to 31 and of 180 to 214 seconds.
    expect(line?.median).toBeGreaterThan(25);
    expect(line?.median).toBeLessThan(31);
    expect(line?.earlierMedian).toBeGreaterThan(180);
    expect(line?.earlierMedian).toBeLessThan(215);
    expect(told(rows('delivery', context.later.start, week(parcels(8, 2))))[0]).not.toHaveProperty('median');
  });

  it('are told missed ones first, then those unsure', () => {
    const kept = desk(week(calls(9, 1)));
    const missed = desk(week(calls(5, 5)));
    const unsure = rows('delivery', context.later.start, week(parcels(8, 2)).slice(4));
    const verdicts = (history: readonly RollupRow[]) =>
      told(history).map(({ touchpoint, verdict }) => [touchpoint, verdict]);
    expect(verdicts([...kept, ...unsure])).toEqual([
      ['delivery', 'unsure'],
      ['desk', 'kept'],
    ]);
    expect(verdicts([...missed, ...unsure])).toEqual([
      ['desk', 'missed'],
      ['delivery', 'unsure'],
    ]);
  });

  it('are those of the audience, made by the touchpoint itself', () => {
    const history = [...desk(week(calls(8, 2))), ...rows('shop', context.later.start, week(calls(8, 2)))];
    expect(told(history).map(({ touchpoint }) => touchpoint)).toEqual(['desk']);
    expect(commitments(history, { ...context, scope: new Set(['shop', 'delivery']) })).toEqual([]);
  });
});
