import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { check, Id, maybe, parseJson, record, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { type Answer, contentOf, listed, mappedIn } from './questions.ts';
import { signWebhook, verifyWebhook } from './standard-webhooks.ts';
import { Time } from './time.ts';

const Envelope = z.object({ event: z.string() });

const Finished = z.object({
  data: z.object({
    id: Id,
    surveyId: Id,
    updatedAt: Time,
    language: text,
    contact: maybe(z.object({ id: maybe(Id), userId: maybe(Id) })),
    contactAttributes: maybe(record(z.unknown())),
    data: record(z.unknown()),
    meta: maybe(z.object({ url: text, country: text })),
    survey: maybe(z.object({ title: text, type: text })),
  }),
});
type Response = z.infer<typeof Finished>['data'];

const answersOf = ({ data }: Response, source: Source): Answer[] =>
  Object.entries(data).flatMap(([name, value]) => {
    const mapped = mappedIn(source, name);
    return mapped ? [{ ...mapped, value: listed(value) }] : [];
  });

/**
 * Formbricks responses, once they are finished: before that each step would tell half an answer.
 *
 * https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks
 */
export const formbricks: WebhookChannel = {
  guide: {
    tool: 'Formbricks',
    steps: [
      'Configuration › Integrations › Webhooks › Add webhook, and paste {url}',
      'Tick Response finished alone, and the surveys to listen to; replace a webhook that shows no signing secret',
    ],
    secret: { from: 'tool', where: 'the webhook’s settings › Signing secret (it begins with whsec_)' },
    questions: 'needed',
    questionKeys:
      'the id of a question or of a hidden field, { q_nps: nps, q_why: text }; a rating must have the steps of its score: five for csat and rating, seven for ces',
    brings: ['perceptive: one per finished response, its scores and texts'],
    page: 'https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: verifyWebhook,

  read({ body }, source) {
    const value = parseJson(body, 'formbricks');
    if (check(Envelope, value, 'formbricks').event !== 'responseFinished') return nothing;
    const response = check(Finished, value, 'formbricks').data;
    const { id, surveyId, contact, survey, meta, updatedAt } = response;

    const { email, userId, phone, firstName: _, lastName: __, ...known } = response.contactAttributes ?? {};
    const content = contentOf([
      ...answersOf(response, source),
      { role: 'customer', name: 'userId', value: contact?.userId ?? userId ?? contact?.id },
      { role: 'email', name: 'email', value: email },
      { role: 'phone', name: 'phone', value: phone },
      { role: 'language', name: 'language', value: response.language },
      { role: 'touchpoint', name: 'survey', value: survey?.title },
    ]);
    if (content === undefined) return nothing;

    return readingOf(
      signalOf(source, `${surveyId}/${id}`, updatedAt, {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt: updatedAt,
        about: { ...known, surveyId, type: survey?.type, url: meta?.url, country: meta?.country },
      }),
    );
  },

  sign: signWebhook,
};
