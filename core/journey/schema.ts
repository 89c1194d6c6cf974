import * as z from 'zod';
import { media, scoreNames } from '../signal.ts';

/**
 * The shape of `journey.yaml`. Types are inferred from here, the editors' JSON Schema is generated from here, and the
 * stack, the functions and the local run read nothing else about an organisation.
 *
 * Only the command line and the stack load this file at run time: functions get the checked journey as JSON and import
 * the types alone, which keeps all of zod out of the bundles.
 *
 * Messages follow the name of a key, so they read on: `hour` "must be an hour from 0 to 23". What spans several keys
 * is in `checks.ts`.
 */

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,47}$/, 'must be lower-case letters, digits and dashes, starting with a letter (at most 48)')
  .describe('A short name used in addresses and keys. Keep it for good: numbers are counted under it.');
const text = z.string().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const name = z
  .union([text, z.strictObject({ en: text, es: text })], 'must be one text, or one per language: { en: …, es: … }')
  .describe('One text for all languages, or one per language: { en: …, es: … }');
const email = z.email('must be an e-mail address such as care@example.org');
const timeZone = z.string().describe('An IANA time zone such as Europe/Madrid');
const locale = z.enum(['en', 'es']);
const words = z.array(text).min(1, 'needs at least one keyword');
const matches = z
  .array(z.union([z.string(), z.number(), z.boolean()], 'must be text, a number, true or false'))
  .min(1, 'needs at least one value')
  .describe('The values that match, whatever their case');

const questionRoles = [
  ...scoreNames,
  'text',
  'email',
  'phone',
  'customer',
  'touchpoint',
  'language',
  'attribute',
] as const;

const Commitment = z
  .strictObject({
    name: name.optional().describe('What is promised, such as { en: Answered within two minutes, es: … }'),
    measure: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'must be a measure with its unit in the name, such as waitSeconds'),
    limit: z.number().positive('must be above 0'),
    targetShare: z.number().min(0, 'must be a share from 0 to 1').max(1, 'must be a share from 0 to 1'),
  })
  .describe('A promise: the share of signals whose measure stays at or under the limit');

const Touchpoint = z.strictObject({
  id,
  name,
  owner: z
    .string('must be the id of the owner that answers for it')
    .describe('The id of the owner that answers for it'),
  kind: z.enum(['moment-of-truth', 'hygiene', 'delighter', 'learn']).default('learn'),
  media: z.array(z.enum(media)).min(1, 'needs at least one medium'),
  commitments: z.array(Commitment).default([]),
  was: z.array(id).default([]).describe('Former ids, so that renamed touchpoints keep their history'),
});

const Route = z
  .strictObject({
    touchpoint: z.string(),
    attribute: z.string().optional(),
    is: matches.optional(),
    keywords: words.optional(),
  })
  .describe('First match wins: `attribute` with `is`, or `keywords` in the text');

const Source = z.strictObject({
  id,
  channel: z.string().describe('The channel tool that posts here: typeform, zendesk …'),
  medium: z.enum(media),
  language: z
    .string()
    .max(35, 'must be a language tag such as es or en-GB')
    .optional()
    .describe('What people write here when the tool does not say: en, es …'),
  defaultTouchpoint: z.string().describe('Where a signal belongs when neither it nor the routing says'),
  questions: z
    .record(z.string(), z.enum(questionRoles))
    .default({})
    .describe('Which question, key or path of the payload means what: { q1: nps, comment: text }'),
  solicited: z.boolean().default(true).describe('Whether we asked (a survey) or people spoke up by themselves'),
  routing: z.array(Route).default([]),
  active: z
    .boolean()
    .default(true)
    .describe(
      'false answers the tool as always and keeps nothing: a refusal would make it disable the webhook for good',
    ),
  api: z
    .string()
    .regex(
      /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:|\/|$))[^\s?#]*[^\s?#/]$/,
      'must be an https address without a slash at the end, such as https://fra1.qualtrics.com',
    )
    .optional()
    .describe("The address of the tool's API, for tools that give each account its own"),
});

const Segment = z.strictObject({
  id,
  name,
  attribute: z.string().describe('The attribute of a signal that tells the value'),
  values: z.array(z.strictObject({ id, name, is: matches })).min(1, 'needs at least one value'),
});

const Theme = z.strictObject({
  id,
  name,
  keywords: z
    .partialRecord(locale, words)
    .describe('Words or phrases per language; case and accents do not matter, a trailing * matches any ending'),
});

export const Digest = z.strictObject({
  audience: id,
  name: name.optional().describe('What its readers are called, such as { en: Customer care, es: Atención al cliente }'),
  recipients: z.array(email).min(1, 'needs at least one recipient'),
  cadence: z.enum(['weekly', 'monthly']),
  weekday: z
    .enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
    .optional()
    .describe('The day of the week of a weekly digest'),
  day: z
    .int()
    .min(1, 'must be 1 to 28: other days do not exist in every month')
    .max(28, 'must be 1 to 28: other days do not exist in every month')
    .optional()
    .describe('The day of the month of a monthly digest'),
  hour: z
    .int()
    .min(0, 'must be an hour from 0 to 23')
    .max(23, 'must be an hour from 0 to 23')
    .describe("The local hour it leaves, in the audience's time zone"),
  timeZone: timeZone.optional(),
  locale: locale.optional(),
  scope: z
    .strictObject({ stages: z.array(z.string()).optional(), touchpoints: z.array(z.string()).optional() })
    .default({})
    .describe('What this audience answers for; nothing means everything'),
});

/** How long CloudWatch can keep a log, in days. */
const logDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const Deployment = z
  .strictObject({
    stage: id.optional().describe('Which of several deployments this is: the stack of `dev` is ListeningPath-dev'),
    region: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z]+)+-\d$/, 'must be a region of AWS such as eu-west-1')
      .optional()
      .describe("Where it is deployed; without it, where the command line's profile leads"),
    domain: z
      .hostname('must be a domain such as feedback.example.org')
      .optional()
      .describe('The domain of webhooks and links; without it, the address that AWS gives'),
    senderIdentity: z
      .enum(['create', 'existing'])
      .optional()
      .describe(
        'existing when SES knows the sender already, by its whole domain or by another stack; so is every stage but for the one without a name',
      ),
    logRetentionDays: z
      .literal(logDays, `must be one of ${logDays.join(', ')}: CloudWatch knows no others`)
      .default(30)
      .describe('How long logs are kept; they name no customer'),
    alarmAddress: email
      .optional()
      .describe('Who is mailed when an alarm rings. Without it there is neither alarm nor dashboard'),
    costPerDayMax: z
      .number()
      .positive('must be above 0')
      .default(10)
      .describe('US dollars a day for reading and storing signals, above which an alarm rings'),
    requestsPerSecondMax: z
      .int()
      .min(1, 'must be at least 1')
      .default(100)
      .describe('Webhooks a second that are let in for long, ten times as many for a moment; the others get a 429'),
    page: z
      .boolean('must be true or false')
      .default(false)
      .describe('Whether the journey is shown on a page of its own, to whom an administrator lets in'),
  })
  .describe('How this organisation deploys; `cdk deploy -c stage=dev` replaces one setting for once');

export const Journey = z
  .strictObject({
    organisation: z.strictObject({
      name: text,
      locale,
      timeZone,
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
      sender: email.describe(
        'The address digests come from. Deploying makes it known to SES, which mails it a link to follow',
      ),
      retentionDays: z
        .int()
        .min(100, 'must be at least 100: a digest compares a quarter')
        .max(3_660, 'must be at most 3660, ten years')
        .optional()
        .describe('How long what customers said is kept; counts stay. Without it, for ever'),
    }),
    owners: z.array(z.strictObject({ id, name, email })).min(1, 'needs at least one owner'),
    journeys: z
      .array(
        z.strictObject({
          id,
          name,
          stages: z
            .array(
              z.strictObject({
                id,
                name,
                goal: name
                  .optional()
                  .describe('What the customer wants here, in their own words: { en: Get me going today, es: … }'),
                touchpoints: z.array(Touchpoint).min(1, 'needs at least one touchpoint'),
              }),
            )
            .min(1, 'needs at least one stage'),
        }),
      )
      .min(1, 'needs at least one journey'),
    sources: z.array(Source).min(1, 'needs at least one source'),
    segments: z
      .array(Segment)
      .max(2, 'can have at most 2 dimensions: more would make cells too small to trust')
      .default([]),
    themes: z.array(Theme).default([]),
    digests: z.array(Digest).min(1, 'needs at least one digest'),
    deployment: Deployment.prefault({}),
  })
  .describe('The customer journey of one organisation, for Listening Path');

/** What functions and digests know of an organisation; how it is deployed is the stack's business alone. */
export type Journey = Omit<z.infer<typeof Journey>, 'deployment'>;
export type Deployment = z.infer<typeof Deployment>;
export type Source = Journey['sources'][number];
export type Owner = Journey['owners'][number];
export type Touchpoint = Journey['journeys'][number]['stages'][number]['touchpoints'][number];
export type Theme = Journey['themes'][number];
export type DigestPlan = Journey['digests'][number];
export type Locale = z.infer<typeof locale>;
export type Name = z.infer<typeof name>;
