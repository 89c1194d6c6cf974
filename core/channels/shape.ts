import { nameable } from './body.ts';

/** What kinds of text there are, the most telling first. None of them repeats a character of the text. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'empty'],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/, 'time with offset'],
  [/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/, 'time without offset'],
  [/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, 'uuid'],
  [/^[^\s@]+@[^\s@]+$/, 'e-mail address'],
  [/^\+\d[\d ().-]{5,}$/, 'phone number'],
  [/^https?:\/\//, 'address'],
  [/^[+-]?\d+$/, 'digits'],
  [/^[+-]?\d+\.\d+$/, 'decimal'],
  [/^[\da-f]{20,}$/i, 'hex'],
  [/^[A-Za-z\d+/]{20,}={0,2}$/, 'base64'],
  [/<[a-z][^>]*>/i, 'html'],
];

/** Enough to tell any of them; whoever posts decides how long a text is, and some of the patterns look at it twice. */
const lookedAtMax = 200;
const keysMax = 200;
const depthMax = 12;

/** @example formOf('ines.moreau@example.org') // => 'e-mail address 23' */
export const formOf = (text: string): string => {
  const start = text.slice(0, lookedAtMax);
  const [, name = 'text'] = forms.find(([pattern]) => pattern.test(start)) ?? [];
  return name === 'empty' || name.startsWith('time') ? name : `${name} ${text.length}`;
};

/**
 * The form of a header's value. Only the words of signature schemes are repeated.
 *
 * @example headerFormOf('sha256=b3d0…') // => 'sha256= then hex 64'
 */
export const headerFormOf = (value: string): string => {
  const [, scheme, rest] = /^(sha1=|sha256=|sha512=|v0=|v1=|v1,|t=)(.+)$/i.exec(value) ?? [];
  return scheme === undefined || rest === undefined ? formOf(value) : `${scheme} then ${formOf(rest)}`;
};

/** The same structure with every value replaced by its form; of a list, its first element and how many there are. */
export const shapeOf = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return formOf(value);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth >= depthMax) return '…';
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0], depth + 1), `${value.length} in all`];
  const fields = Object.entries(value).slice(0, keysMax);
  return Object.fromEntries(fields.map(([key, inner]) => [nameable(key), shapeOf(inner, depth + 1)]));
};
