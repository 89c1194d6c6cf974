import { isDuration, measureName, quantityIn } from '../digest/figures-numbers.ts';
import { nameIn } from '../journey/map.ts';
import type { Journey, Locale } from '../journey/schema.ts';
import { minorDigitsOf } from '../money.ts';
import { type Sentiment, type StoredSignal, scoreNames } from '../signal.ts';

type Event = NonNullable<StoredSignal['outcome']>['event'];

/** The few words a story is told with, beside the journey's own. */
const words: Readonly<Record<Locale, Readonly<Record<Sentiment['label'] | Event | 'rating' | 'missed', string>>>> = {
  en: {
    positive: 'positive',
    negative: 'negative',
    neutral: 'neutral',
    mixed: 'mixed',
    purchase: 'purchase',
    renewal: 'renewal',
    refund: 'refund',
    churn: 'churn',
    rating: 'rating',
    missed: 'promise missed',
  },
  es: {
    positive: 'positivo',
    negative: 'negativo',
    neutral: 'neutro',
    mixed: 'mixto',
    purchase: 'compra',
    renewal: 'renovación',
    refund: 'reembolso',
    churn: 'baja',
    rating: 'valoración',
    missed: 'incumplido',
  },
};

/** @example moneyWords(1250, 'EUR', 'en') // => '€12.50' */
export const moneyWords = (amountMinor: number, currency: string, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    amountMinor / 10 ** (minorDigitsOf(currency) ?? 2),
  );

const outcomeWords = ({ outcome }: StoredSignal, locale: Locale): string[] => {
  if (outcome === undefined) return [];
  const { event, amountMinor, currency } = outcome;
  const money =
    amountMinor === undefined || currency === undefined ? '' : ` ${moneyWords(amountMinor, currency, locale)}`;
  return [`${words[locale][event]}${money}`];
};

/** "wait 90 seconds", "3 open tickets" */
const measureWords = (measure: string, value: number, locale: Locale): string => {
  const amount = quantityIn(locale, measure, value, 'measured');
  return isDuration(measure) ? `${measureName(locale, measure)} ${amount}` : amount;
};

/** What one signal says beside its text: scores, the feeling, themes, money and measures, each in a few words. */
export const saidIn =
  (locale: Locale, { themes }: Pick<Journey, 'themes'>) =>
  (signal: StoredSignal): string[] => [
    ...scoreNames.flatMap((name) => {
      const score = signal.scores[name];
      return score === undefined ? [] : [`${name === 'rating' ? words[locale].rating : name.toUpperCase()} ${score}`];
    }),
    ...(signal.sentiment ? [words[locale][signal.sentiment.label]] : []),
    ...signal.themes.map((id) => nameIn(themes.find((theme) => theme.id === id)?.name ?? id, locale)),
    ...outcomeWords(signal, locale),
    // The table hands out fields in any order.
    ...Object.entries(signal.measures)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => {
        const isMissed = signal.commitments[name] === 'missed';
        return `${measureWords(name, value, locale)}${isMissed ? ` (${words[locale].missed})` : ''}`;
      }),
  ];
