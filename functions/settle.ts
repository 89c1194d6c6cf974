import type { Sdk } from '../aws/clients.ts';
import { noteFate } from '../aws/settle.ts';
import { type Item, Table } from '../aws/table.ts';
import { type MailFate, readLedgerTag } from '../core/digest/ledger.ts';
import { type MailEvent, readMailEvent } from '../core/digest/mail-event.ts';
import { subscriptionOf } from '../core/digest/unsubscribe.ts';
import type { Journey } from '../core/journey/schema.ts';
import { ledgerKey, suppressionKey } from '../core/store/keys.ts';
import { gaugesOf, type Sink } from './gauges.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

/** As SES counts its own bounce rate: a mail that may still arrive is neither. A complaint had been delivered before. */
const bounced: Readonly<Record<MailFate, readonly number[]>> = {
  softBounced: [],
  delivered: [0],
  rejected: [1],
  bounced: [1],
  complained: [1],
};

/** Whoever cannot be reached, or does not want to be, gets no digest of any audience any more. */
const suppressionsOf = (digests: Journey['digests'], recipient: string, reason: MailFate, atMs: number): Item[] =>
  ['bounced', 'complained'].includes(reason)
    ? digests.map(({ audience }) => ({
        ...suppressionKey(audience, subscriptionOf(audience, recipient).recipientHash),
        unsubscribedAtMs: atMs,
        reason,
      }))
    : [];

/** An event of SES in; what became of the mail into the ledger. */
export const make = (env: Environment, sdk: Sdk & Sink = {}) =>
  shell<MailEvent, void>('settle', (logger) => {
    const { digests } = loadJourney(env);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const measure = gaugesOf(env, sdk);
    return async (event) => {
      const news = readMailEvent(event);
      if (news === undefined) return;
      const { tag, fate, atMs } = news;
      // SES may write an address in another way than we did.
      const people = [...news.destination, ...digests.flatMap(({ recipients }) => recipients)];
      const name = readLedgerTag(tag, people);
      // A test mail, say, which concerns nobody but its reader.
      if (name === undefined) return;
      const key = ledgerKey(name.audience, name.scheduledTime, name.recipient);
      const isNew = await noteFate(table, key, news, suppressionsOf(digests, name.recipient, fate, atMs));
      logger.info('settled', { tag, fate, isNew });
      if (isNew) measure({ Bounced: bounced[fate] });
    };
  });

export const handler = lazily(make);
