import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { type Answer, contentOf, linkRoleOf, listed, mappedIn, type Role } from './questions.ts';
import { signedBody } from './signing.ts';
import { firstInstant } from './time.ts';

const Envelope = z.object({ eventType: z.string() });

const Field = z.object({
  key: z.string(),
  label: text,
  type: z.string(),
  value: z.optional(z.unknown()),
  options: maybe(list(z.object({ id: z.string(), text: z.string() }))),
});
type Field = z.infer<typeof Field>;

const Submission = z.object({
  createdAt: z.optional(z.unknown()),
  data: z.object({ formId: Id, submissionId: Id, createdAt: z.optional(z.unknown()), fields: list(Field) }),
});

/** Types that can mean one thing only; every other question could be about anything. */
const roleOfType = new Map<string, Role>([
  ['INPUT_EMAIL', 'email'],
  ['INPUT_PHONE_NUMBER', 'phone'],
]);

/** Choices come as ids, and their words beside them. */
const saidIn = ({ value, options }: Field): unknown => {
  if (options === undefined) return value;
  const words = new Map<unknown, string>(options.map(({ id, text }) => [id, text]));
  return listed((Array.isArray(value) ? value : [value]).map((id) => words.get(id)));
};

const answerOf = (field: Field, source: Source): Answer | undefined => {
  const { key, label = key, type } = field;
  const mapped = mappedIn(source, key, label);
  const role = mapped?.role ?? (type === 'HIDDEN_FIELDS' ? linkRoleOf(label) : roleOfType.get(type));
  return role && { role, name: mapped?.name ?? label, value: saidIn(field) };
};

const signed = signedBody({ header: 'tally-signature', algorithm: 'sha256', encoding: 'base64' });

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

  verify: signed.verify,

  read({ body, receivedAtMs }, source) {
    const value = parseJson(body, 'tally');
    if (check(Envelope, value, 'tally').eventType !== 'FORM_RESPONSE') return nothing;
    const { createdAt, data } = check(Submission, value, 'tally');

    const content = contentOf(data.fields.flatMap((field) => answerOf(field, source) ?? []));
    if (content === undefined) return nothing;

    return readingOf(
      signalOf(source, `${data.formId}/${data.submissionId}`, undefined, {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt: firstInstant(receivedAtMs, data.createdAt, createdAt),
        about: { form_id: data.formId },
      }),
    );
  },

  sign: signed.sign,
};
