import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fatesOf, type Outcome } from '../../core/fates.ts';
import type { ScoredSignal } from '../../core/signal.ts';

const signalOf = (object: string, unscored?: 'pending'): ScoredSignal =>
  ({ source: 's', object, part: 'p', ...(unscored && { unscored }) }) as ScoredSignal;
const nothing: Outcome<string> = { malformed: [], unread: [], scored: [], busy: [], refused: [] };
const plain = (outcome: Partial<Outcome<string>>) => {
  const { again, never, pending } = fatesOf({ ...nothing, ...outcome });
  return { again: [...again], never: never.map(({ record }) => record), pending: [...pending] };
};

it('lets a message that is stored be done', () => {
  expect(plain({ scored: [{ record: 'a', signal: signalOf('1') }] })).toEqual({ again: [], never: [], pending: [] });
});

it('sends every message back that holds a signal the table was too busy for', () => {
  const [one, two] = [signalOf('1'), signalOf('2')];
  const scored = [
    { record: 'a', signal: one },
    { record: 'b', signal: one },
    { record: 'c', signal: two },
  ];
  expect(plain({ scored, busy: [one] }).again).toEqual(['a', 'b']);
});

it('sends a text anew that could not be read, unless its message comes back or is dead', () => {
  const [unheard, busy, refused] = ['1', '2', '3'].map((object) => signalOf(object, 'pending'));
  if (!unheard || !busy || !refused) throw new Error('three signals');
  const scored = [
    { record: 'a', signal: unheard },
    { record: 'b', signal: busy },
    { record: 'c', signal: refused },
  ];
  expect(plain({ scored, busy: [busy], refused: [{ signal: refused, code: 'TooLarge' }] })).toEqual({
    again: ['b'],
    never: ['c'],
    pending: ['a'],
  });
});

it('gives each message one fate at most, and loses none that is not stored', () => {
  const record = fc.constantFrom('a', 'b', 'c', 'd');
  const signal = fc.tuple(fc.constantFrom('1', '2', '3'), fc.boolean()).map(([object, unheard]) => ({
    signal: signalOf(object, unheard ? 'pending' : undefined),
  }));
  const outcome = fc.record({
    malformed: fc.array(fc.record({ record, reason: fc.constant('no JSON') }), { maxLength: 2 }),
    unread: fc.array(
      fc.record({ record, kind: fc.constantFrom('busy' as const, 'gone' as const), reason: fc.constant('away') }),
      { maxLength: 3 },
    ),
    scored: fc.array(
      fc.tuple(record, signal).map(([one, rest]) => ({ record: one, ...rest })),
      { maxLength: 5 },
    ),
    busy: fc.array(
      signal.map(({ signal: one }) => one),
      { maxLength: 2 },
    ),
    refused: fc.array(
      signal.map((one) => ({ ...one, code: 'TooLarge' })),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(outcome, (happened) => {
      const { again, never, pending } = fatesOf(happened);
      const dead = new Set(never.map(({ record: one }) => one));
      for (const one of again) expect(dead.has(one) || pending.has(one)).toBe(false);
      for (const one of pending) expect(dead.has(one)).toBe(false);
      const unstored = [...happened.malformed, ...happened.unread].map(({ record: one }) => one);
      for (const one of unstored) expect(again.has(one) || dead.has(one)).toBe(true);
    }),
  );
});
