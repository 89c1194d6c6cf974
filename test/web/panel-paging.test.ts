import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerbatimsAnswer } from '../../core/map/api.ts';
import { nextFilled } from '../../web/panel/paging.ts';
import { voice } from './panel-answers.ts';

const { signal } = new AbortController();

/** A list in pages of so many comments each; a cursor is the number of a page. */
const listOf = (sizes: readonly number[]) => {
  const asked: (string | undefined)[] = [];
  const ask = async (cursor: string | undefined): Promise<VerbatimsAnswer> => {
    asked.push(cursor);
    const page = Number(cursor ?? 0);
    const verbatims = Array.from({ length: sizes[page] ?? 0 }, () => voice);
    return { verbatims, ...(page + 1 < sizes.length && { cursor: String(page + 1) }) };
  };
  return { ask, asked };
};

describe('the next page of comments', () => {
  it('is the first one that holds any, over up to five empty ones', async () => {
    const { ask, asked } = listOf([0, 0, 0, 0, 0, 3, 4]);
    expect((await nextFilled(ask, undefined, signal)).verbatims).toHaveLength(3);
    expect(asked).toEqual([undefined, '1', '2', '3', '4', '5']);
  });

  it('is left to the reader after that, with the place to go on from', async () => {
    const { ask, asked } = listOf([0, 0, 0, 0, 0, 0, 3]);
    expect(await nextFilled(ask, undefined, signal)).toEqual({ verbatims: [], cursor: '6' });
    expect(asked).toHaveLength(6);
  });

  it('shows every comment once, however they are spread over the pages', async () => {
    const sizes = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(sizes, async (some) => {
        const { ask, asked } = listOf(some);
        let page = await nextFilled(ask, undefined, signal);
        let shown = page.verbatims.length;
        while (page.cursor !== undefined) {
          page = await nextFilled(ask, page.cursor, signal);
          shown += page.verbatims.length;
        }
        expect(shown).toBe(some.reduce((sum, size) => sum + size, 0));
        expect(asked).toHaveLength(some.length);
      }),
    );
  });

  it('is not asked for when few answered: there is none', async () => {
    const tooFew: VerbatimsAnswer = { verbatims: [], tooFew: true };
    expect(await nextFilled(async () => tooFew, undefined, signal)).toBe(tooFew);
  });

  it('fails as its request did', async () => {
    await expect(nextFilled(() => Promise.reject(new Error('gone')), undefined, signal)).rejects.toThrow('gone');
  });
});
