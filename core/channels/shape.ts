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

/**
 * The form of a text and its length.
 *
 * @example formOf('sha256=b3d0…') // => 'sha256=, then hex 64'
 */
export const formOf = (text: string): string => {
  const [, scheme, rest] = /^([a-z]\w{0,9}[=,])(.+)$/i.exec(text) ?? [];
  if (scheme !== undefined && rest !== undefined && /^[\w+/=-]+$/.test(rest)) return `${scheme} then ${formOf(rest)}`;
  const [, name = 'text'] = forms.find(([pattern]) => pattern.test(text)) ?? [];
  return name === 'empty' || name.startsWith('time') ? name : `${name} ${text.length}`;
};

const nameable = (key: string): string => (/^[\w.$-]{1,60}$/.test(key) ? key : '?');
const depthMax = 12;

/** The same structure with every value replaced by its form; of a list, its first element and how many there are. */
export const shapeOf = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return formOf(value);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth >= depthMax) return '…';
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0], depth + 1), `${value.length} in all`];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [nameable(key), shapeOf(inner, depth + 1)]));
};
