import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { media } from '../../../core/signal.ts';
import {
  type Cell,
  cellName,
  cellOf,
  heartbeatName,
  heartbeatPartition,
  keyText,
  rowKey,
  signalId,
  signalKey,
} from '../../../core/store/keys.ts';
import { anyDay, anyId, anyScored } from './signals.ts';

const anyCell: fc.Arbitrary<Cell> = fc.record({
  day: anyDay,
  touchpoint: anyId,
  medium: fc.constantFrom(...media),
  segment: fc.oneof(
    fc.constant('all'),
    fc.tuple(anyId, anyId).map(([dimension, value]) => `${dimension}=${value}`),
  ),
});

const anyFact = fc.record({
  source: anyId,
  object: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', '#', '|', '/') }),
  part: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', '#', '|', ':') }),
});

describe('the key of a rollup row', () => {
  it('tells its cell', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        expect(cellOf(rowKey(cellName(cell)))).toEqual(cell);
      }),
    );
  });

  it('files a cell under its month, segment by segment and in the order of days', () => {
    const name = cellName({ day: '2026-11-03', touchpoint: 'help-desk', medium: 'phone', segment: 'plan=gold' });
    expect(rowKey(name)).toEqual({ PK: 'R#2026-11#0', SK: 'plan=gold#03#help-desk#phone' });
  });

  it('is no other cell’s key', () => {
    fc.assert(
      fc.property(anyCell, anyCell, (a, b) => {
        const same = keyText(rowKey(cellName(a))) === keyText(rowKey(cellName(b)));
        expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the key of a heartbeat', () => {
  const anyBeat = fc.record({ source: anyId, occurredAt: anyDay.map((day) => `${day}T12:00:00.000Z`) });

  it('files a source’s UTC day under its month, in the order of days', () => {
    const name = heartbeatName({ source: 'help-desk-tickets', occurredAt: '2026-11-03T23:59:59.999Z' });
    expect(name).toBe('H#help-desk-tickets#2026-11-03');
    expect(rowKey(name)).toEqual({ PK: 'H#help-desk-tickets', SK: '2026-11-03' });
    expect(heartbeatPartition('help-desk-tickets')).toBe('H#help-desk-tickets');
  });

  it('is no cell’s key, and no other source’s or day’s', () => {
    fc.assert(
      fc.property(anyBeat, anyBeat, anyCell, (a, b, cell) => {
        const [keyA, keyB] = [a, b].map((beat) => keyText(rowKey(heartbeatName(beat))));
        expect(keyA === keyB).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(keyA).not.toBe(keyText(rowKey(cellName(cell))));
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not change with the hour: a day of a source is one row', () => {
    const at = (hour: string) => heartbeatName({ source: 'calls', occurredAt: `2026-11-03T${hour}:00:00.000Z` });
    expect(at('00')).toBe(at('23'));
  });
});

describe('the key of a signal', () => {
  it('is no other fact’s key, whatever its vendor puts into ids', () => {
    fc.assert(
      fc.property(anyFact, anyFact, (a, b) => {
        const same = a.source === b.source && a.object === b.object && a.part === b.part;
        expect(keyText(signalKey(a)) === keyText(signalKey(b))).toBe(same);
        expect(signalId(signalKey(a)) === signalId(signalKey(b))).toBe(same);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds nothing that can change', () => {
    fc.assert(
      fc.property(anyScored, anyScored, ({ source, object, part }, later) => {
        expect(signalKey({ ...later, source, object, part })).toEqual(signalKey({ source, object, part }));
      }),
    );
  });

  it('shows no customer: a vendor may use an address as the id of an object', () => {
    const key = signalKey({ source: 'survey', object: 'ana@example.org', part: 'answers' });
    expect(keyText(key)).not.toContain('ana');
  });
});
