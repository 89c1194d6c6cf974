import type { Verbatim } from '../core/digest/content.ts';
import { isQuotable, type VerbatimEntry } from '../core/digest/verbatim.ts';
import { type DayRead, type Panel, panelAnswersMax, panelOf } from '../core/insights/panel.ts';
import { type Links, rootOf } from '../core/people/links.ts';
import { daysOf, type Period } from '../core/period.ts';
import { type Medium, type Scores, type Sentiment, scoreNames } from '../core/signal.ts';
import { type Key, signalId, touchpointPartition } from '../core/store/keys.ts';
import type { Item, Table } from './table.ts';

const answerOf = ({ PK, SK, customer, scores, sentiment, themes, language }: Item, at: string, links: Links) => ({
  key: { PK: String(PK), SK: String(SK) },
  at,
  themes: (themes as string[] | undefined) ?? [],
  ...(customer !== undefined && { customer: rootOf(links, String(customer)) }),
  ...(language !== undefined && { language: String(language) }),
  ...(scores !== undefined && { scores: scores as Scores }),
  ...(sentiment !== undefined && { sentiment: sentiment as Sentiment }),
});

const placedOf = (item: Item, links: Links) => {
  const [place = '', ...at] = String(item.GSI2SK).split('#');
  return { place, answer: answerOf(item, at.join('#'), links) };
};

/** Requests for one day at most: one, but where somebody fills most of what is read. */
const readsMax = 3;

/**
 * The first `max` answers of a day. A customer whose answers fill half of that is passed, with what was read of theirs, and
 * as many again are read behind them: a robot that posts all day must not keep everybody behind it from being heard.
 */
const readDay = async (table: Table, partition: string, max: number, links: Links): Promise<DayRead<VerbatimEntry>> => {
  const found: DayRead<VerbatimEntry>['found'][number][] = [];
  let until: string | undefined;
  for (let read = 0; read < readsMax; read += 1) {
    const page: typeof found = [];
    const part = { max, ...(until !== undefined && { after: `${until}~` }) };
    for await (const item of table.index('GSI2', partition, part)) page.push(placedOf(item, links));
    found.push(...page);
    if (page.length < max) return { found };
    until = page.at(-1)?.place;
    if (page.filter(({ place }) => place === until).length <= max / 2) break;
  }
  return { found, ...(until !== undefined && { until }) };
};

/**
 * What was said at a touchpoint in a period, without the texts: one query a day.
 *
 * @param links customers who are one person answer as one
 * @param answersMax about how many are read; where there are more, they are those of a part of the customers
 */
export const readAnswers = async (
  table: Table,
  touchpoint: string,
  period: Period,
  links: Links,
  answersMax = panelAnswersMax,
): Promise<Panel<VerbatimEntry>> => {
  const days = daysOf(period);
  const max = Math.ceil(answersMax / days.length);
  return panelOf(
    await Promise.all(days.map((day) => readDay(table, touchpointPartition(touchpoint, day), max, links))),
  );
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
