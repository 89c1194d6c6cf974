import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoredSignal } from '../../../core/signal.ts';
import { keyText, rowKey, signalKey } from '../../../core/store/keys.ts';
import { entryOf, isSuperseded, type Known, newestPerKey, placeAll, planStore } from '../../../core/store/plan.ts';
import { signalItem } from '../../../core/store/signal-item.ts';
import { merge, subtract, type Tally } from '../../../core/store/tally.ts';
import { scored } from '../metrics/scored-signal.ts';
import { anyEntries, placed } from './entries.ts';
import { anyRevision } from './signals.ts';

const known = (fields: Partial<Known> = {}): Known => ({
  rev: 1,
  revision: ['2', 'b'],
  counted: {},
  pending: false,
  erased: false,
  ...fields,
});

describe('planStore', () => {
  it('moves the rows by exactly what is new less what was counted before', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const rows = new Map<string, Tally>();
        const move = (key: string, tally: Tally, combine = merge) => rows.set(key, combine(rows.get(key) ?? {}, tally));
        for (const { counted, entry } of placed(entries)) {
          for (const [cell, tally] of Object.entries(counted)) move(keyText(rowKey(cell)), tally);
          for (const [cell, tally] of Object.entries(entry.known?.counted ?? {}))
            move(keyText(rowKey(cell)), tally, subtract);
        }
        const wanted = [...rows].filter(([, tally]) => Object.keys(tally).length > 0);
        const adds = planStore(placed(entries)).adds.map(({ key, fields }) => [keyText(key), fields]);
        expect(Object.fromEntries(adds)).toEqual(Object.fromEntries(wanted));
        expect(adds.length).toBe(wanted.length);
      }),
    );
  });

  it('puts each signal on the one version it was planned against, and raises rev', () => {
    const signal = scored();
    const held = known({ rev: 7 });
    const puts = planStore(placed([entryOf(signal), { ...entryOf(signal), known: held }])).puts;
    expect(puts.map(({ rev, expectedRev }) => [rev, expectedRev])).toEqual([
      [1, undefined],
      [8, 7],
    ]);
  });

  it('leaves rows alone that a correction does not change', () => {
    const signal = scored({ text: 'a typo' });
    const held = known({ counted: entryOf(signal).counted });
    expect(planStore(placed([{ ...entryOf(scored({ text: 'no typo' })), known: held }])).adds).toEqual([]);
  });

  it('takes back the heartbeat a correction disowns: the hour moves, the day’s count does not', () => {
    const [was, is] = ['10:59', '11:00'].map((time) => scored({ occurredAt: `2025-03-04T${time}:00.000Z` }));
    if (!was || !is) throw new Error('no signals');
    const { adds } = planStore(placed([{ ...entryOf(is), known: known({ counted: entryOf(was).counted }) }]));
    expect(adds).toEqual([{ key: { PK: 'H#survey', SK: '2025-03-04' }, fields: { 'hour.10': -1, 'hour.11': 1 } }]);
  });

  it('takes a heartbeat from one UTC day and gives it to another', () => {
    const was = scored({ occurredAt: '2025-02-28T23:30:00.000Z', day: '2025-03-01' });
    const is = scored({ occurredAt: '2025-03-01T00:30:00.000Z', day: '2025-03-01' });
    const { adds } = planStore(placed([{ ...entryOf(is), known: known({ counted: entryOf(was).counted }) }]));
    expect(adds).toEqual([
      { key: { PK: 'H#survey', SK: '2025-03-01' }, fields: { n: 1, 'hour.00': 1 } },
      { key: { PK: 'H#survey', SK: '2025-02-28' }, fields: { n: -1, 'hour.23': -1 } },
    ]);
  });
});

describe('isSuperseded', () => {
  const pendingOf = (isPending: boolean): Partial<ScoredSignal> => (isPending ? { unscored: 'pending' } : {});
  const orders = {
    older: ['1', 'z'],
    same: ['2', 'b'],
    'same order, later content': ['2', 'c'],
    newer: ['3', 'a'],
  } as const;

  it.each([
    // revision of ours, held is pending, ours is pending → dropped
    ['older', false, false, true],
    ['older', true, false, true],
    ['older', false, true, true],
    ['older', true, true, true],
    ['same', false, false, true],
    ['same', false, true, true],
    ['same', true, true, true],
    ['same', true, false, false],
    ['same order, later content', false, false, false],
    ['newer', false, false, false],
    ['newer', true, false, false],
    ['newer', false, true, false],
    ['newer', true, true, false],
  ] as const)('%s, held unread %s, ours unread %s: dropped %s', (revision, held, ours, dropped) => {
    const signal = scored({ revision: orders[revision], ...pendingOf(ours) });
    expect(isSuperseded({ signal, known: known({ pending: held }) })).toBe(dropped);
  });

  it('drops nothing of which the table knows nothing', () => expect(isSuperseded({ signal: scored() })).toBe(false));

  it('takes a text no language was found for as read: it will not be read later either', () => {
    const signal = scored({ revision: ['2', 'b'], unscored: 'language' });
    expect(isSuperseded({ signal, known: known({ pending: true }) })).toBe(false);
  });
});

describe('newestPerKey', () => {
  const anyVersion = fc
    .record({ object: fc.constantFrom('a', 'b', 'c'), revision: anyRevision, isPending: fc.boolean() })
    .map(({ object, revision, isPending }) => scored({ object, revision, ...(isPending && { unscored: 'pending' }) }));

  it('keeps of each fact one version that nothing else in the batch would replace', () => {
    fc.assert(
      fc.property(fc.array(anyVersion, { maxLength: 12 }), (signals) => {
        const kept = newestPerKey(signals);
        expect(new Set(kept.map(({ object }) => object)).size).toBe(kept.length);
        for (const signal of signals) {
          const held = kept.find(({ object }) => object === signal.object);
          const { revision, unscored } = held ?? scored();
          expect(isSuperseded({ signal, known: known({ revision, pending: unscored === 'pending' }) })).toBe(true);
        }
      }),
    );
  });

  it('keeps the copy that was read, whichever came first', () => {
    const [read, unread] = [scored(), scored({ unscored: 'pending' })];
    expect([newestPerKey([read, unread]), newestPerKey([unread, read])]).toEqual([[read], [read]]);
  });

  it('keeps the order of facts, and facts of one object apart', () => {
    const parts = ['csat', 'status:solved', 'comment:17'].map((part) => scored({ part }));
    expect(newestPerKey(parts).map(signalKey)).toEqual(parts.map(signalKey));
  });
});

describe('placeAll', () => {
  const entries = (...signals: Partial<ScoredSignal>[]) =>
    signals.map((signal, index) => entryOf(scored({ object: `${index}`, ...signal })));

  it('gives a new person the name of their strongest alias, and the next signal that has one of theirs to them', () => {
    const found = placeAll(
      entries({ aliases: ['id', 'email'] }, { aliases: ['email'] }, { aliases: ['other', 'email'] }),
      new Map(),
    );
    expect(found.map(({ customer, newAliases }) => [customer, newAliases])).toEqual([
      ['id', ['id', 'email']],
      ['id', []],
      ['id', ['other']],
    ]);
  });

  it('never merges two customers: the strongest alias decides, and both are counted as a conflict', () => {
    const held = new Map([
      ['id', { customer: 'x' }],
      ['email', { customer: 'a' }],
    ]);
    const [only] = placeAll(entries({ aliases: ['id', 'email', 'phone'] }), held);
    expect(only).toMatchObject({ customer: 'x', newAliases: ['phone'], counted: { 'X#a#x': { n: 1 } } });
  });

  it('counts a conflict with every other customer, so that whoever looks for one of them finds the signal', () => {
    const held = new Map(['a', 'b', 'c'].map((alias) => [alias, { customer: alias }]));
    const [only] = placeAll(entries({ aliases: ['a', 'b', 'c'] }), held);
    const conflicts = Object.keys(only?.counted ?? {}).filter((row) => row.startsWith('X#'));
    expect(conflicts).toEqual(['X#a#b', 'X#a#c']);
  });

  it('lets a month be forgotten after the last of its signals, whichever was written last', () => {
    const [may, january] = [
      { aliases: ['x'], day: '2025-05-31', occurredAt: '2025-05-31T10:00:00.000Z', ttl: 1_748_685_600 },
      { aliases: ['x'], day: '2025-01-02', occurredAt: '2025-01-02T10:00:00.000Z', ttl: 1_735_812_000 },
    ];
    const [before] = placeAll(entries(may), new Map());
    const [entry] = entries(january);
    if (before === undefined || entry === undefined) throw new Error('both were placed');
    const moved = planStore(placeAll([{ ...entry, known: known({ counted: before.counted }) }], new Map()));
    const ttls = new Map(moved.adds.map(({ key, ttl }) => [`${key.PK} ${key.SK}`, ttl]));
    expect(ttls.get('C#x 2025-01')).toBeGreaterThan(january.ttl + 30 * 86_400);
    expect(ttls.has('C#x 2025-05')).toBe(true);
    expect(ttls.get('C#x 2025-05')).toBeUndefined();
  });

  it('counts a day of the customer’s month', () => {
    const [only] = placeAll(entries({ aliases: ['x'], scores: { nps: 3 }, measures: { failures: 2 } }), new Map());
    expect(only?.counted['C#x#2025-03']).toEqual({
      '04.n': 1,
      '04.kind.perceptive': 1,
      '04.nps.n': 1,
      '04.nps.sum': 3,
      '04.measure.failures.n': 1,
      '04.measure.failures.sum': 2_000,
    });
  });

  it('keeps but the key of what somebody who was erased had said before, and joins to nobody what they say later', () => {
    const held = new Map([['id', { erasedAt: '2025-03-04T10:00:00.000Z' }]]);
    const later = { aliases: ['id'], occurredAt: '2025-03-04T10:00:00.001Z' };
    const found = placeAll(entries({ aliases: ['id'] }, later), held);
    expect(found.map(({ isErased, customer, newAliases }) => [isErased, customer, newAliases])).toEqual([
      [true, undefined, []],
      [false, undefined, []],
    ]);
  });

  it('leaves nothing of a stored signal whose person was erased but its key', () => {
    const signal = scored({ aliases: ['id'], text: 'Call me', ttl: 7 });
    const held = known({ counted: entryOf(signal).counted });
    const erased = placeAll([{ ...entryOf(signal), known: held, again: 'erased' }], new Map());
    const { puts, adds } = planStore(erased);
    expect(puts.map(signalItem)).toEqual([{ ...signalKey(signal), erased: true, ttl: 7, rev: 2, counted: '{}' }]);
    expect(Object.keys(adds)).toHaveLength(Object.keys(held.counted).length);
  });
});
