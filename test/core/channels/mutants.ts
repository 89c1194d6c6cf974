import fc from 'fast-check';

/** Values that payloads do not have, until they do. */
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    '1e400',
    -0,
    1e300,
    2 ** 53,
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00+23:59',
    '<p>&amp;',
    'constructor',
  ),
  fc.string({ minLength: 200, maxLength: 1_200 }),
);

/** Every place in a JSON value, as the steps that lead to it. */
export const placesIn = (value: unknown): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[key], ...placesIn(inner).map((rest) => [key, ...rest])])
    : [];

/** @returns a copy with another value at that place; the value itself where it has no such place */
export const replaceAt = (value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown => {
  if (step === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[step] = replaceAt(copy[step], rest, by);
  return copy;
};

const isJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** A body as values: JSON, or the fields of a form. */
export const valuesOf = (body: Buffer): unknown => {
  const text = body.toString();
  return isJson(text) ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
};

/** Those values as a body like the other one. A form holds text only; whatever else a mutation put there is JSON. */
export const bodyLike = (original: Buffer, values: unknown): Buffer => {
  if (isJson(original.toString())) return Buffer.from(JSON.stringify(values));
  const fields = Object.entries(values as Record<string, unknown>);
  const texts = fields.map(([name, value]) => [name, typeof value === 'string' ? value : `${JSON.stringify(value)}`]);
  return Buffer.from(new URLSearchParams(texts).toString());
};

/** The body with up to three of its values replaced by odd ones. */
export const mutantOf = (body: Buffer): fc.Arbitrary<Buffer> => {
  const values = valuesOf(body);
  const change = fc.tuple(fc.constantFrom(...placesIn(values)), oddValue);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    bodyLike(
      body,
      changes.reduce((result: unknown, [place, by]) => replaceAt(result, place, by), values),
    ),
  );
};
