import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { type Signal, unordered } from '../signal.ts';
import { check, Id, instantOf, maybe, parseJson } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { type Answer, attributesOf, contentOf, type Role } from './questions.ts';
import { hmac, matchesAny } from './verify.ts';

const Envelope = z.object({ eventType: z.string() });

const Field = z.object({
  key: z.string(),
  label: maybe(z.string()),
  type: z.string(),
  value: z.optional(z.unknown()),
  options: maybe(z.array(z.object({ id: z.string(), text: z.string() }))),
});
type Field = z.infer<typeof Field>;

const Submission = z.object({
  createdAt: z.optional(z.unknown()),
  data: z.object({ formId: Id, submissionId: Id, createdAt: z.optional(z.unknown()), fields: z.array(Field) }),
});

/** Types that can mean one thing only; every other question could be about anything. */
const roleOfType = new Map<string, Role>([
  ['INPUT_EMAIL', 'email'],
  ['INPUT_PHONE_NUMBER', 'phone'],
]);

/** What the form's link may say of who answers, by the name of the hidden field. */
const roleOfHidden = new Map<string | undefined, Role>([
  ['customer_id', 'customer'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['touchpoint', 'touchpoint'],
  ['lang', 'language'],
]);

/** Choices come as ids, and their words beside them. */
const saidIn = ({ value, options }: Field): unknown => {
  if (options === undefined) return value;
  const ids = Array.isArray(value) ? value : [value];
  const words = ids.flatMap((id) => options.find((option) => option.id === id)?.text ?? []);
  return words.length > 0 ? words.join(', ') : undefined;
};

const answerOf = (field: Field, { questions }: Source): Answer | undefined => {
  const { key, label, type } = field;
  const isHidden = type === 'HIDDEN_FIELDS';
  const name = [key, label].find((name) => name !== undefined && Object.hasOwn(questions, name));
  const usual = isHidden ? (roleOfHidden.get(label) ?? 'attribute') : roleOfType.get(type);
  const role = name === undefined ? usual : questions[name];
  return role && { role, name: name ?? label ?? key, value: saidIn(field) };
};

/**
 * Tally submissions. Nothing tells when one was edited, so its first copy stays.
 *
 * https://tally.so/help/webhooks
 */
export const tally: WebhookChannel = {
  guide: {
    tool: 'Tally',
    steps: [
      'Publish the form, then Integrations › Webhooks › Connect, and paste {url}',
      'Switch on Add a signing secret, and paste the secret',
      'Add the hidden fields customer_id, email, phone, touchpoint or lang to the form, if you know them',
    ],
    secret: { from: 'us', where: 'Integrations › Webhooks › Signing secret' },
    questions: 'needed',
    questionKeys:
      'the key or the label of a question, { question_mKVGEQ: rating, What happened?: text }; e-mail and phone questions need no entry',
    brings: ['perceptive: one per submission, its scores and texts'],
    unconfirmed: ['that Tally signs the body as it sends it: its own example signs it written anew'],
    page: 'https://tally.so/help/webhooks',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  accepted: { status: 202 },

  verify({ headers, body }, secrets) {
    const signature = headers['tally-signature'];
    if (signature === undefined) return 'missing';
    return matchesAny(secrets, [signature], (secret) => signatureOf(secret, body)) ? 'ok' : 'mismatch';
  },

  read({ body, receivedAtMs }, source) {
    const value = parseJson(body, 'tally');
    if (check(Envelope, value, 'tally').eventType !== 'FORM_RESPONSE') return nothing;
    const { createdAt, data } = check(Submission, value, 'tally');

    const content = contentOf(data.fields.flatMap((field) => answerOf(field, source) ?? []));
    if (content === undefined) return nothing;

    const signal: Signal = {
      ...content,
      source: source.id,
      object: `${data.formId}/${data.submissionId}`,
      part: 'response',
      revision: unordered,
      kind: 'perceptive',
      occurredAt: instantOf(data.createdAt) ?? instantOf(createdAt) ?? new Date(receivedAtMs).toISOString(),
      measures: {},
      attributes: { ...attributesOf({ form_id: data.formId }), ...content.attributes },
    };
    return { signals: [signal], rejected: [] };
  },

  sign({ url, body }, secret) {
    const headers = { 'content-type': 'application/json', 'tally-signature': signatureOf(secret, body) };
    return { url, body, headers };
  },
};

const signatureOf = (secret: string, body: Buffer): string => hmac('sha256', secret, [body], 'base64');
