import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Comprehend } from '../../aws/comprehend.ts';
import { readTexts } from '../../aws/read-texts.ts';
import type { Draft } from '../../core/score.ts';
import { fail, ok } from '../../local/engines/engine.ts';
import { sdkWith } from './sdk.ts';

interface Input {
  readonly TextList: readonly string[];
  readonly LanguageCode: string;
}

const draftOf = (language: string | undefined, parts: readonly string[]): Draft =>
  ({ parts, ...(language !== undefined && { language }) }) as Draft;

/** Comprehend, which reads the number in a text as its share of positive feeling. */
const open = () => {
  const calls: Input[] = [];
  const comprehend = async ({ input }: { input: Input }) => {
    calls.push(input);
    if (input.LanguageCode === 'ko') return fail('UnsupportedLanguageException', 'ko');
    const shares = (text: string) => ({ Positive: Number(text), Negative: 0, Neutral: 0, Mixed: 0 });
    const resultOf = (text: string, Index: number) => ({ Index, Sentiment: 'POSITIVE', SentimentScore: shares(text) });
    return ok({ ResultList: input.TextList.map(resultOf), ErrorList: [] });
  };
  return { comprehend: new Comprehend(sdkWith({ comprehend })), calls };
};

const noDeadline = () => new AbortController().signal;
const readAs = (text: string) => ({
  label: 'positive',
  scores: { positive: Number(text), negative: 0, neutral: 0, mixed: 0 },
});

describe('readTexts', () => {
  it('gives each draft its parts back in order, in as few calls as one language and 25 texts allow', async () => {
    let serial = 0;
    const anyDraft = fc
      .tuple(fc.constantFrom('en', 'es', 'pt'), fc.integer({ min: 0, max: 40 }))
      .map(([language, parts]) =>
        draftOf(
          language,
          Array.from({ length: parts }, () => String(++serial)),
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(anyDraft, { maxLength: 12 }), async (drafts) => {
        const { comprehend, calls } = open();
        const detections = await readTexts(comprehend, drafts, noDeadline());
        for (const draft of drafts) expect(detections.get(draft)).toEqual(draft.parts.map(readAs));
        for (const { TextList } of calls) expect(TextList.length).toBeLessThanOrEqual(25);
        for (const language of ['en', 'es', 'pt']) {
          const texts = drafts.filter((draft) => draft.language === language).flatMap(({ parts }) => parts);
          const asked = calls.filter(({ LanguageCode }) => LanguageCode === language);
          expect(asked.flatMap(({ TextList }) => TextList)).toEqual(texts);
          expect(asked.length).toBe(Math.ceil(texts.length / 25));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('asks nothing for signals without a text', async () => {
    const { comprehend, calls } = open();
    const draft = draftOf(undefined, []);
    expect(await readTexts(comprehend, [draft], noDeadline())).toEqual(new Map([[draft, []]]));
    expect(calls).toEqual([]);
  });

  it('reads the other languages of a batch when one is not known', async () => {
    const [korean, english] = [draftOf('ko', ['1', '2']), draftOf('en', ['3'])];
    const detections = await readTexts(open().comprehend, [korean, english], noDeadline());
    expect([detections.get(korean), detections.get(english)]).toEqual([['language', 'language'], [readAs('3')]]);
  });
});
