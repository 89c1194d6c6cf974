import type { Verbatim } from '../core/digest/content.ts';
import { isQuotable, type VerbatimEntry } from '../core/digest/verbatim.ts';
import type { Locale } from '../core/journey/schema.ts';
import { daysOf, type Period } from '../core/period.ts';
import { type Medium, type Scores, type Sentiment, scoreNames } from '../core/signal.ts';
import { type Key, touchpointPartition } from '../core/store/keys.ts';
import type { Item, Table } from './table.ts';

const entryOf = ({ PK, SK, GSI2SK, customer, scores, sentiment, themes }: Item): VerbatimEntry => ({
  key: { PK: String(PK), SK: String(SK) },
  at: String(GSI2SK),
  themes: (themes as string[] | undefined) ?? [],
  ...(customer !== undefined && { customer: String(customer) }),
  ...(scores !== undefined && { scores: scores as Scores }),
  ...(sentiment !== undefined && { sentiment: sentiment as Sentiment }),
});

/** What was said at a touchpoint in a period, without the texts: one query a day. */
export const readAnswers = async (table: Table, touchpoint: string, period: Period): Promise<VerbatimEntry[]> => {
  const entries: VerbatimEntry[] = [];
  for (const day of daysOf(period)) {
    for await (const item of table.index('GSI2', touchpointPartition(touchpoint, day))) entries.push(entryOf(item));
  }
  return entries;
};

const verbatimOf = (item: Item, text: string, touchpointName: string): Verbatim => {
  const scores = item.scores as Scores | undefined;
  const name = scoreNames.find((one) => scores?.[one] !== undefined);
  const value = name && scores?.[name];
  return {
    text,
    day: String(item.day),
    touchpointName,
    medium: item.medium as Medium,
    ...(item.language !== undefined && { language: String(item.language) }),
    ...(name !== undefined && value !== undefined && { score: { name, value } }),
  };
};

/**
 * The masked words of the first of some signals that has any worth quoting: in the reader's language, else in the one
 * they were said in.
 */
export const readVerbatim = async (
  table: Table,
  keys: readonly Key[],
  { touchpointName, locale }: { readonly touchpointName: string; readonly locale: Locale },
): Promise<Verbatim | undefined> => {
  let foreign: Verbatim | undefined;
  for (const key of keys) {
    const item = await table.get({ PK: key.PK, SK: key.SK });
    if (typeof item?.text !== 'string' || !isQuotable(item.text)) continue;
    const verbatim = verbatimOf(item, item.text, touchpointName);
    if (verbatim.language === locale) return verbatim;
    foreign ??= verbatim;
  }
  return foreign;
};
