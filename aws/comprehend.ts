import {
  BatchDetectSentimentCommand,
  type BatchDetectSentimentCommandOutput,
  ComprehendClient,
  LanguageCode,
} from '@aws-sdk/client-comprehend';
import type { Sentiment, Unscored } from '../core/signal.ts';
import type { Sdk } from './clients.ts';

/** What Comprehend made of one text: its sentiment, or why there is none. */
export type Detection = Sentiment | Unscored;

/** Comprehend's own limits: https://docs.aws.amazon.com/comprehend/latest/dg/guidelines-and-limits.html */
export const textsPerCallMax = 25;
export const textBytesMax = 5_000;
/** Asked for another language, Comprehend may blame the request as if its texts were at fault. */
const languages = new Set<string>(Object.values(LanguageCode));

const labels = { POSITIVE: 'positive', NEGATIVE: 'negative', NEUTRAL: 'neutral', MIXED: 'mixed' } as const;
/** Errors that say something about the texts; after any other, the same call later may succeed. */
const finalErrors: Readonly<Record<string, Unscored>> = {
  UnsupportedLanguageException: 'language',
  TextSizeLimitExceededException: 'rejected',
  InvalidRequestException: 'rejected',
  ValidationException: 'rejected',
  SerializationException: 'rejected',
  BatchSizeLimitExceededException: 'rejected',
};

/** Reads sentiment with Amazon Comprehend. */
export class Comprehend {
  readonly #client: ComprehendClient;

  constructor(sdk: Sdk = {}) {
    // Adaptive: when the quota of 10 calls a second is shared by several workers, each slows down by itself.
    this.#client = new ComprehendClient({ maxAttempts: 6, retryMode: 'adaptive', ...sdk });
  }

  /**
   * Reads at most 25 texts of at most 5,000 bytes each, all in one language. Never throws: an outage makes every text
   * `pending`, because it must not turn a day of feedback into dead letters.
   *
   * @returns one detection per text, in order
   */
  async detect(texts: readonly string[], language: string, deadline: AbortSignal): Promise<Detection[]> {
    if (!languages.has(language)) return texts.map(() => 'language');
    const command = new BatchDetectSentimentCommand({ TextList: [...texts], LanguageCode: language as LanguageCode });
    try {
      const answer = await this.#client.send(command, { abortSignal: deadline });
      const detections = readAnswer(answer);
      return texts.map((_, index) => detections.get(index) ?? 'pending');
    } catch (error) {
      const unscored = finalErrors[(error as Error).name] ?? 'pending';
      if (unscored !== 'rejected' || texts.length === 1) return texts.map(() => unscored);
      // One text may spoil the call for its neighbours: halves find it in a few steps.
      const half = texts.length >> 1;
      const halves = [texts.slice(0, half), texts.slice(half)].map((some) => this.detect(some, language, deadline));
      return (await Promise.all(halves)).flat();
    }
  }
}

const readAnswer = ({ ResultList = [], ErrorList = [] }: BatchDetectSentimentCommandOutput): Map<number, Detection> => {
  const detections = new Map<number, Detection>();
  for (const { Index, Sentiment: label, SentimentScore: shares } of ResultList) {
    if (Index === undefined || label === undefined || shares === undefined) continue;
    const { Positive = 0, Negative = 0, Neutral = 0, Mixed = 0 } = shares;
    const scores = { positive: Positive, negative: Negative, neutral: Neutral, mixed: Mixed };
    detections.set(Index, { label: labels[label], scores });
  }
  for (const { Index, ErrorCode } of ErrorList) {
    if (Index !== undefined) detections.set(Index, ErrorCode?.startsWith('INTERNAL') ? 'pending' : 'rejected');
  }
  return detections;
};
