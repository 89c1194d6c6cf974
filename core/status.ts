import { webhookOf } from './channels/all.ts';
import { counted } from './counted.ts';
import { clip, plain } from './digest/plain.ts';
import type { Heartbeat } from './insights/silent.ts';
import type { Source } from './journey/schema.ts';
import { mergeAll } from './store/tally.ts';
import { maskPersonal } from './text/mask.ts';

/** Dead letters alike, as they lie there. */
export interface DeadLetterCount {
  /** Null for messages that were handed out again and again, until they were given up. */
  readonly reason: string | null;
  /** Only where receive refused a single item of a batch, which was never on the queue. */
  readonly source: string | null;
  readonly count: number;
}

/** What queue and table count, as it is read. */
export interface RawCounts {
  /**
   * Messages ever put on the queue; texts that score puts back to be read later are not among them. Absent where nobody
   * counts them, as on AWS: then what repeated something cannot be told.
   */
  readonly queued?: number;
  readonly waiting: number;
  readonly deadLetters: readonly DeadLetterCount[];
  readonly heartbeats: readonly Heartbeat[];
}

/** How one source is doing. Its times are when things happened, not when we heard of them. */
export interface SourceStatus {
  readonly id: string;
  readonly channel: string;
  /** Absent where the address is a secret, or there is none: `listening-path sources` has what is to be pasted. */
  readonly url?: string;
  readonly signals: number;
  readonly signals24Hours: number;
  readonly signals7Days: number;
  /** The hour of its last signal, as an instant; absent before the first. */
  readonly lastHour?: string;
  /** In words: `3 hours`. */
  readonly silence: string;
}

/** Where everything is that was ever received: `received` = `stored` + `repeated` + `waiting` + `dead`. */
export interface PipelineStatus {
  /** Signals that webhooks and imports put on the queue, and single items refused on the way. */
  readonly received: number;
  /** Distinct signals in the table. */
  readonly stored: number;
  /** Duplicates, which change nothing, and corrections, which change what is stored. */
  readonly repeated: number;
  readonly waiting: number;
  readonly dead: number;
  /** Stored signals whose text has no sentiment, for any reason. */
  readonly unscored: number;
  /** Those among them whose text will be read later. */
  readonly pending: number;
  readonly deadLetters: readonly { readonly reason: string; readonly source?: string; readonly count: number }[];
  readonly sources: readonly SourceStatus[];
}

const hourMilliseconds = 3_600_000;
const reasonLengthMax = 160;
const givenUp = 'could not be stored after several tries';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * How long nothing has happened, counted from the end of the hour of the last signal: the table knows no minutes.
 *
 * @example silenceOf(Date.parse('2026-03-02T09:00:00Z'), Date.parse('2026-03-02T13:30:00Z')) // => '3 hours'
 */
const silenceOf = (lastHourMs: number | undefined, nowMs: number): string => {
  if (lastHourMs === undefined) return 'waiting for its first signal';
  const hours = Math.floor((nowMs - lastHourMs) / hourMilliseconds) - 1;
  if (hours < 1) return 'less than an hour';
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
};

/** A source's signals hour by hour. */
const hoursOf = (heartbeats: readonly Heartbeat[]): { startMs: number; n: number }[] =>
  heartbeats.flatMap(({ day, tally }) =>
    Object.entries(tally).flatMap(([field, n]) =>
      field.startsWith('hour.') && n > 0 ? [{ startMs: Date.parse(`${day}T${field.slice(5)}:00:00Z`), n }] : [],
    ),
  );

const sourceStatus = (
  { id, channel }: Pick<Source, 'id' | 'channel'>,
  heartbeats: readonly Heartbeat[],
  { apiUrl, nowMs }: { readonly apiUrl: string; readonly nowMs: number },
): SourceStatus => {
  const own = heartbeats.filter(({ source }) => source === id);
  const webhook = webhookOf({ channel });
  const hasPlainAddress = webhook !== undefined && webhook.guide.pathToken !== 'always';
  const hours = hoursOf(own);
  const since = (count: number) =>
    sum(hours.filter(({ startMs }) => startMs > nowMs - count * hourMilliseconds).map(({ n }) => n));
  const lastMs = hours.reduce<number | undefined>((last, { startMs }) => Math.max(last ?? startMs, startMs), undefined);
  return {
    id,
    channel,
    ...(hasPlainAddress && { url: `${apiUrl}/hooks/${id}` }),
    signals: sum(own.map(({ tally }) => tally.n ?? 0)),
    signals24Hours: since(24),
    signals7Days: since(7 * 24),
    ...(lastMs !== undefined && { lastHour: new Date(lastMs).toISOString() }),
    silence: silenceOf(lastMs, nowMs),
  };
};

/**
 * Why something is a dead letter, as far as that may be said: reasons are ours and name no customer, but one that quoted
 * a value all the same is not to show it. Where in its batch an item stood makes no other reason of it.
 */
export const reasonWords = (reason: string | null): string =>
  clip(maskPersonal(plain(reason ?? givenUp)).replaceAll(/\[\d+\]/g, ''), reasonLengthMax);

/** Dead letters by what may be said of them. */
const sayable = (deadLetters: readonly DeadLetterCount[]): PipelineStatus['deadLetters'] => {
  const groups = new Map<string, PipelineStatus['deadLetters'][number]>();
  for (const { reason, source, count } of deadLetters) {
    const words = reasonWords(reason);
    const key = JSON.stringify([source, words]);
    const all = (groups.get(key)?.count ?? 0) + count;
    groups.set(key, { reason: words, ...(source !== null && { source }), count: all });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
};

/**
 * Says where everything is that was ever received, so that nothing can be lost unnoticed.
 *
 * Queue and table are read one after the other, queue first: a signal stored in between is counted in both, and belongs
 * to the table. What is neither stored nor waiting nor dead repeated something that is.
 *
 * @param apiUrl where webhooks are answered
 */
export const statusOf = (
  { queued, waiting, deadLetters, heartbeats }: RawCounts,
  sources: readonly Pick<Source, 'id' | 'channel'>[],
  at: { readonly apiUrl: string; readonly nowMs: number },
): PipelineStatus => {
  const all = mergeAll(heartbeats.map(({ tally }) => tally));
  const stored = all.n ?? 0;
  const dead = sum(deadLetters.map(({ count }) => count));
  const refused = sum(deadLetters.filter(({ source }) => source !== null).map(({ count }) => count));
  // A queue that was emptied by hand, or is younger than the table, knows of fewer than are here.
  const received = queued === undefined ? stored + dead + waiting : Math.max(queued + refused, stored + dead);
  const stillWaiting = Math.min(waiting, received - stored - dead);
  return {
    received,
    stored,
    repeated: received - stored - dead - stillWaiting,
    waiting: stillWaiting,
    dead,
    unscored: sum(Object.keys(all).map((field) => (field.startsWith('unscored.') ? (all[field] ?? 0) : 0))),
    pending: all['unscored.pending'] ?? 0,
    deadLetters: sayable(deadLetters),
    sources: sources.map((source) => sourceStatus(source, heartbeats, at)),
  };
};
