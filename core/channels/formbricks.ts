import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { revisionOf, type Signal } from '../signal.ts';
import { check, Id, maybe, parseJson, Time } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { type Answer, attributesOf, contentOf } from './questions.ts';
import { signWebhook, verifyWebhook } from './standard-webhooks.ts';

const Envelope = z.object({ event: z.string() });

const Finished = z.object({
  data: z.object({
    id: Id,
    surveyId: Id,
    updatedAt: Time,
    language: maybe(z.string()),
    contact: maybe(z.object({ id: maybe(Id), userId: maybe(Id) })),
    contactAttributes: maybe(z.record(z.string(), z.unknown())),
    data: z.record(z.string(), z.unknown()),
    meta: maybe(z.object({ url: maybe(z.string()), country: maybe(z.string()) })),
    survey: maybe(z.object({ title: maybe(z.string()), type: maybe(z.string()) })),
  }),
});
type Response = z.infer<typeof Finished>['data'];

/** Several choices of one question come as a list of their labels. */
const saidIn = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((label) => typeof label === 'string').join(', ') : value;

const answersOf = ({ data }: Response, { questions }: Source): Answer[] =>
  Object.entries(data).flatMap(([name, value]) => {
    const role = Object.hasOwn(questions, name) ? questions[name] : undefined;
    return role === undefined ? [] : [{ role, name, value: saidIn(value) }];
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
      'Tick Response finished alone, and the surveys to listen to; make a webhook that has no signing secret yet anew',
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
    const { contact, survey, meta, updatedAt } = response;

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

    const circumstances = { surveyId: response.surveyId, type: survey?.type, url: meta?.url, country: meta?.country };
    const said = {
      ...content,
      kind: 'perceptive' as const,
      occurredAt: updatedAt,
      measures: {},
      attributes: { ...attributesOf({ ...known, ...circumstances }), ...content.attributes },
    };
    const signal: Signal = {
      source: source.id,
      object: `${response.surveyId}/${response.id}`,
      part: 'response',
      revision: revisionOf(updatedAt, said),
      ...said,
    };
    return { signals: [signal], rejected: [] };
  },

  sign: signWebhook,
};
