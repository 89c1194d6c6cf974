import * as z from 'zod/mini';
import { revisionOf, type Signal } from '../signal.ts';
import { check, Id, maybe, parseJson } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { secretHeader, signByPath, verifyPathToken } from './path-token.ts';
import { type Answer, at, attributesOf, contentOf } from './questions.ts';
import { UnixTime } from './unix-time.ts';

/** Numbers and times are text in this tool. */
const Response = z.object({
  count: Id.check(z.regex(/^\d{1,9}$/)),
  person: maybe(z.object({ id: maybe(Id), email: maybe(z.string()), phone: maybe(z.string()) })),
  question: z.looseObject({
    id: Id,
    responded: maybe(UnixTime),
    segment: maybe(z.string()),
    deliverymethod: maybe(z.string()),
  }),
});

/**
 * AskNicely survey responses, which are sent again with every change.
 *
 * https://asknicely.zendesk.com/hc/en-us/articles/47782734299540
 */
export const asknicely: WebhookChannel = {
  guide: {
    tool: 'AskNicely',
    steps: [
      'App Store › Webhooks, and paste {url} as the destination',
      `Add a header of the name ${secretHeader} with the secret as its value`,
      'Say what the account’s survey asks in the question map: { score: nps } or { score: csat }',
    ],
    secret: { from: 'us', where: `App Store › Webhooks › custom headers › ${secretHeader}` },
    pathToken: 'always',
    questions: 'needed',
    questionKeys:
      'the fields of the body’s question, { score: nps, topic: attribute }; comment is text without an entry',
    brings: ['perceptive: one per response, its score and comment'],
    unconfirmed: ['what a score of five stars looks like', 'whether and how often AskNicely tries again'],
    page: 'https://asknicely.zendesk.com/hc/en-us/articles/47782734299540',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: (request, secrets) => verifyPathToken(request, secrets, { hasHeader: true }),

  read({ body, receivedAtMs }, source) {
    const { count, person, question } = check(Response, parseJson(body, 'asknicely'), 'asknicely');
    const questions: typeof source.questions = { comment: 'text', ...source.questions };
    const content = contentOf([
      ...Object.entries(questions).map(([name, role]): Answer => ({ role, name, value: at(question, name) })),
      { role: 'customer', name: 'person.id', value: person?.id },
      { role: 'email', name: 'person.email', value: person?.email },
      { role: 'phone', name: 'person.phone', value: person?.phone },
    ]);
    if (content === undefined) return nothing;

    const { segment, deliverymethod } = question;
    const said = {
      ...content,
      kind: 'perceptive' as const,
      measures: {},
      attributes: { ...attributesOf({ segment, deliverymethod }), ...content.attributes },
    };
    const signal: Signal = {
      source: source.id,
      object: question.id,
      part: 'response',
      revision: revisionOf(count.padStart(9, '0'), said),
      occurredAt: question.responded ?? new Date(receivedAtMs).toISOString(),
      ...said,
    };
    return { signals: [signal], rejected: [] };
  },

  sign: (outgoing, secret) =>
    signByPath(outgoing, secret, { 'content-type': 'application/json', [secretHeader]: secret }),
};
