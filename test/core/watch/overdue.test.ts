import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../core/journey/schema.ts';
import { type KnownSince, knownNow, mailsDue, overdueOf } from '../../../core/watch/overdue.ts';

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
