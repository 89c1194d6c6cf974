import { hash } from 'node:crypto';
import type { Signal } from '../signal.ts';

/** Everything the one table holds is found by these keys and no others. */
export interface Key {
  readonly PK: string;
  readonly SK: string;
}

const sha256 = (text: string): string => hash('sha256', text);

/**
 * The key of a signal: source, vendor object, and which fact of it. Nothing that can change is in it, so a correction
 * finds what it corrects however much of it moved.
 */
export const signalKey = ({ source, object, part }: Pick<Signal, 'source' | 'object' | 'part'>): Key => ({
  PK: `F#${source}#${sha256(object)}`,
  SK: part,
});

export const keyText = ({ PK, SK }: Key): string => `${PK}|${SK}`;

/** A short id of a signal inside an index, where its key would be too long. */
export const signalId = (key: Key): string => sha256(keyText(key)).slice(0, 16);

/** The segment of a row that counts everyone. */
export const everyone = 'all';
/** The segment value of signals no rule matches. It is counted in `all` only. */
export const otherSegment = 'other';

/** One rollup cell. Its name `day#touchpoint#medium#segment` is what `counted` remembers. */
export interface Cell {
  /** The organisation's calendar day, `yyyy-mm-dd`. */
  readonly day: string;
  readonly touchpoint: string;
  readonly medium: string;
  /** `all`, or `dimension=value`. */
  readonly segment: string;
}

export const cellName = ({ day, touchpoint, medium, segment }: Cell): string =>
  `${day}#${touchpoint}#${medium}#${segment}`;

/**
 * The row that counts what one source brought, hour by hour of a UTC day: how a source that went silent is noticed. UTC,
 * because a connection does not know the organisation's midnight.
 */
export const heartbeatName = ({ source, occurredAt }: Pick<Signal, 'source' | 'occurredAt'>): string =>
  `${heartbeatPartition(source)}#${occurredAt.slice(0, 10)}`;

/** The row that counts one customer's month, day by day. */
export const customerMonthName = (customer: string, day: string): string =>
  `${customerPartition(customer)}#${day.slice(0, 7)}`;

/** The row that counts the signals whose aliases belong to both of two customers. */
export const conflictName = (one: string, other: string): string =>
  `${conflictPartition}#${[one, other].toSorted().join('#')}`;
export const conflictPartition = 'X';

export const heartbeatPartition = (source: string): string => `H#${source}`;

/** One partition a month: 1,000 writes a second, which batching makes far more than 1,000 signals. */
export const rollupPartition = (month: string): string => `R#${month}#0`;

const cutAt = (name: string, at: number): Key => ({ PK: name.slice(0, at), SK: name.slice(at + 1) });

/** Where a row of counts is stored, by the name `counted` remembers it by. */
export const rowKey = (name: string): Key => {
  if (name.startsWith(`${conflictPartition}#`)) return cutAt(name, conflictPartition.length);
  if (name.startsWith('H#') || name.startsWith('C#')) return cutAt(name, name.lastIndexOf('#'));
  const [day = '', touchpoint, medium, segment] = name.split('#');
  return {
    PK: rollupPartition(day.slice(0, 7)),
    SK: `${rollupStart(segment ?? everyone, day)}#${touchpoint}#${medium}`,
  };
};

/**
 * How the sort keys of a segment's rows of one day begin. The segment stands first: a digest reads a quarter of everyone's
 * rows, which are a fifth of all, and those of segments for two weeks only.
 */
export const rollupStart = (segment: string, day: string): string => `${segment}#${day.slice(8)}`;

/** The name of a stored row of counts; the inverse of {@link rowKey}. */
export const rowName = (key: Key): string => (key.PK.startsWith('R#') ? cellName(cellOf(key)) : `${key.PK}#${key.SK}`);

/** The cell a stored rollup row stands for; the inverse of {@link rowKey}. */
export const cellOf = ({ PK, SK }: Key): Cell => {
  const [segment = '', dayOfMonth = '', touchpoint = '', medium = ''] = SK.split('#');
  return { day: `${PK.slice(2, 9)}-${dayOfMonth}`, touchpoint, medium, segment };
};

/** Where it is kept whose an alias is, or that it was erased. */
export const aliasKey = (alias: string): Key => ({ PK: `K#${alias}`, SK: 'ALIAS' });

/** Customers somebody said are one person, all in one partition because they are few and read together. */
export const linkPartition = 'L';
export const linkKey = (customer: string): Key => ({ PK: linkPartition, SK: customer });

/** What of erasures is still to be swept, by when: one partition, because whoever sweeps asks for all that is due. */
export const sweepPartition = 'E';

/** Since when which digests are watched (core/watch/overdue.ts). */
export const watchKey: Key = { PK: 'W', SK: 'DIGESTS' };

/** Which frozen mails quote a signal, so that an erasure finds them. */
export const quotePartition = (id: string): string => `Q#${id}`;

export const customerPartition = (customer: string): string => `C#${customer}`;
export const touchpointPartition = (touchpoint: string, day: string): string => `T#${touchpoint}#${day}`;
export const ledgerKey = (audience: string, scheduledTime: string, recipient: string): Key => ({
  PK: `D#${audience}`,
  SK: `${scheduledTime}#${recipient}`,
});

/** Where it is kept that somebody wants no more digests of an audience. `U#` as in unsubscribed. */
export const suppressionKey = (audience: string, recipientHash: string): Key => ({
  PK: `U#${audience}`,
  SK: recipientHash,
});

/**
 * The frozen mail beside its ledger entry. An item of its own, because each write of an item costs its whole size: the
 * entry changes with every step, the mail never does.
 */
export const ledgerMailKey = ({ PK, SK }: Key): Key => ({ PK, SK: `${SK}#mail` });
