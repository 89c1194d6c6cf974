import type { Logger } from '@aws-lambda-powertools/logger';
import type { Sdk } from '../aws/clients.ts';
import { type DeliveryResult, deliver, type FrozenMail } from '../aws/deliver.ts';
import { Mail } from '../aws/mail.ts';
import { Secrets } from '../aws/secrets.ts';
import { Table } from '../aws/table.ts';
import { isAddress } from '../core/digest/address.ts';
import { ledgerTag, testTag } from '../core/digest/ledger.ts';
import { quotedIn } from '../core/digest/quotes.ts';
import { subscriptionOf, unsubscribeToken } from '../core/digest/unsubscribe.ts';
import { ListeningPathError, ServiceUnavailable } from '../core/errors.ts';
import type { DigestPlan, Journey, Locale } from '../core/journey/schema.ts';
import { ledgerKey, suppressionKey } from '../core/store/keys.ts';
import { type OpenDigest, openDigest } from './digest-mail.ts';
import { type Draw, makeDraw } from './draw.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

/** What a schedule, or the command line, asks for. */
export interface DigestEvent {
  readonly audience: string;
  /** When it was due: decides the period, and with the recipient names the mail for good. */
  readonly scheduledTime: string;
  /** Compose and return the mail; freeze and send nothing. */
  readonly preview?: boolean;
  /** Send a test to this address alone, whoever is subscribed; freeze nothing. */
  readonly to?: string;
}

export interface DigestResult {
  /** What was said, maybe by an earlier run. Absent when nobody wanted it: then nothing was composed. */
  readonly subject?: string;
  /** Of a preview and a test. */
  readonly text?: string;
  /** The MIME message in base64, of a preview. */
  readonly raw?: string;
  /** What became of each mail; none of a preview. */
  readonly deliveries: readonly Delivery[];
}

interface Delivery {
  readonly tag: string;
  readonly result: DeliveryResult;
}

/** Everything a run works with. */
interface Tools {
  readonly journey: Journey;
  readonly table: Table;
  readonly mail: Mail;
  readonly secrets: Secrets;
  readonly draw: Draw;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/** A digest that is asked for, open to be addressed. */
interface Run extends Tools {
  readonly plan: DigestPlan;
  readonly due: string;
  readonly digest: OpenDigest;
}

const testMarks: Readonly<Record<Locale, string>> = { en: '[Test] ', es: '[Prueba] ' };

const preview = async ({ plan, due, digest }: Run): Promise<DigestResult> => {
  const to = plan.recipients[0] ?? '';
  // Without a link to unsubscribe: whoever looks at it is not the one it would take off the list.
  const copy = { to, tag: ledgerTag(plan.audience, due, to), date: new Date(due) };
  const { raw, subject, text } = await digest.mailFor(copy);
  return { subject, text, raw: raw.toString('base64'), deliveries: [] };
};

const sendTest = async ({ journey, mail, plan, due, digest }: Run, to: string): Promise<DigestResult> => {
  if (!isAddress(to)) throw new ListeningPathError('digest: a test needs one e-mail address to go to');
  const { sender, locale } = journey.organisation;
  const nowMs = Date.now();
  const tag = testTag(plan.audience, due, to, nowMs);
  const copy = { to, tag, date: new Date(nowMs), mark: testMarks[plan.locale ?? locale] };
  const { raw, subject, text } = await digest.mailFor(copy);
  await mail.send(raw, sender, to, tag);
  return { subject, text, deliveries: [{ tag, result: 'sent' }] };
};

/** The mail the ledger keeps for one recipient, or nothing for who unsubscribed. */
const freeze = async (run: Run, to: string, tag: string, hasPictures: boolean): Promise<FrozenMail | undefined> => {
  const { table, secrets, publicUrl, plan, due, digest, logger } = run;
  const subscription = subscriptionOf(plan.audience, to);
  if (await table.get(suppressionKey(plan.audience, subscription.recipientHash))) return undefined;
  const { customerKey } = await secrets.read(Date.now());
  const unsubscribeUrl = `${publicUrl}/unsubscribe/${unsubscribeToken(subscription, customerKey)}`;
  if (!hasPictures) logger.warn('charts left out: the mail is too large for the ledger', { tag });
  const { raw, subject } = await digest.mailFor({ to, tag, date: new Date(due), hasPictures, unsubscribeUrl });
  const content = await digest.content();
  return { raw, subject, inputs: { ...content }, quotes: quotedIn(content) };
};

const sendAll = async (run: Run): Promise<DigestResult> => {
  const { journey, table, mail, logger, due } = run;
  const { audience, recipients } = run.plan;
  const deliveries: Delivery[] = [];
  let subject: string | undefined;
  let failure: unknown;
  for (const to of recipients) {
    const tag = ledgerTag(audience, due, to);
    const envelope = { from: journey.organisation.sender, to, tag };
    const key = ledgerKey(audience, due, to);
    try {
      const compose = (hasPictures: boolean) => freeze(run, to, tag, hasPictures);
      const delivered = await deliver({ table, mail }, key, envelope, compose, Date.now());
      deliveries.push({ tag, result: delivered.result });
      subject ??= delivered.subject;
    } catch (error) {
      // One recipient's trouble is not the others'.
      failure = error;
    }
  }
  logger.info('digest', { audience, due, deliveries });
  if (failure) throw failure;
  // Lambda runs this again, by then late enough to know whether the run that claimed it is dead.
  if (deliveries.some(({ result }) => result === 'wait')) throw new ServiceUnavailable('digest: not sent yet');
  return { ...(subject !== undefined && { subject }), deliveries };
};

/** Schedule in, one mail per recipient out, at most once each. */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<DigestEvent, DigestResult>('digest', (logger) => {
    const tools: Tools = {
      journey: loadJourney(env),
      table: new Table(need(env, 'TABLE_NAME'), sdk),
      mail: new Mail(sdk, need(env, 'CONFIGURATION_SET')),
      secrets: new Secrets(need(env, 'SECRET_ID'), sdk),
      draw: makeDraw(env),
      publicUrl: need(env, 'PUBLIC_URL'),
      logger,
    };
    return async ({ audience, scheduledTime: due, preview: isPreview, to }) => {
      const plan = tools.journey.digests.find((digest) => digest.audience === audience);
      if (plan === undefined) throw new ListeningPathError(`digest: the journey has no audience ${audience}`);
      const run = { ...tools, plan, due, digest: openDigest(tools, plan, due) };
      if (isPreview) return preview(run);
      return to === undefined ? sendAll(run) : sendTest(run, to);
    };
  });

export const handler = lazily(make);
