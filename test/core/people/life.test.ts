import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOfLife, lifeOf } from '../../../core/people/life.ts';
import { personRows } from '../../../core/store/contribution.ts';
import { rowKey } from '../../../core/store/keys.ts';
import { anySignal } from '../metrics/scored-signal.ts';

const march = {
  month: '2026-03',
  fields: {
    '02.n': 2,
    '02.outcome.purchase.n': 2,
    '02.outcome.purchase.minor.EUR': 3_000,
    '20.n': 3,
    '20.outcome.refund.n': 1,
    '20.outcome.refund.minor.EUR': 1_000,
    '20.outcome.renewal.n': 1,
    '20.outcome.renewal.minor.JPY': 900,
    '20.measure.failures.n': 1,
    '20.measure.failures.sum': 2_000,
    '20.commitment.missed': 1,
    '20.commitment.kept': 4,
    '21.n': 0,
    ttl: 1_800_000_000,
  },
};
const january = {
  month: '2026-01',
  fields: {
    '31.n': 1,
    '31.measure.contacts.n': 1,
    '31.measure.contacts.sum': 1_000,
    '31.measure.resolutionHours.n': 1,
    '31.measure.resolutionHours.sum': 50_000,
  },
};

describe('the life of a person', () => {
  it('is derived from the days of all customers they are known as', () => {
    const other = { month: '2026-03', fields: { '20.n': 1, '25.n': 1 } };
    expect(lifeOf(daysOfLife([march, january, other]), '2026-04-04')).toEqual({
      firstDay: '2026-01-31',
      lastDay: '2026-03-25',
      silentDays: 10,
      days: 4,
      signals: 8,
      purchases: 3,
      moneyMinor: { EUR: 2_000, JPY: 900 },
      failures: 3,
      opened: 1,
      closed: 1,
    });
  });

  it('begins with the first day that is kept', () => {
    expect(lifeOf(daysOfLife([march, january], '2026-03-03'), '2026-04-04')).toMatchObject({
      firstDay: '2026-03-20',
      days: 1,
      moneyMinor: { EUR: -1_000, JPY: 900 },
    });
  });

  it('is none of somebody whose signals were all corrected away', () => {
    expect(lifeOf(daysOfLife([{ month: '2026-03', fields: { '02.n': 0 } }]), '2026-04-04')).toBeUndefined();
  });

  it('has as many signals as were counted, on the days on which they were', () => {
    fc.assert(
      fc.property(fc.array(anySignal, { minLength: 1, maxLength: 8 }), (signals) => {
        const months = signals.flatMap((signal) =>
          Object.entries(personRows(signal, { customer: 'c', rivals: [] })).map(([row, fields]) => ({
            month: rowKey(row).SK,
            fields,
          })),
        );
        const life = lifeOf(daysOfLife(months), '2030-01-01');
        const days = signals.map(({ day }) => day).sort();
        expect(life).toMatchObject({ signals: signals.length, days: new Set(days).size });
        expect([life?.firstDay, life?.lastDay]).toEqual([days[0], days.at(-1)]);
      }),
    );
  });
});
