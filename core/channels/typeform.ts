import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { check, Id, itemsMax, list, maybe, parseJson, record, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { type Answer, at, contentOf, linkAnswers, listed, mappedIn } from './questions.ts';
import { signedBody } from './signing.ts';
import { firstInstant } from './time.ts';

const Envelope = z.object({ event_type: z.string() });

const FieldAnswer = z.looseObject({
  type: z.string(),
  field: z.object({ id: Id, ref: text, type: text }),
});

/** A group has its own fields. Each is read by itself, so that an odd one costs the others nothing. */
const Fields = maybe(list(z.unknown()));

const Field = z.object({
  id: maybe(Id),
  type: text,
  properties: maybe(z.object({ steps: maybe(z.int()), start_at_one: maybe(z.boolean()), fields: Fields })),
});

const Response = z.object({
  form_response: z.object({
    form_id: Id,
    token: Id,
    submitted_at: z.optional(z.unknown()),
    landed_at: z.optional(z.unknown()),
    hidden: z.nullish(record(z.unknown())),
    definition: maybe(z.object({ fields: Fields })),
    answers: z.nullish(list(FieldAnswer)),
  }),
});
type FormResponse = z.infer<typeof Response>['form_response'];

/** The value lies under a key named by the answer's type. */
const saidIn = (answer: z.infer<typeof FieldAnswer>): unknown => {
  if (answer.type === 'choice') return at(answer, 'choice.label') ?? at(answer, 'choice.other');
  return answer.type === 'choices' ? listed(at(answer, 'choices.labels')) : at(answer, answer.type);
};

/** A form's owner may draw ten stars and map them to CSAT: 3 of 10 is not 3 of 5. */
const scaleOf = ({ type, properties }: z.infer<typeof Field>): Answer['scale'] => {
  const steps = properties?.steps;
  if (steps === undefined) return undefined;
  if (type === 'rating') return [1, steps];
  if (type !== 'opinion_scale') return undefined;
  return properties?.start_at_one === true ? [1, steps] : [0, steps - 1];
};

/** The scales of all fields by their id. */
const scalesOf = ({ definition }: FormResponse): ReadonlyMap<string, Answer['scale']> => {
  const scales = new Map<string, Answer['scale']>();
  const fields = [...(definition?.fields ?? [])];
  // The list grows while it is walked, by what is in the groups.
  for (const item of fields) {
    const field = z.safeParse(Field, item).data;
    if (field?.id !== undefined) scales.set(field.id, scaleOf(field));
    if (fields.length <= itemsMax) fields.push(...(field?.properties?.fields ?? []));
  }
  return scales;
};

/** Only the type `nps` says by itself what it asks; a rating could be about anything. */
const answersOf = (form: FormResponse, source: Source): Answer[] => {
  const scales = scalesOf(form);
  return (form.answers ?? []).flatMap((answer): Answer[] => {
    const { id, ref, type } = answer.field;
    const mapped = mappedIn(source, ref, id) ?? (type === 'nps' ? { role: 'nps', name: id } : undefined);
    return mapped ? [{ ...mapped, value: saidIn(answer), scale: scales.get(id) }] : [];
  });
};

const signed = signedBody({
  header: 'typeform-signature',
  algorithm: 'sha256',
  encoding: 'base64',
  prefix: 'sha256=',
});

/**
 * Typeform responses. A response is never edited, so its first copy stays.
 *
 * https://www.typeform.com/developers/webhooks/
 */
export const typeform: WebhookChannel = {
  guide: {
    tool: 'Typeform',
    steps: [
      'Open the form, then Connect › Webhooks › Add a webhook, and paste {url}',
      'Edit the webhook, paste the secret under Secret, keep SSL verification on, and switch the webhook on',
      'Send the hidden fields customer_id, email, phone, touchpoint or lang with the form link, if you know them',
    ],
    secret: { from: 'us', where: 'Connect › Webhooks › Edit › Secret' },
    questions: 'optional',
    questionKeys: 'the ref or id of a question, { why: text, csat: csat }; a question of the type NPS needs no entry',
    brings: ['perceptive: one per response, its scores and texts'],
    unconfirmed: ['where the number of steps of a scale is in the definition'],
    page: 'https://www.typeform.com/developers/webhooks/',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  accepted: { status: 202 },

  verify: signed.verify,

  read({ body, receivedAtMs }, source) {
    const value = parseJson(body, 'typeform');
    if (check(Envelope, value, 'typeform').event_type !== 'form_response') return nothing;
    const form = check(Response, value, 'typeform').form_response;

    const content = contentOf([...answersOf(form, source), ...linkAnswers(form.hidden ?? {})]);
    if (content === undefined) return nothing;
    return readingOf(
      signalOf(source, `${form.form_id}/${form.token}`, undefined, {
        ...content,
        part: 'response',
        kind: 'perceptive',
        occurredAt: firstInstant(receivedAtMs, form.submitted_at, form.landed_at),
        about: { form_id: form.form_id },
      }),
    );
  },

  sign: signed.sign,
};
