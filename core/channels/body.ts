import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';

/** From bytes to checked values. Errors carry no `cause`: the original would quote the customer's words in our logs. */

/** Our UTC instant. Years of more than four digits would not sort as text. */
const utc = z.transform((text: string, payload) => {
  // Most times are UTC already, and a Date takes as long as all the rest of a small body.
  if (text.endsWith('Z') && text.length === 24) return text;
  if (text.endsWith('Z') && text.length === 20) return text.replace('Z', '.000Z');
  const ms = Date.parse(text);
  const instant = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  if (instant.length !== 24) payload.issues.push({ code: 'invalid_format', format: 'datetime', input: text });
  return instant;
});

/** A vendor's time with any offset, read as our UTC instant. Without an offset it would be a guess, so it is refused. */
export const Time = z.pipe(z.iso.datetime({ offset: true }), utc);

/** The time of mail headers, as Twilio writes it: `Mon, 02 Mar 2026 09:35:00 +0000`. */
export const MailTime = z.pipe(
  z.string().check(z.regex(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/)),
  utc,
);

const isId = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' && value.length <= 256 : Number.isSafeInteger(value);

/** A vendor's id: text, or a number that {@link parseJson} kept every digit of. */
export const Id = z.pipe(
  z.custom<string | number>(isId, 'must be a text of 1 to 256 characters or an integer'),
  z.transform(String),
);

/** A field worth having but not worth losing the rest for: absent when it is not what we expect. */
export const maybe = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);

/** @returns the UTC instant, or nothing when the value is not a full time */
export const instantOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? z.safeParse(Time, value).data : undefined;

/** No tool nests deeper. Beyond some thousands our own reading and writing would exhaust the stack. */
const depthMax = 1_000;

/** How deep a text would nest if it were JSON. */
const depthOf = (text: string): number => {
  let [depth, deepest] = [0, 0];
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
};

// What is before and after makes it a whole number; only strings may hold the same by chance.
const longInteger = /(?<![^:,[\s])-?[1-9]\d{15,}(?![^,\]}\s])/;
const stringOrLongInteger = new RegExp(String.raw`"[^"\\]*(?:\\.[^"\\]*)*"|${longInteger.source}`, 'g');

const quoteLong = (token: string): string =>
  token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;

/**
 * JSON as it was meant: integers beyond 2^53 come back as text, because `JSON.parse` would round an id into another's.
 *
 * They are put in quotes beforehand, where there are any: asking for the source of every value, as `JSON.parse` could,
 * takes five times as long.
 *
 * @throws {MalformedBody} on anything but JSON, and on nesting too deep
 */
export const parseJson = (body: Buffer, where: string): unknown => {
  const text = body.toString('utf8');
  try {
    if (text.length > 2 * depthMax && depthOf(text) > depthMax) throw new RangeError('nested too deep');
    const value = JSON.parse(text);
    return longInteger.test(text) ? JSON.parse(text.replaceAll(stringOrLongInteger, quoteLong)) : value;
  } catch {
    throw new MalformedBody(`${where}: must be JSON`);
  }
};

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
