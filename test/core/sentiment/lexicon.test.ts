import { describe, expect, it } from 'vitest';
import type { Lexicon } from '../../../core/sentiment/lexicon.ts';
import { english } from '../../../core/sentiment/lexicon-en.ts';
import { spanish } from '../../../core/sentiment/lexicon-es.ts';
import { fold } from '../../../core/text/fold.ts';

const entries = (words: string): string[] => fold(words).trim().split(/\s+/);

describe.each([
  ['English', english],
  ['Spanish', spanish],
] as const)('the %s lexicon', (_, lexicon: Lexicon) => {
  const lists = [
    ...lexicon.valences.map(([, words]) => words),
    ...lexicon.degrees.map(([, words]) => words),
    lexicon.negators,
    lexicon.contrasts,
    lexicon.concessions,
    lexicon.joins,
    lexicon.chains,
  ];

  it('gives no word two meanings', () => {
    const seen = new Map<string, number>();
    for (const entry of lists.flatMap(entries)) seen.set(entry, (seen.get(entry) ?? 0) + 1);
    expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
  });

  it('keeps its weights from −3 to 3', () => {
    for (const [weight] of lexicon.valences) expect(Math.abs(weight)).toBeLessThanOrEqual(3);
  });

  it('writes words, phrases and stems of two letters or more, and nothing else', () => {
    const misspelt = [...lists, lexicon.expected].flatMap(entries).filter((entry) => !/^[a-z0-9/'_-]+\*?$/.test(entry));
    const short = lists.flatMap(entries).filter((entry) => entry.endsWith('*') && entry.length < 4);
    expect([...misspelt, ...short]).toEqual([]);
  });
});
