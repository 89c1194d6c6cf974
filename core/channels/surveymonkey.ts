import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { scoreRanges } from '../signal.ts';
import { check, Digits, Id, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { type Answer, at, contentOf, linkAnswers, mappedIn, type Role } from './questions.ts';
import type { ToolApi } from './thin.ts';
import { Time } from './time.ts';
import { hmac, matchesAny } from './verify.ts';

const Envelope = z.object({ event_type: z.string() });
const Event = z.object({ object_id: Digits, event_datetime: Time, resources: z.object({ survey_id: Digits }) });

const Given = z.object({
  row_id: maybe(Id),
  other_id: maybe(Id),
  text: text,
  simple_text: text,
  choice_metadata: maybe(z.object({ weight: z.union([z.string(), z.number()]) })),
});
const Details = z.object({
  response_status: z.string(),
  collection_mode: text,
  collector_id: maybe(Id),
  custom_value: text,
  custom_variables: maybe(z.record(z.string(), z.unknown())),
  pages: z.array(z.object({ questions: z.array(z.object({ id: Id, answers: z.array(Given) })) })),
});
type Details = z.infer<typeof Details>;

/**
 * Stars have weights and no words. An NPS has both, but it may be weighed −100, 0 and 100, and a 0 would be the worst
 * answer of all: there only the words count.
 */
const saidIn = (role: Role, { text, simple_text, choice_metadata }: z.infer<typeof Given>): unknown => {
  const words = text ?? simple_text;
  return role in scoreRanges && role !== 'nps' ? (choice_metadata?.weight ?? words) : words;
};

const answersOf = ({ pages }: Details, source: Source): Answer[] =>
  pages
    .flatMap((page) => page.questions)
    .flatMap(({ id, answers }) => answers.map((given) => ({ id, given })))
    .flatMap(({ id, given }) => {
      const mapped = mappedIn(source, `${id}.${given.row_id}`, id);
      if (mapped === undefined) return [];
      // Beside a rating stands the comment people may add to it.
      const role = given.other_id !== undefined && mapped.role in scoreRanges ? 'text' : mapped.role;
      return [{ role, name: mapped.name, value: saidIn(role, given) }];
    });

const api: ToolApi = {
  address: 'https://api.surveymonkey.com',

  request: ({ surveyId, responseId }, token) => ({
    // `simple` adds the words of the choices to their ids.
    path: `/v3/surveys/${encodeURIComponent(`${surveyId}`)}/responses/${encodeURIComponent(`${responseId}`)}/details?simple=true`,
    headers: { authorization: `Bearer ${token}` },
  }),

  read({ surveyId, responseId, at: completedAt }, answer, source) {
    const details = check(Details, answer, 'surveymonkey');
    const isTrial = details.collection_mode?.endsWith('preview');
    if (isTrial) return [];
    if (details.response_status === 'partial') {
      throw new MalformedBody(
        'surveymonkey.response_status: is partial, although the response was announced as completed',
      );
    }
    if (details.response_status !== 'completed') return [];

    const { collector_id, custom_value, custom_variables = {} } = details;
    const content = contentOf([
      ...answersOf(details, source),
      { role: source.questions.collector_id ?? 'attribute', name: 'collector_id', value: collector_id },
      { role: source.questions.custom_value ?? 'attribute', name: 'custom_value', value: custom_value },
      ...linkAnswers(custom_variables),
      { role: 'email', name: 'email', value: at(answer, 'email_address') },
      { role: 'email', name: 'email', value: at(answer, 'metadata.contact.email.value') },
    ]);
    if (content === undefined) return [];
    return [
      signalOf(source, `${surveyId}/${responseId}`, undefined, {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt: `${completedAt}`,
        about: { survey_id: surveyId },
      }),
    ];
  },
};

/**
 * SurveyMonkey responses. The webhook only names them; the answers come from the API. An update is not listened to, so
 * what was read first stays.
 *
 * https://api.surveymonkey.com/v3/docs#webhooks
 */
export const surveymonkey: WebhookChannel = {
  guide: {
    tool: 'SurveyMonkey',
    steps: [
      'Make a private app at developer.surveymonkey.com with the scopes View Surveys, View Responses, View Response Details and Create/Modify Webhooks',
      'Make a webhook by its API: POST https://api.surveymonkey.com/v3/webhooks with the event type response_completed, the ids of your surveys, and {url} as subscription_url',
      'Send the custom variables customer_id, email, phone, touchpoint or lang with the survey’s link, if you know them',
    ],
    secret: { from: 'tool', where: 'the app’s Settings, as one text: the Client ID, & and the Secret (abc&def)' },
    apiToken: 'the app’s Settings › Access Token',
    questions: 'needed',
    questionKeys:
      'the id of a question, { 319352786: nps, 319352787: text }; of a row of it, { 319352788.21: csat }; or collector_id and custom_value, { collector_id: touchpoint }',
    brings: ['perceptive: one per completed response, its scores and texts'],
    unconfirmed: [
      'the words of a choice as simple_text has them; a score is only read from a bare number or, but for NPS, from the weight of a choice',
      'where a response has the address of a known contact: email_address or metadata.contact.email',
      'when SurveyMonkey tries again',
    ],
    page: 'https://api.surveymonkey.com/v3/docs#webhooks',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  api,
  accepted: { status: 202 },

  probes: ['HEAD'],
  // A webhook is not made before its address answers.
  probe: ({ method }) => (method === 'HEAD' ? { status: 200 } : undefined),

  verify({ headers, body }, secrets) {
    const { 'sm-signature': signature, 'sm-apikey': clientId } = headers;
    if (signature === undefined || clientId === undefined) return 'missing';
    // A secret without one of its halves could be guessed.
    const whole = secrets.filter((secret) => /^[^&]+&.+$/.test(secret));
    const matches = matchesAny(whole, [`${clientId} ${signature}`], (secret) =>
      Object.values(proofOf(secret, body)).join(' '),
    );
    return matches ? 'ok' : 'mismatch';
  },

  read({ body }, source) {
    const value = parseJson(body, 'surveymonkey');
    // An update is told page by page, while the response is still being given.
    if (check(Envelope, value, 'surveymonkey').event_type !== 'response_completed') return nothing;
    const { object_id, event_datetime, resources } = check(Event, value, 'surveymonkey');
    const thin = { surveyId: resources.survey_id, responseId: object_id, at: event_datetime };
    return readingOf({ source: source.id, thin });
  },

  sign({ url, body }, secret) {
    const headers = { 'content-type': 'application/vnd.surveymonkey.response.v1+json', ...proofOf(secret, body) };
    return { url, body, headers };
  },
};

const proofOf = (secret: string, body: Buffer) => ({
  'sm-apikey': secret.split('&')[0] ?? '',
  'sm-signature': hmac('sha1', secret, [body], 'base64'),
});
