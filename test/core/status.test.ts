import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawCounts, statusOf } from '../../core/status.ts';

const apiUrl = 'http://127.0.0.1:4480';
const at = (now: string) => ({ apiUrl, nowMs: Date.parse(now) });
const noon = at('2026-03-10T12:30:00Z');
const shop = [{ id: 'shop', channel: 'generic' }];
const nothing: RawCounts = { queued: 0, waiting: 0, deadLetters: [], heartbeats: [] };
const beat = (day: string, hours: Readonly<Record<string, number>>, source = 'shop') => ({
  source,
  day,
  tally: {
    n: Object.values(hours).reduce((sum, n) => sum + n, 0),
    ...Object.fromEntries(Object.entries(hours).map(([hour, n]) => [`hour.${hour}`, n])),
  },
});
const shopAfter = (heartbeats: RawCounts['heartbeats'], now = noon) =>
  statusOf({ ...nothing, heartbeats }, shop, now).sources[0];

describe('the status of the pipeline', () => {
  it('says where everything is that was ever received', () => {
    const status = statusOf(
      {
        queued: 20,
        waiting: 4,
        deadLetters: [
          { reason: 'scores.nps: must be at most 10', source: 'shop', count: 2 },
          { reason: 'NotStorable', source: null, count: 1 },
        ],
        heartbeats: [
          beat('2026-03-01', { '10': 9 }),
          {
            source: 'shop',
            day: '2026-03-02',
            tally: { n: 3, 'hour.10': 3, 'unscored.pending': 2, 'unscored.language': 1 },
          },
        ],
      },
      shop,
      noon,
    );
    // Two of the dead were refused at the door, one came through the queue: 20 + 2 = 12 + 3 + 4 + 3.
    expect(status).toMatchObject({ received: 22, stored: 12, repeated: 3, waiting: 4, dead: 3 });
    expect(status).toMatchObject({ unscored: 3, pending: 2 });
  });

  it('takes a signal for stored that is stored and still on the queue', () => {
    const status = statusOf(
      { ...nothing, queued: 5, waiting: 5, heartbeats: [beat('2026-03-01', { '10': 3 })] },
      shop,
      noon,
    );
    expect(status).toMatchObject({ received: 5, stored: 3, repeated: 0, waiting: 2 });
  });

  it('never lets the parts differ from the whole, nor fall below nothing', () => {
    const count = fc.nat(1_000);
    fc.assert(
      fc.property(count, count, count, count, count, (queued, waiting, n, refused, failed) => {
        const deadLetters = [
          { reason: 'a', source: 'shop', count: refused },
          { reason: null, source: null, count: failed },
        ];
        const heartbeats = [beat('2026-03-01', { '10': n })];
        const {
          received,
          stored,
          repeated,
          waiting: left,
          dead,
        } = statusOf({ ...nothing, queued, waiting, deadLetters, heartbeats }, shop, noon);
        expect(received).toBe(stored + repeated + left + dead);
        expect(Math.min(received, stored, repeated, left, dead)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('shows a reason without what a customer wrote, however it came into it', () => {
    const reasons = ['customer.email: ines@example.org is taken', 'line\n\u202e two', 'x'.repeat(500), null];
    const deadLetters = reasons.map((reason) => ({ reason, source: null, count: 1 }));
    const said = statusOf({ ...nothing, deadLetters }, shop, noon).deadLetters.map(({ reason }) => reason);
    expect(said.slice(0, 2)).toEqual(['customer.email: [email] is taken', 'line two']);
    expect(said[2]).toHaveLength(160);
    expect(said[3]).toBe('could not be stored after several tries');
  });

  it('counts one reason once, wherever in its batch an item stood', () => {
    const deadLetters = [1, 7, 30].map((index) => ({
      reason: `generic[${index}].id: must be given`,
      source: 'shop',
      count: 2,
    }));
    expect(statusOf({ ...nothing, deadLetters }, shop, noon).deadLetters).toEqual([
      { reason: 'generic.id: must be given', source: 'shop', count: 6 },
    ]);
  });
});

describe('the status of a source', () => {
  it('counts all its signals, those of seven days and of 24 hours, and no other source’s', () => {
    const heartbeats = [
      beat('2026-01-01', { '08': 5 }),
      beat('2026-03-03', { '12': 7, '13': 2 }),
      beat('2026-03-09', { '12': 3, '13': 4 }),
      beat('2026-03-10', { '11': 1 }),
      beat('2026-03-10', { '12': 90 }, 'other'),
    ];
    expect(shopAfter(heartbeats)).toEqual({
      id: 'shop',
      channel: 'generic',
      url: 'http://127.0.0.1:4480/hooks/shop',
      signals: 22,
      signals7Days: 10,
      signals24Hours: 5,
      lastHour: '2026-03-10T11:00:00.000Z',
      silence: 'less than an hour',
    });
  });

  it.each([
    ['2026-03-10T11:59:59Z', 'less than an hour'],
    ['2026-03-10T12:59:59Z', 'less than an hour'],
    ['2026-03-10T13:00:00Z', '1 hour'],
    ['2026-03-10T15:30:00Z', '3 hours'],
    ['2026-03-12T11:59:59Z', '47 hours'],
    ['2026-03-12T12:00:00Z', '2 days'],
    ['2026-03-10T03:00:00Z', 'less than an hour'],
  ])('at %s has been silent since its hour of 11 to 12 for %s', (now, silence) => {
    expect(shopAfter([beat('2026-03-10', { '11': 1 })], at(now))?.silence).toBe(silence);
  });

  it('waits for its first signal, also when a correction took the only one away', () => {
    for (const heartbeats of [[], [{ source: 'shop', day: '2026-03-10', tally: { n: 0, 'hour.11': 0 } }]]) {
      const { lastHour, silence } = shopAfter(heartbeats) ?? {};
      expect([lastHour, silence]).toEqual([undefined, 'waiting for its first signal']);
    }
  });
});
