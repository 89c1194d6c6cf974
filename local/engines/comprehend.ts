import { readSentiment } from '../../core/sentiment/engine.ts';
import { type Answer, type Call, fail, notKnown, ok } from './engine.ts';

const textBytesMax = 5_000;
const textsMax = 25;
const languages = new Set(['en', 'es']);

const capital = (label: string): string => `${label[0]?.toUpperCase()}${label.slice(1)}`;

/** Comprehend's sentiment, answered by the embedded scorer under Comprehend's own limits. */
export const comprehendEngine = async ({ operation, input }: Call): Promise<Answer> => {
  if (operation !== 'BatchDetectSentiment') return notKnown('Comprehend', operation);
  const { TextList, LanguageCode } = input as { TextList: string[]; LanguageCode: string };
  if (!languages.has(LanguageCode))
    return fail('UnsupportedLanguageException', `no embedded scorer for ${LanguageCode}`);
  if (TextList.length > textsMax) return fail('BatchSizeLimitExceededException', `at most ${textsMax} texts a call`);
  const ResultList: object[] = [];
  const ErrorList: object[] = [];
  for (const [Index, text] of TextList.entries()) {
    if (text.trim() === '' || Buffer.byteLength(text) > textBytesMax) {
      ErrorList.push({ Index, ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED', ErrorMessage: 'text is empty or too long' });
      continue;
    }
    const { label, scores } = readSentiment(text, LanguageCode as 'en' | 'es');
    const shares = Object.entries(scores).map(([name, share]) => [capital(name), share]);
    ResultList.push({ Index, Sentiment: label.toUpperCase(), SentimentScore: Object.fromEntries(shares) });
  }
  return ok({ ResultList, ErrorList });
};
