import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByBytes } from '../../../core/text/sentences.ts';

describe('splitByBytes', () => {
  it('splits at sentence ends', () => {
    expect(splitByBytes('Slow app. Nice staff.', 12)).toEqual(['Slow app. ', 'Nice staff.']);
  });

  it('puts as many sentences into a part as fit', () => {
    expect(splitByBytes('One. Two. Three. Four.', 12)).toEqual(['One. Two. ', 'Three. Four.']);
  });

  it('splits at word ends inside a sentence that is too long', () => {
    expect(splitByBytes('nobody answered the phone', 10)).toEqual(['nobody ', 'answered ', 'the phone']);
  });

  it('splits between code points, never inside one, when a word is too long', () => {
    expect(splitByBytes('😀😀😀', 9)).toEqual(['😀😀', '😀']);
  });

  it('leaves a text alone that fits, and makes no part of nothing', () => {
    expect(splitByBytes('ñ', 4)).toEqual(['ñ']);
    expect(splitByBytes('', 4)).toEqual([]);
  });

  it('refuses a limit under which an emoji would not fit', () => {
    expect(() => splitByBytes('a', 3)).toThrow(RangeError);
    expect(() => splitByBytes('a', Number.NaN)).toThrow(RangeError);
  });

  it('loses nothing, keeps every part within the limit and breaks no surrogate pair', () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('Hola. ', '¿Y? ', '😀', 'ab ', '\ud800', '\udc00', '漢字。'),
      ),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (pieces, bytesMax) => {
        const whole = pieces.join('');
        const parts = splitByBytes(whole, bytesMax);
        expect(parts.join('')).toBe(whole);
        for (const part of parts) {
          expect(part).not.toBe('');
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(bytesMax);
        }
        // A broken pair would be two strange bytes-of-three instead of one of four.
        const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
        expect(bytes).toBe(Buffer.byteLength(whole));
      }),
    );
  });
});
