import type { DigestContent, Verbatim } from '../core/digest/content.ts';
import { chooseVerbatims, isQuotable, type VerbatimEntry } from '../core/digest/verbatim.ts';
import { daysOf } from '../core/period.ts';
import type { Medium, Sentiment } from '../core/signal.ts';
import { type Key, touchpointPartition } from '../core/store/keys.ts';
import type { Table } from './table.ts';

const entriesOf = async (table: Table, touchpoint: string, days: readonly string[]): Promise<VerbatimEntry[]> => {
  const entries: VerbatimEntry[] = [];
  for (const day of days) {
    for await (const item of table.index('GSI2', touchpointPartition(touchpoint, day))) {
      entries.push({
        key: { PK: String(item.PK), SK: String(item.SK) },
        at: String(item.GSI2SK),
        themes: (item.themes as string[] | undefined) ?? [],
        ...(item.sentiment !== undefined && { sentiment: item.sentiment as Sentiment }),
      });
    }
  }
  return entries;
};

const firstQuotable = async (
  table: Table,
  keys: readonly Key[],
  touchpointName: string,
): Promise<Verbatim | undefined> => {
  for (const key of keys) {
    const item = await table.get({ PK: key.PK, SK: key.SK });
    if (typeof item?.text === 'string' && isQuotable(item.text)) {
      const language = item.language === undefined ? {} : { language: String(item.language) };
      return { text: item.text, day: String(item.day), touchpointName, medium: item.medium as Medium, ...language };
    }
  }
  return undefined;
};

/** One masked sentence of a customer for each finding, by touchpoint. */
export const readQuotes = async (
  table: Table,
  { findings, period }: Pick<DigestContent, 'findings' | 'period'>,
): Promise<ReadonlyMap<string, Verbatim>> => {
  const quotes = new Map<string, Verbatim>();
  for (const { touchpoint, touchpointName, direction } of findings) {
    const entries = await entriesOf(table, touchpoint, daysOf(period));
    const verbatim = await firstQuotable(
      table,
      chooseVerbatims(entries, direction).map(({ key }) => key),
      touchpointName,
    );
    if (verbatim) quotes.set(touchpoint, verbatim);
  }
  return quotes;
};
