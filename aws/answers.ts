import type { Verbatim } from '../core/digest/content.ts';
import { isQuotable, type VerbatimEntry } from '../core/digest/verbatim.ts';
import { type Links, rootOf } from '../core/people/links.ts';
import { daysOf, type Period } from '../core/period.ts';
import { type Medium, type Scores, type Sentiment, scoreNames } from '../core/signal.ts';
import { type Key, signalId, touchpointPartition } from '../core/store/keys.ts';
import type { Item, Table } from './table.ts';

const entryOf = (
  { PK, SK, GSI2SK, customer, scores, sentiment, themes, language }: Item,
  links: Links,
): VerbatimEntry => ({
  key: { PK: String(PK), SK: String(SK) },
  at: String(GSI2SK),
  themes: (themes as string[] | undefined) ?? [],
  ...(customer !== undefined && { customer: rootOf(links, String(customer)) }),
  ...(language !== undefined && { language: String(language) }),
  ...(scores !== undefined && { scores: scores as Scores }),
  ...(sentiment !== undefined && { sentiment: sentiment as Sentiment }),
});

/**
 * What was said at a touchpoint in a period, without the texts: one query a day.
 *
 * @param links customers who are one person answer as one
 */
export const readAnswers = async (
  table: Table,
  touchpoint: string,
  period: Period,
  links: Links,
): Promise<VerbatimEntry[]> => {
  const days = daysOf(period).map(async (day) => {
    const entries: VerbatimEntry[] = [];
    for await (const item of table.index('GSI2', touchpointPartition(touchpoint, day)))
      entries.push(entryOf(item, links));
    return entries;
  });
  return (await Promise.all(days)).flat();
};

const verbatimOf = (item: Item, text: string, touchpointName: string): Verbatim => {
  const scores = item.scores as Scores | undefined;
  const name = scoreNames.find((one) => scores?.[one] !== undefined);
  const value = name && scores?.[name];
  return {
    text,
    signal: signalId({ PK: String(item.PK), SK: String(item.SK) }),
    day: String(item.day),
    touchpointName,
    medium: item.medium as Medium,
    ...(item.language !== undefined && { language: String(item.language) }),
    ...(name !== undefined && value !== undefined && { score: { name, value } }),
  };
};

/** The masked words of the first of some signals that has any worth quoting. */
export const readVerbatim = async (
  table: Table,
  keys: readonly Key[],
  touchpointName: string,
): Promise<Verbatim | undefined> => {
  for (const key of keys) {
    const item = await table.get({ PK: key.PK, SK: key.SK });
    if (typeof item?.text === 'string' && isQuotable(item.text)) return verbatimOf(item, item.text, touchpointName);
  }
  return undefined;
};
