import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Comprehend } from '../../aws/comprehend.ts';
import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import { connectionReset, sdkWith } from './sdk.ts';
import { holdTime, withoutWaiting } from './time.ts';

holdTime();

interface Input {
  readonly TextList: readonly string[];
  readonly LanguageCode: string;
}

const shares = { Positive: 0.7, Negative: 0.1, Neutral: 0.15, Mixed: 0.05 };
const read = { label: 'positive', scores: { positive: 0.7, negative: 0.1, neutral: 0.15, mixed: 0.05 } };
const allRead = ({ TextList }: Input): Answer =>
  ok({
    ResultList: TextList.map((_, Index) => ({ Index, Sentiment: 'POSITIVE', SentimentScore: shares })),
    ErrorList: [],
  });
const throttled = fail('ThrottlingException', 'slow down');

let calls: Input[];
beforeEach(() => {
  calls = [];
});

/** Comprehend, answering call after call. */
const comprehendThat = (answers: (input: Input, call: number) => Answer) =>
  new Comprehend(
    sdkWith({
      comprehend: async ({ input }) => {
        calls.push(input);
        return answers(input, calls.length);
      },
    }),
  );

const noDeadline = () => new AbortController().signal;

describe('Comprehend', () => {
  it('gives each text its sentiment, in order, whatever the order of the answer', async () => {
    const labels = ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED'];
    const ResultList = labels.map((Sentiment, Index) => ({ Index, Sentiment, SentimentScore: shares })).reverse();
    const detections = await comprehendThat(() => ok({ ResultList, ErrorList: [] })).detect(
      [...'abcd'],
      'en',
      noDeadline(),
    );
    expect(detections).toEqual(['positive', 'negative', 'neutral', 'mixed'].map((label) => ({ ...read, label })));
    expect(calls).toEqual([{ TextList: [...'abcd'], LanguageCode: 'en' }]);
  });

  it('tells a text it will never read from one it may read later', async () => {
    const ErrorList = [
      { Index: 0, ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED' },
      { Index: 2, ErrorCode: 'INTERNAL_SERVER_ERROR' },
    ];
    const ResultList = [{ Index: 1, Sentiment: 'POSITIVE', SentimentScore: shares }];
    const detections = comprehendThat(() => ok({ ResultList, ErrorList })).detect([...'abcd'], 'en', noDeadline());
    // Of the fourth it said nothing at all.
    expect(await detections).toEqual(['rejected', read, 'pending', 'pending']);
  });

  it('tries again when throttled, three times if need be', async () => {
    const comprehend = comprehendThat((input, call) => (call <= 3 ? throttled : allRead(input)));
    expect(await withoutWaiting(comprehend.detect(['a'], 'en', noDeadline()))).toEqual([read]);
    expect(calls.length).toBe(4);
  });

  it.each([
    ['throttled for good', () => throttled],
    ['down', () => fail('InternalServerException', 'sorry', 500)],
    ['forbidden', () => fail('AccessDeniedException', 'no')],
    [
      'out of reach',
      () => {
        throw connectionReset();
      },
    ],
  ])('leaves every text pending when it is %s', async (_, answers) => {
    const detections = withoutWaiting(comprehendThat(answers).detect(['a', 'b'], 'en', noDeadline()));
    expect(await detections).toEqual(['pending', 'pending']);
  });

  it('leaves every text pending at the deadline, although the SDK would go on trying', async () => {
    const deadline = new AbortController();
    const work = comprehendThat(() => throttled).detect(['a', 'b'], 'en', deadline.signal);
    while (vi.getTimerCount() === 0) await nextTurn();
    // The SDK waits to try again, and time stands still: only the deadline can end the work.
    deadline.abort();
    expect(await work).toEqual(['pending', 'pending']);
    expect(calls.length).toBe(1);
  });

  it('does not even ask when the deadline is over', async () => {
    expect(await comprehendThat(allRead).detect(['a'], 'en', AbortSignal.abort())).toEqual(['pending']);
  });

  it('is not asked about a language it does not know', async () => {
    expect(await comprehendThat(allRead).detect(['kaixo', 'agur'], 'eu', noDeadline())).toEqual([
      'language',
      'language',
    ]);
    expect(calls.length).toBe(0);
  });

  it('is not asked twice about a language it says it does not know', async () => {
    const comprehend = comprehendThat(() => fail('UnsupportedLanguageException', 'ko'));
    expect(await comprehend.detect(['a', 'b'], 'ko', noDeadline())).toEqual(['language', 'language']);
    expect(calls.length).toBe(1);
  });

  it.each([
    'InvalidRequestException',
    'ValidationException',
    'TextSizeLimitExceededException',
    'SerializationException',
  ])('rejects only the text that spoils a call for its neighbours (%s)', async (code) => {
    const comprehend = comprehendThat((input) =>
      input.TextList.includes('bad') ? fail(code, 'one is bad') : allRead(input),
    );
    const texts = Array.from({ length: 25 }, (_, index) => (index === 11 ? 'bad' : `text ${index}`));
    const detections = await comprehend.detect(texts, 'en', noDeadline());
    expect(detections).toEqual(texts.map((text) => (text === 'bad' ? 'rejected' : read)));
  });
});
