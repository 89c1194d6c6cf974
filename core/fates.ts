import type { Unread } from './enrich.ts';
import type { ScoredSignal } from './signal.ts';
import { keyText, signalKey } from './store/keys.ts';

/** What became of a batch of messages on the way to the table. */
export interface Outcome<Message> {
  readonly malformed: readonly { readonly record: Message; readonly reason: string }[];
  readonly unread: readonly ({ readonly record: Message } & Unread)[];
  /** A message may hold several signals, and several messages the same one. */
  readonly scored: readonly { readonly record: Message; readonly signal: ScoredSignal }[];
  readonly busy: readonly ScoredSignal[];
  readonly refused: readonly { readonly signal: ScoredSignal; readonly code: string }[];
}

/** Where its messages go now. A message in none of the three is done. */
export interface Fates<Message> {
  /** Back to the queue by itself. */
  readonly again: ReadonlySet<Message>;
  /** To the dead letters, with the reason. */
  readonly never: readonly { readonly record: Message; readonly reason: string }[];
  /** Stored, and sent anew for the sentiment that is missing. */
  readonly pending: ReadonlySet<Message>;
}

const keyOf = (signal: ScoredSignal): string => keyText(signalKey(signal));

/** Decides where each message goes, so that none is lost and none that is stored comes back without need. */
export const fatesOf = <Message>({ malformed, unread, scored, busy, refused }: Outcome<Message>): Fates<Message> => {
  const recordsOf = (some: readonly ScoredSignal[]): Message[] => {
    const keys = new Set(some.map(keyOf));
    return scored.filter(({ signal }) => keys.has(keyOf(signal))).map(({ record }) => record);
  };
  const waiting = unread.filter(({ kind }) => kind === 'busy').map(({ record }) => record);
  const again = new Set([...recordsOf(busy), ...waiting]);
  const gone = unread.filter(({ kind }) => kind === 'gone').map(({ record, reason }) => ({ record, reason }));
  const codes = refused.flatMap(({ signal, code }) => recordsOf([signal]).map((record) => ({ record, reason: code })));
  // What comes back is judged again then: a dead letter now would be a second one later.
  const never = [...malformed, ...gone, ...codes].filter(({ record }) => !again.has(record));
  const dead = new Set(never.map(({ record }) => record));
  const unheard = scored.filter(({ signal }) => signal.unscored === 'pending').map(({ record }) => record);
  const pending = new Set(unheard.filter((record) => !dead.has(record) && !again.has(record)));
  return { again, never, pending };
};
