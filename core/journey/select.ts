import type { Path } from './problems.ts';

/** A value and where it was found. */
export interface Found<Value = unknown> {
  readonly path: Path;
  readonly value: Value;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = ({ path, value }: Found, step: string): Found[] => {
  if (step === '*')
    return Array.isArray(value) ? value.map((item, index) => ({ path: [...path, index], value: item })) : [];
  return isRecord(value) && Object.hasOwn(value, step) ? [{ path: [...path, step], value: value[step] }] : [];
};

/**
 * Everything a pattern reaches in unchecked data, `*` being each item of a list. What is absent or of another shape is
 * not found and not an error: the schema reports that, and the checks go on with the rest.
 *
 * @example select({ owners: [{ id: 'care' }, 7] }, 'owners.*.id') // => [{ path: ['owners', 0, 'id'], value: 'care' }]
 */
export const select = (root: unknown, pattern: string): Found[] =>
  pattern
    .split('.')
    .reduce<Found[]>((found, step) => found.flatMap((holder) => childrenOf(holder, step)), [{ path: [], value: root }]);

/** The same for texts alone. */
export const selectTexts = (root: unknown, pattern: string): Found<string>[] =>
  select(root, pattern).filter((found): found is Found<string> => typeof found.value === 'string');
