import { answers } from './answers.ts';
import { draftOf } from './bodies.ts';
import { iso, sampleTime } from './calendar.ts';
import { deliveries } from './mishaps.ts';
import { operations, surveysSent } from './operations.ts';
import { outcomes } from './outcomes.ts';
import { tickets } from './tickets.ts';
import { sampleSeed } from './truth.ts';

/** A payload as its tool would post it. */
export interface SampleWebhook {
  readonly source: string;
  /** When it is delivered, an ISO instant in UTC with milliseconds. */
  readonly at: string;
  readonly body: Buffer;
}

/** The sources the sample speaks for, and the channel of each: where a journey differs, it is not the sample's. */
export const sampleChannels: Readonly<Record<string, string>> = {
  'own-systems': 'generic',
  'app-feedback': 'standard-webhooks',
  'app-reviews': 'standard-webhooks',
  'joining-survey': 'typeform',
  'store-survey': 'typeform',
  'email-survey': 'typeform',
  'store-tablets': 'generic',
  'text-surveys': 'generic',
  'call-centre': 'generic',
  'support-chats': 'generic',
  'help-desk-tickets': 'zendesk',
  shipping: 'generic',
  'survey-sender': 'generic',
};

/**
 * A quarter of an invented mobile operator, whose truth is known: see truth.ts for what is planted and what is not.
 *
 * Pure: the same `now` and seed are the same bytes. Another `now` moves the dates and nothing else, so that what was true
 * of the sample in one week is true of it in every other.
 *
 * @param now an ISO instant; the thirteen weeks that had closed by then are told
 * @returns in order of delivery, all of it before the last of those weeks ends
 * @example sampleWebhooks('2026-03-11T12:00:00.000Z').length // => about 19,600, of 22,900 signals
 */
export const sampleWebhooks = (now: string, seed = sampleSeed): SampleWebhook[] => {
  const time = sampleTime(now);
  const said = [...answers(time, seed).map(draftOf), ...tickets(time, seed)];
  const asked = said.filter(({ askedAt }) => askedAt !== undefined);
  const drafts = [...said, ...operations(time, seed), ...outcomes(time, seed), ...surveysSent(time, asked, seed)];
  return deliveries(drafts, time.endMs, seed)
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ source, atMs, body }) => ({ source, at: iso(atMs), body }));
};
