import { createHash, createHmac } from 'node:crypto';
import type { ScoredSignal, Signal } from '../../core/signal.ts';
import { recount, recountLife } from '../../test/core/store/recount.ts';
import { feelingOf } from './feeling.ts';

/**
 * What the table must come to, worked out a second time from what was delivered. Knows the two journeys by words of its
 * own and imports nothing of core/ but types: what the code under test gets wrong must not go wrong here with it.
 */

export type Rows = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** One fact, whichever of its versions came how often. */
export interface Fact {
  /** For whoever looks for it in a history. */
  readonly name: string;
  /** Where it is stored, `partition|part`. */
  readonly key: string;
  /** The vendor's object it is a part of. */
  readonly partition: string;
  /** The newest first. */
  readonly versions: readonly Signal[];
}

const byRevision = ({ revision: [a, c] }: Signal, { revision: [b, d] }: Signal): number =>
  a === b ? (c < d ? 1 : -1) : a < b ? 1 : -1;

/** The facts of everything that was delivered, each with its versions. */
export const factsOf = (delivered: readonly Signal[]): Fact[] => {
  const facts = Map.groupBy(delivered, ({ source, object, part }) => JSON.stringify([source, object, part]));
  return [...facts.values()].map((versions) => {
    const [{ source, object, part } = { source: '', object: '', part: '' }] = versions;
    const partition = `F#${source}#${createHash('sha256').update(object).digest('hex')}`;
    return {
      name: `${source} ${object} ${part}`,
      key: `${partition}|${part}`,
      partition,
      versions: versions.toSorted(byRevision),
    };
  });
};

/** What somebody is known by, strongest first. */
export const aliasesOf = (
  { source, customer: { id, email, phone } }: Pick<Signal, 'source' | 'customer'>,
  key: string,
): string[] =>
  [id && `id:${source}:${id}`, email && `email:${email}`, phone && `phone:${phone}`].flatMap((alias) =>
    alias ? createHmac('sha256', key).update(alias).digest('hex').slice(0, 32) : [],
  );

const hourMs = 3_600_000;

/** The journey before the change and after it: where somebody was, by the tool's word, else by the tags. */
const placeOf = (map: 0 | 1, { touchpoint, attributes: { tags = '' } }: Signal): string => {
  const isBilling = String(tags).split(' ').includes('billing');
  if (touchpoint === 'shop') return 'shop';
  if (map === 0) return touchpoint === 'desk' || isBilling ? 'desk' : 'shop';
  if (touchpoint === 'desk' || touchpoint === 'help-desk') return 'help-desk';
  return isBilling ? 'bill' : 'shop';
};

const dayOf = (map: 0 | 1, { occurredAt }: Signal): string =>
  new Date(Date.parse(occurredAt) + (map === 0 ? 0 : 9 * hourMs)).toISOString().slice(0, 10);

const plansOf = (map: 0 | 1, { attributes: { plan } }: Signal): Record<string, string> =>
  plan === 'gold' || (plan === 'silver' && map === 1) ? { plan } : {};

const promisesOf = (map: 0 | 1, place: string, { measures: { waitSeconds } }: Signal): ScoredSignal['commitments'] => {
  if (waitSeconds === undefined || !place.endsWith('desk')) return {};
  return { waitSeconds: waitSeconds <= (map === 0 ? 120 : 60) ? 'kept' : 'missed' };
};

const readingOf = ({ kind, text, language }: Signal): Pick<ScoredSignal, 'sentiment' | 'unscored'> => {
  if (kind !== 'perceptive' || text === undefined) return {};
  if (language !== 'en') return { unscored: 'language' };
  const feeling = feelingOf(text);
  return feeling === 'rejected' ? { unscored: 'rejected' } : { sentiment: feeling };
};

/** One version as it has to lie in the table. */
export const scoredBy = (map: 0 | 1, signal: Signal, customerKey: string): ScoredSignal => {
  const { touchpoint: _word, medium, ...said } = signal;
  const touchpoint = placeOf(map, signal);
  const words = signal.text?.split(' ') ?? [];
  const isWaiting = words.includes('queue') || (map === 1 && words.includes('wait'));
  const isSurvey = signal.source === 'forms';
  return {
    ...said,
    ...(signal.kind === 'perceptive' && { solicited: signal.solicited ?? isSurvey }),
    touchpoint,
    medium: medium ?? (isSurvey ? 'web' : 'email'),
    day: dayOf(map, signal),
    segments: plansOf(map, signal),
    aliases: aliasesOf(signal, customerKey),
    themes: isWaiting ? ['waiting'] : [],
    commitments: promisesOf(map, touchpoint, signal),
    map: '',
    scorer: '',
    ...readingOf(signal),
  };
};

/** Whose a live signal is, and whose else it could be. */
export interface Whose {
  readonly customer?: string;
  readonly rivals: readonly string[];
}

/** All rows that count, of signals and whose they are. */
export const rowsOf = (stored: readonly { readonly signal: ScoredSignal; readonly whose: Whose }[]): Rows => {
  const rows: Record<string, Record<string, number>> = {};
  const add = (name: string, fields: Readonly<Record<string, number>>) => {
    rows[name] ??= {};
    const row = rows[name];
    for (const [field, count] of Object.entries(fields)) row[field] = (row[field] ?? 0) + count;
  };
  for (const {
    signal,
    whose: { customer, rivals },
  } of stored) {
    for (const [name, fields] of Object.entries(recount(signal))) add(name, fields);
    if (customer !== undefined) add(`C#${customer}#${signal.day.slice(0, 7)}`, recountLife(signal));
    for (const rival of rivals) add(`X#${[customer, rival].toSorted().join('#')}`, { n: 1 });
  }
  return withoutZeros(rows);
};

/** Without fields that came to nothing, and rows without any field. */
export const withoutZeros = (rows: Rows): Rows =>
  Object.fromEntries(
    Object.entries(rows)
      .map(([name, row]): [string, Record<string, number>] => [
        name,
        Object.fromEntries(Object.entries(row).filter(([, count]) => count !== 0)),
      ])
      .filter(([, row]) => Object.keys(row).length > 0),
  );
