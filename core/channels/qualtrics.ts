import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { scoreRanges } from '../signal.ts';
import { check, maybe, parseForm, parseJson } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { signByPath, verifyPathToken } from './path-token.ts';
import { type Answer, at, contentOf, listed } from './questions.ts';
import type { ToolApi } from './thin.ts';
import { instantOf } from './time.ts';
import { hmac, matchesAny } from './verify.ts';

// Ids become part of an address.
const Name = z.string().check(z.regex(/^\w{1,64}$/));
const Event = z.object({ SurveyID: Name, ResponseID: Name });

const Response = z.object({
  result: z.object({
    values: z.record(z.string(), z.unknown()),
    labels: maybe(z.record(z.string(), z.unknown())),
    displayedValues: maybe(z.record(z.string(), maybe(z.array(z.number())))),
  }),
});
type Result = z.infer<typeof Response>['result'];

/** https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/ */
const previewTestOrSpam = 1 | 2 | 8;

/**
 * A choice is a number, its label the words. The numbers shown tell the scale; one for "not applicable" widens it, and
 * such a question keeps raw values only.
 */
const answersOf = ({ values, labels, displayedValues }: Result, { questions }: Source): Answer[] =>
  Object.entries(questions).map(([name, role]): Answer => {
    if (!(role in scoreRanges)) return { role, name, value: listed(labels?.[name] ?? values[name]) };
    const shown = displayedValues?.[name] ?? [];
    const scale = shown.length > 0 ? ([Math.min(...shown), Math.max(...shown)] as const) : undefined;
    return { role, name, value: values[name], scale };
  });

const api: ToolApi = {
  request: ({ surveyId, responseId }, token) => ({
    path: `/API/v3/surveys/${encodeURIComponent(`${surveyId}`)}/responses/${encodeURIComponent(`${responseId}`)}`,
    headers: { 'x-api-token': token },
  }),

  read({ surveyId, responseId }, answer, source) {
    const { result } = check(Response, answer, 'qualtrics');
    const { values } = result;
    if (Number(values.finished ?? 1) === 0 || (Number(values.status) & previewTestOrSpam) !== 0) return [];
    const content = contentOf([
      ...answersOf(result, source),
      { role: 'language', name: 'userLanguage', value: values.userLanguage },
      { role: 'email', name: 'recipientEmail', value: values.recipientEmail },
      { role: 'customer', name: 'externalDataReference', value: values.externalDataReference },
    ]);
    if (content === undefined) return [];

    const recordedAt = instantOf(values.recordedDate);
    const occurredAt = instantOf(values.endDate) ?? recordedAt;
    if (occurredAt === undefined) {
      throw new MalformedBody('qualtrics.result.values.endDate: must be a time such as 2026-03-02T09:20:00Z');
    }
    return [
      signalOf(source, `${surveyId}/${responseId}`, recordedAt ?? occurredAt, {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt,
        about: { survey_id: surveyId, distribution: values.distributionChannel },
      }),
    ];
  },
};

/** Only MSG is signed: where there is one, nothing else is read. */
const messageIn = (body: Buffer) => {
  const form = parseForm(body);
  return { form, signature: form.get('HMAC'), message: form.get('MSG') };
};

const signatureOf = (secret: string, message: string): string => hmac('sha512', secret, [message], 'hex');

/**
 * Qualtrics responses. The event only names them; the answers come from the API.
 *
 * The time of the event has no time zone, so the response's own is taken.
 * https://api.qualtrics.com/docs/create-subscription
 */
export const qualtrics: WebhookChannel = {
  guide: {
    tool: 'Qualtrics',
    steps: [
      'As a brand administrator, subscribe by the API: POST /API/v3/eventsubscriptions with the topic surveyengine.completedResponse.SV_… and {url} as publicationUrl',
      'Give it the secret as sharedKey, so that Qualtrics signs; without a sharedKey use the address that ends in a token',
    ],
    secret: { from: 'us', where: 'the sharedKey of the event subscription' },
    pathToken: 'unsigned',
    apiToken: 'Account Settings › Qualtrics IDs › API › Generate Token, of a user who may view the survey’s responses',
    apiAddress: 'your data center’s, such as https://fra1.qualtrics.com (Account Settings › Qualtrics IDs)',
    questions: 'needed',
    questionKeys:
      'the id of a question, or the name of an embedded datum, { QID1: nps, QID2_TEXT: text, store: touchpoint }; never QID1_NPS_GROUP',
    brings: ['perceptive: one per completed response, its scores and texts'],
    unconfirmed: [
      'that Qualtrics still signs MSG with a sharedKey',
      'when a response that was edited tells so, and by which time',
      'when Qualtrics tries again',
    ],
    page: 'https://api.qualtrics.com/docs/create-subscription',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  api,
  accepted: { status: 202 },

  probes: ['GET'],
  // Event subscriptions want an address that answers GET, too.
  probe: ({ method }) => (method === 'GET' ? { status: 200 } : undefined),

  verify(request, secrets) {
    const { form, signature, message } = messageIn(request.body);
    if (signature === null) {
      // Of a body that is no form of theirs nobody can say whether a proof is missing.
      const isTheirs = message !== null || form.has('SurveyID');
      if (request.pathToken === undefined && !isTheirs) return 'malformed';
      return verifyPathToken(request, secrets, { hasHeader: false });
    }
    if (message === null) return 'missing';
    return matchesAny(secrets, [signature], (secret) => signatureOf(secret, message)) ? 'ok' : 'mismatch';
  },

  read({ body }, source) {
    const { form, message } = messageIn(body);
    const event = message === null ? Object.fromEntries(form) : parseJson(Buffer.from(message), 'qualtrics');
    if (message === null && !form.has('Topic') && !form.has('SurveyID')) {
      throw new MalformedBody('qualtrics: must be a form with Topic or SurveyID');
    }
    // Events of surveys and contacts name no response.
    if (at(event, 'ResponseID') === undefined) return nothing;
    const { SurveyID: surveyId, ResponseID: responseId } = check(Event, event, 'qualtrics');
    return readingOf({ source: source.id, thin: { surveyId, responseId } });
  },

  sign({ url, body }, secret) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { form, message } = messageIn(body);
    if (message === null) return signByPath({ url, body }, secret, headers);
    form.set('HMAC', signatureOf(secret, message));
    return { url, body: Buffer.from(form.toString()), headers };
  },
};
