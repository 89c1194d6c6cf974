import type { Sdk } from '../aws/clients.ts';
import { deliver } from '../aws/deliver.ts';
import { Mail } from '../aws/mail.ts';
import { Table } from '../aws/table.ts';
import type { DigestContent } from '../core/digest/content.ts';
import { ledgerTag } from '../core/digest/ledger.ts';
import { buildMime, ledgerHeader, senderOf } from '../core/digest/mime.ts';
import { renderDigest } from '../core/digest/render.ts';
import { ListeningPathError, ServiceUnavailable } from '../core/errors.ts';
import type { Journey } from '../core/journey/schema.ts';
import { type Key, ledgerKey } from '../core/store/keys.ts';
import { composeFor } from './compose.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

/** What a schedule, or the command line, asks for. */
export interface DigestEvent {
  readonly audience: string;
  /** When it was due: decides the period, and with the recipient names the mail for good. */
  readonly scheduledTime: string;
  /** Compose and return the mail; freeze and send nothing. */
  readonly preview?: boolean;
}

export interface DigestResult {
  readonly subject: string;
  readonly text?: string;
  /** The MIME message in base64, of a preview. */
  readonly raw?: string;
  /** Of a real run: what became of each recipient's mail. */
  readonly deliveries: readonly Delivery[];
}

interface Delivery {
  readonly tag: string;
  readonly result: 'sent' | 'done' | 'wait';
}

const mailOf = async (journey: Journey, content: DigestContent, due: string, to: string) => {
  const { name, sender } = journey.organisation;
  const { subject, html, text } = renderDigest(content);
  const tag = ledgerTag(content.audience, due, to);
  const raw = await buildMime({
    from: senderOf(name, sender),
    to,
    subject,
    text,
    html,
    messageId: `<${tag}@${sender.split('@')[1]}>`,
    date: new Date(due),
    headers: { [ledgerHeader]: tag },
  });
  return { raw, subject, text };
};

/** What was said, by the ledger: it may have been frozen by an earlier run. */
const subjectIn = async (table: Table, key: Key): Promise<string> =>
  renderDigest((await table.get(key))?.inputs as DigestContent).subject;

/** Schedule in, one mail per recipient out, at most once each. */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<DigestEvent, DigestResult>('digest', (logger) => {
    const journey = loadJourney(env);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const mail = new Mail(sdk);
    return async ({ audience, scheduledTime: due, preview }) => {
      const plan = journey.digests.find((digest) => digest.audience === audience);
      if (plan === undefined) throw new ListeningPathError(`digest: the journey has no audience ${audience}`);
      let composed: Promise<DigestContent> | undefined;
      const content = () => (composed ??= composeFor(table, journey, plan, due));
      if (preview) {
        const { raw, subject, text } = await mailOf(journey, await content(), due, plan.recipients[0] ?? '');
        return { subject, text, raw: raw.toString('base64'), deliveries: [] };
      }
      const deliveries: Delivery[] = [];
      let failure: unknown;
      for (const to of plan.recipients) {
        const tag = ledgerTag(audience, due, to);
        const freeze = async () => ({
          raw: (await mailOf(journey, await content(), due, to)).raw,
          inputs: { ...(await content()) },
        });
        const envelope = { from: journey.organisation.sender, to, tag };
        try {
          const result = await deliver({ table, mail }, ledgerKey(audience, due, to), envelope, freeze, Date.now());
          deliveries.push({ tag, result });
        } catch (error) {
          // One recipient's trouble is not the others'.
          failure = error;
        }
      }
      logger.info('digest', { audience, due, deliveries });
      if (failure) throw failure;
      // Lambda runs this again, by then late enough to know whether the run that claimed it is dead.
      if (deliveries.some(({ result }) => result === 'wait')) throw new ServiceUnavailable('digest: not sent yet');
      return { subject: await subjectIn(table, ledgerKey(audience, due, plan.recipients[0] ?? '')), deliveries };
    };
  });

export const handler = lazily(make);
