import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import { Instant } from '../signal.ts';

/** From bytes to checked values. Errors carry no `cause`: the original would quote the customer's words in our logs. */

const toUtc = (text: string): string => {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
};

/** A vendor's time with any offset, read as our UTC instant. Without an offset it would be a guess, so it is refused. */
export const Time = z.pipe(z.pipe(z.iso.datetime({ offset: true }), z.transform(toUtc)), Instant);

/** The time of mail headers, as Twilio writes it: `Mon, 02 Mar 2026 09:35:00 +0000`. */
export const MailTime = z.pipe(
  z.pipe(
    z.string().check(z.regex(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/)),
    z.transform(toUtc),
  ),
  Instant,
);

/** A vendor's id: text, or a number that {@link parseJson} kept every digit of. */
export const Id = z.pipe(
  z.union([z.string().check(z.minLength(1), z.maxLength(256)), z.int()], {
    error: 'must be a text of 1 to 256 characters or an integer',
  }),
  z.transform(String),
);

/** A field worth having but not worth losing the rest for: absent when it is not what we expect. */
export const maybe = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);

/** @returns the UTC instant, or nothing when the value is not a full time */
export const instantOf = (value: unknown): string | undefined => z.safeParse(Time, value).data;

/**
 * JSON as it was meant: integers beyond 2^53 come back as text, because `JSON.parse` would round an id into another's.
 *
 * @throws {MalformedBody} on anything but JSON, nesting too deep for the stack included
 */
export const parseJson = (body: Buffer, where: string): unknown => {
  try {
    return JSON.parse(body.toString('utf8'), keepDigits);
  } catch {
    throw new MalformedBody(`${where}: must be JSON`);
  }
};

// The third argument is newer than TypeScript's own description of JSON.parse; Node has it since 21.
const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

/** @throws {MalformedBody} naming the first failing path */
export const check = <S extends z.ZodMiniType>(schema: S, value: unknown, where: string): z.infer<S> => {
  const result = z.safeParse(schema, value);
  if (!result.success) throw new MalformedBody(firstProblem(result.error, where), outline(result.error, where));
  return result.data;
};

/** Keys are the sender's words too, and may be an address: only what looks like a field's name is repeated. */
const nameable = (key: string): string => (/^[\w-]{1,40}$/.test(key) ? key : '?');

/** No more of the path than the schema itself named: what lies deeper may be a key the sender made up. */
const outline = (error: z.core.$ZodError, where: string): string => {
  const [step] = error.issues[0]?.path.filter((one) => typeof one === 'string') ?? [];
  return `${where}${step === undefined ? '' : `.${nameable(step)}`}: malformed`;
};

/** `where.path: what is wrong`, never with the value itself. */
const firstProblem = (error: z.core.$ZodError, where: string): string => {
  const [issue] = error.issues;
  if (issue === undefined) return `${where}: cannot be read`;
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${nameable(String(step))}`)).join('');
  return `${where}${place}: ${complaint(issue)}`;
};

// zod/mini has no words of its own, which is part of why it is small.
const complaint = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `must be given, as ${issue.expected}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return 'is not a field of this body';
    case 'invalid_format':
      return issue.format === 'datetime' ? 'must be a time such as 2026-03-02T09:20:00Z' : 'has the wrong form';
    case 'invalid_key':
      return 'has a name of the wrong form';
    default:
      return issue.message;
  }
};
