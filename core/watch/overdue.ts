import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type LedgerEntry, ledgerTag } from '../digest/ledger.ts';
import { lastDue, scheduleExpression } from '../digest/schedule.ts';
import type { Journey } from '../journey/schema.ts';
import { type Key, keyText, ledgerKey } from '../store/keys.ts';

/** By then Scheduler and Lambda have tried again as often as they do, and SES has said whether it has a mail. */
const patienceMinutes = 60;

/** One mail that was due. */
export interface DueMail {
  readonly key: Key;
  /** Names it without its reader's address. */
  readonly tag: string;
  readonly dueMs: number;
  /** Which mails these are, week after week: the same person's, of the same audience, at the same time. */
  readonly series: string;
}

/** The mails that should have left an hour ago, each person's last one of each audience. */
export const mailsDue = (
  { organisation, digests }: Pick<Journey, 'organisation' | 'digests'>,
  now: string,
): DueMail[] =>
  digests.flatMap((plan) => {
    const before = Temporal.Instant.from(now).subtract({ minutes: patienceMinutes }).toString();
    const due = lastDue(plan, organisation.timeZone, before);
    const { expression, timeZone } = scheduleExpression(plan, organisation.timeZone);
    return plan.recipients.map((to) => ({
      key: ledgerKey(plan.audience, due, to),
      tag: ledgerTag(plan.audience, due, to),
      dueMs: Date.parse(due),
      series: createHash('sha256')
        .update([plan.audience, expression, timeZone, to].join('\n'))
        .digest('hex')
        .slice(0, 16),
    }));
  });

/** Since when each series is known, by its name. */
export type KnownSince = Readonly<Record<string, number>>;

/** What is known from now on: those it knew and are still there, and the new ones. */
export const knownNow = (known: KnownSince, mails: readonly DueMail[], nowMs: number): KnownSince =>
  Object.fromEntries(mails.map(({ series }) => [series, known[series] ?? nowMs]));

/**
 * The mails that did not leave. One that the ledger knows nothing of counts only if the series was known when it was due:
 * before, there was no stack, or nobody had asked for it yet.
 */
export const overdueOf = (
  mails: readonly DueMail[],
  entries: readonly (Key & Partial<Pick<LedgerEntry, 'state'>>)[],
  known: KnownSince,
): DueMail[] => {
  const states = new Map(entries.map((entry) => [keyText(entry), entry.state]));
  return mails.filter(({ key, series, dueMs }) => {
    const state = states.get(keyText(key));
    if (state === undefined) return (known[series] ?? Number.POSITIVE_INFINITY) <= dueMs;
    return state !== 'SENT' && state !== 'UNSUBSCRIBED';
  });
};
