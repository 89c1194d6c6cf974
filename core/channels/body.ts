import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';

/** From bytes to checked values. Errors carry no `cause`: the original would quote the customer's words in our logs. */

const isId = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' && value.length <= 256 : Number.isSafeInteger(value);

/** A vendor's id: text, or a number that {@link parseJson} kept every digit of. */
export const Id = z.pipe(
  z.custom<string | number>(isId, 'must be a text of 1 to 256 characters or an integer'),
  z.transform(String),
);

/** An id that becomes part of an address. */
export const Digits = z.pipe(Id, z.string().check(z.regex(/^\d{1,20}$/)));

/** A field worth having but not worth losing the rest for: absent when it is not what we expect. */
export const maybe = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);

/** The commonest of them. */
export const text = maybe(z.string());

/** Longer lists and records keep receive busy for longer than its caller waits. No tool posts as many. */
export const itemsMax = 1_000;

export const list = <S extends z.ZodMiniType>(item: S) => z.array(item).check(z.maxLength(itemsMax));

export const hasFewFields = (value: object): boolean =>
  (Array.isArray(value) ? value : Object.keys(value)).length <= itemsMax;

const areFew = z.custom<unknown>(
  (value) => typeof value !== 'object' || value === null || hasFewFields(value),
  `must have at most ${itemsMax} fields`,
);

/** Counts them before anything else looks at each. */
export const few = <S extends z.ZodMiniType>(fields: S) =>
  z.pipe(areFew, fields as z.ZodMiniType<z.output<S>, unknown>);

export const record = <S extends z.ZodMiniType>(value: S) => few(z.record(z.string(), value));

/** No tool nests deeper. Beyond some thousands our own reading and writing would exhaust the stack. */
const depthMax = 1_000;

/** Every level opens once. */
const openings = new RegExp(`^(?:[^[{]*[[{]){${depthMax + 1}}`);
const couldBeTooDeep = (text: string): boolean => text.length > 2 * depthMax && openings.test(text);

/** Ten bytes each in a body that was made to be slow. The fields of real ones take thirty, with their values. */
const fieldsMax = 22_000;
const fieldLengthMin = 5;
const hasTooManyFields = (text: string): boolean => {
  if (text.length < fieldsMax * fieldLengthMin) return false;
  let fields = 0;
  for (const _field of text.matchAll(/"\s*:/g)) if (++fields > fieldsMax) return true;
  return false;
};

const isNumeric = (code: number): boolean => (code >= 0x2b && code <= 0x39 && code !== 0x2c) || (code | 0x20) === 0x65;
const isRounded = (number: string): boolean => /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
/** Shorter integers are kept as they are. */
const roundedLengthMin = 16;

/**
 * JSON with quotes around the integers that JSON.parse would round.
 *
 * @throws {RangeError} when it nests too deep
 */
const quoteRounded = (text: string): string => {
  let quoted = '';
  let from = 0;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (isNumeric(text.charCodeAt(at))) {
      const start = at;
      while (isNumeric(text.charCodeAt(at + 1))) at += 1;
      if (at + 1 - start < roundedLengthMin) continue;
      const number = text.slice(start, at + 1);
      if (!isRounded(number)) continue;
      quoted += `${text.slice(from, start)}"${number}"`;
      from = at + 1;
    }
    if (depth > depthMax) throw new RangeError('nested too deep');
  }
  return quoted + text.slice(from);
};

/**
 * JSON as it was meant: integers beyond 2^53 come back as text, because `JSON.parse` would round an id into another's.
 *
 * They are looked for only where they could be: asking for the source of every value, as `JSON.parse` allows to, takes
 * five times as long.
 *
 * @throws {MalformedBody} on anything but JSON, on nesting too deep, and on more fields than any tool posts
 */
export const parseJson = (body: Buffer, where: string): unknown => {
  const text = body.toString('utf8');
  if (hasTooManyFields(text)) throw new MalformedBody(`${where}: must have at most ${fieldsMax} fields`);
  try {
    return JSON.parse(couldBeTooDeep(text) || /\d{16}/.test(text) ? quoteRounded(text) : text);
  } catch {
    throw new MalformedBody(`${where}: must be JSON`);
  }
};

/** The fields of a form, none of one that has too many: some tools sign what a form means, so that anybody's is parsed. */
export const parseForm = (body: Buffer): URLSearchParams => {
  const text = body.toString('utf8');
  return new URLSearchParams(text.split('&', itemsMax + 1).length > itemsMax ? '' : text);
};

export const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?')[1]);

/** A list of 100,000 wrong items would otherwise be 100,000 problems, of which only the first is told. */
const firstOnly: z.core.ParseContextInternal<z.core.$ZodIssue> = { abortEarly: true };

interface Use {
  count: number;
  compiled?: z.ZodMiniType;
}

/** How often a schema was used, and what became of it. */
const uses = new WeakMap<z.ZodMiniType, Use>();

/** A compiled schema checks in half the time. Compiling takes that of some hundred checks, which a cold start has not. */
const usesMin = 200;

const quickest = <S extends z.ZodMiniType>(schema: S): S => {
  const use = uses.get(schema) ?? { count: 0 };
  if (use.count === 0) uses.set(schema, use);
  use.count += 1;
  if (use.count > usesMin) use.compiled ??= z.compile(schema);
  return (use.compiled ?? schema) as S;
};

/** @throws {MalformedBody} naming the first failing path */
export const check = <S extends z.ZodMiniType>(schema: S, value: unknown, where: string): z.infer<S> => {
  const result = z.safeParse(quickest(schema), value, firstOnly);
  if (!result.success) throw new MalformedBody(firstProblem(result.error, where), outline(result.error, where));
  return result.data;
};

/** Keys are the sender's words too, and may be an address: only what looks like a field's name is repeated. */
export const nameable = (key: string): string => (/^[\w-]{1,40}$/.test(key) ? key : '?');

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
