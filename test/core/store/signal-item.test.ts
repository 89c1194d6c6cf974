import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, planStore } from '../../../core/store/plan.ts';
import { signalItem, storedSignal } from '../../../core/store/signal-item.ts';
import { scored } from '../metrics/scored-signal.ts';
import { placed } from './entries.ts';
import { anyScored } from './signals.ts';

const itemOf = (signal: ReturnType<typeof scored>) => {
  const [put] = planStore(placed([entryOf(signal)])).puts;
  if (!put) throw new Error('no put');
  return signalItem(put);
};

describe('a stored signal', () => {
  it('keeps all that was said, and what it counted', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        const item = itemOf(signal);
        const { object, ...said } = signal;
        expect(item).toMatchObject(said);
        // The vendor's id may be an address: the key has its hash, and the item no more.
        expect(item).not.toHaveProperty('object');
        expect(object.length).toBeGreaterThan(0);
        expect(JSON.parse(String(item.counted))).toMatchObject(entryOf(signal).counted);
      }),
    );
  });

  it('is read back as it was said', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        const { object: _object, ...said } = signal;
        expect(storedSignal(itemOf(signal))).toEqual(said);
      }),
    );
  });

  it('is found by its touchpoint and day, and by its customer if it has one', () => {
    const { GSI1PK, GSI1SK, GSI2PK, GSI2SK } = itemOf(scored({ aliases: ['c0ffee'] }));
    expect([GSI1PK, GSI2PK]).toEqual(['C#c0ffee', 'T#store-visit#2025-03-04']);
    expect(GSI1SK).toMatch(/^2025-03-04T10:00:00\.000Z#[0-9a-f]{16}$/);
    expect(GSI2SK).toBe(`c0ffee#${GSI1SK}`);
    expect(itemOf(scored())).not.toHaveProperty('GSI1PK');
  });
});
