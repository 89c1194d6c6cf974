import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleExpression } from '../../../core/digest/schedule.ts';
import type { Journey } from '../../../core/journey/schema.ts';
import { type KnownSince, knownNow, lastDue, mailsDue, overdueOf } from '../../../core/watch/overdue.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** croner's answer, which the local run fires by; of a time the clocks skip it makes another. */
const byCroner = (plan: Parameters<typeof lastDue>[0], before: Date): string | undefined => {
  const { expression, timeZone: timezone } = scheduleExpression(plan, 'UTC');
  const cron = new Cron(expression.slice('cron('.length, -' *)'.length).replaceAll('?', '*'), { timezone });
  let run = cron.previousRuns(1, new Date(before.getTime() + 1_000))[0];
  while (run && !cron.match(run)) run = cron.previousRuns(1, run)[0];
  return run?.toISOString().replace('.000Z', 'Z');
};

describe('when a digest was due last', () => {
  const plans = fc.record({
    cadence: fc.constantFrom('weekly' as const, 'monthly' as const),
    weekday: fc.constantFrom(...weekdays),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'),
  });
  const instants = fc.integer({ min: Date.parse('2025-01-01') / 1_000, max: Date.parse('2028-01-01') / 1_000 });

  it('agrees with croner on the schedule’s own expression, at any moment and in any zone', () => {
    fc.assert(
      fc.property(plans, instants, (plan, seconds) => {
        const before = new Date(seconds * 1_000);
        expect(lastDue(plan, 'UTC', before.toISOString())).toBe(byCroner(plan, before));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['its very second', '2026-03-09T07:00:00Z', '2026-03-09T07:00:00Z'],
    ['a second before', '2026-03-09T06:59:59Z', '2026-03-02T07:00:00Z'],
    // Summer time began on the 29th.
    ['the first week of summer time', '2026-03-30T06:00:00.000Z', '2026-03-30T06:00:00Z'],
  ])('is known at %s', (_, before, due) => {
    expect(lastDue({ cadence: 'weekly', weekday: 'monday', hour: 8 }, 'Europe/Madrid', before)).toBe(due);
  });

  it('leaves out a time that the clocks skip, as Scheduler does', () => {
    const plan = { cadence: 'weekly', weekday: 'sunday', hour: 2 } as const;
    expect(lastDue(plan, 'Europe/Madrid', '2026-03-29T12:00:00Z')).toBe('2026-03-22T01:00:00Z');
  });
});

const plan = { audience: 'care', cadence: 'weekly', weekday: 'monday', hour: 8 } as const;
const journeyOf = (...digests: object[]) =>
  ({ organisation: { timeZone: 'Europe/Madrid' }, digests }) as unknown as Pick<Journey, 'organisation' | 'digests'>;
const both = journeyOf({ ...plan, recipients: ['ana@faro.example', 'ben@faro.example'] });
const hourLater = '2026-03-09T08:05:00Z';
const mails = mailsDue(both, hourLater);
const [ana, ben] = mails as [(typeof mails)[0], (typeof mails)[0]];
const known: KnownSince = { [ana.series]: 0, [ben.series]: 0 };
const inState = (mail: typeof ana, state: 'FROZEN' | 'SENDING' | 'SENT' | 'UNSUBSCRIBED') => ({ ...mail.key, state });
const tags = (late: readonly { tag: string }[]) => late.map(({ tag }) => tag);

describe('a digest', () => {
  it('is given an hour', () => {
    expect(ana.key).toEqual({ PK: 'D#care', SK: '2026-03-09T07:00:00Z#ana@faro.example' });
    expect(mailsDue(both, '2026-03-09T07:59:59Z').map(({ key }) => key.SK.slice(0, 10))).toEqual([
      '2026-03-02',
      '2026-03-02',
    ]);
  });

  it('is overdue to whom it did not leave by then, whether it was begun or not', () => {
    expect(tags(overdueOf(mails, [], known))).toEqual([ana.tag, ben.tag]);
    for (const state of ['FROZEN', 'SENDING'] as const) {
      expect(tags(overdueOf(mails, [inState(ana, 'SENT'), inState(ben, state)], known))).toEqual([ben.tag]);
    }
  });

  it('is not when it left, or was not wanted', () => {
    expect(overdueOf(mails, [inState(ana, 'SENT'), inState(ben, 'UNSUBSCRIBED')], known)).toEqual([]);
  });

  it('is not missed by whoever asked for it only after it was due', () => {
    const since = { ...known, [ben.series]: ben.dueMs + 1 };
    expect(tags(overdueOf(mails, [], since))).toEqual([ana.tag]);
    expect(overdueOf(mails, [], {})).toEqual([]);
    // But one that was begun was due, whoever knew.
    expect(tags(overdueOf(mails, [inState(ana, 'FROZEN')], {}))).toEqual([ana.tag]);
  });

  it('is known from when it is first seen, and forgotten when nobody gets it any more', () => {
    const first = knownNow({}, mails, 7);
    expect(Object.values(first)).toEqual([7, 7]);
    expect(knownNow(first, mailsDue(both, '2026-03-16T09:00:00Z'), 8)).toEqual(first);
    const [alone] = mailsDue(journeyOf({ ...plan, recipients: ['ana@faro.example'] }), hourLater);
    expect(knownNow(first, alone ? [alone] : [], 9)).toEqual({ [ana.series]: 7 });
    const [moved] = mailsDue(journeyOf({ ...plan, hour: 9, recipients: ['ana@faro.example'] }), '2026-03-09T09:05:00Z');
    expect(knownNow(first, moved ? [moved] : [], 10)).toEqual({ [moved?.series ?? '']: 10 });
    expect(JSON.stringify([first, tags(mails)])).not.toContain('ana');
  });
});
