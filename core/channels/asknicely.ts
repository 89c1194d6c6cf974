import * as z from 'zod/mini';
import { check, Id, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { secretHeader, signByPath, verifyPathToken } from './path-token.ts';
import { type Answer, at, contentOf } from './questions.ts';
import { firstInstant, UnixTime } from './time.ts';

/** Numbers and times are text in this tool. */
const Response = z.object({
  count: Id.check(z.regex(/^\d{1,9}$/)),
  person: maybe(z.object({ id: maybe(Id), email: text, phone: text })),
  question: z.looseObject({
    id: Id,
    responded: maybe(UnixTime),
    segment: text,
    deliverymethod: text,
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
      `Add a header named ${secretHeader}, with the secret as its value`,
      'Say what the account’s survey asks in the question map: { score: nps } or { score: csat }',
    ],
    secret: { from: 'us', where: `App Store › Webhooks › custom headers › ${secretHeader}` },
    header: secretHeader,
    pathToken: 'always',
    questions: 'optional',
    questionKeys: 'the fields of the body’s question, { score: nps, topic: attribute }; its comment needs no entry',
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

    const { segment, deliverymethod, responded } = question;
    return readingOf(
      signalOf(source, question.id, count.padStart(9, '0'), {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt: firstInstant(receivedAtMs, responded),
        about: { segment, deliverymethod },
      }),
    );
  },

  sign: (outgoing, secret) =>
    signByPath(outgoing, secret, { 'content-type': 'application/json', [secretHeader]: secret }),
};
