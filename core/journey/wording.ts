import type * as z from 'zod';
import { keysAt } from './json-schema.ts';
import { atKey, atValue, closest, nameOf, type Path, type Problem, suggest } from './problems.ts';

/** What each type is to a person, and what to do about another. */
const types: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  string: ['text', 'put quotes around numbers, true and false'],
  number: ['a number', 'write it without quotes'],
  int: ['a whole number', 'write it without quotes and decimals'],
  boolean: ['true or false', 'write it without quotes'],
  array: ['a list', 'write [one, two], or a line with a dash for each'],
  object: ['a map', 'write its keys and values, { id: … }'],
  record: ['a map', 'write its keys and values, { key: … }'],
};

const wordsOfType = (expected: string, isMissing: boolean): string => {
  const [what, mend] = types[expected] ?? [expected, 'see the sample journey.yaml'];
  return isMissing ? `must be ${what}` : `must be ${what}: ${mend}`;
};

/**
 * Zod's messages in plain words that go on from the name of a key; `schema.ts` has its own for most rules.
 *
 * @example Journey.safeParse(data, { error: plainWords })
 */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return wordsOfType(issue.expected, issue.input === undefined);
  if (issue.code !== 'invalid_value') return undefined;
  const choices = issue.values.map(String);
  const best = typeof issue.input === 'string' ? closest(issue.input, choices) : undefined;
  return `must be one of ${choices.join(', ')}${best === undefined ? '' : `: did you mean \`${best}\`?`}`;
};

const unknownKey = (path: Path, key: string): Problem =>
  atKey([...path, key], `\`${key}\` is no key of this map: ${suggest(key, keysAt(path))}`);

/** The value at a path of plain data; undefined when there is none. */
const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], root);

/** The only choice of a union whose type fits what was written: its complaints say more than "none fits". */
const fittingChoice = (choices: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] | undefined => {
  const fitting = choices.filter((issues) => !issues.some((i) => i.code === 'invalid_type' && i.path.length === 0));
  return fitting.length === 1 ? fitting[0] : undefined;
};

const problemsOfIssue = (issue: z.core.$ZodIssue, root: unknown, base: Path): Problem[] => {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (path.length === 0 && issue.code === 'invalid_type')
    return [atValue(path, `the file must be a map with the keys ${keysAt([]).join(', ')}: start from the sample`)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  const choice = issue.code === 'invalid_union' ? fittingChoice(issue.errors) : undefined;
  if (choice) return choice.flatMap((inner) => problemsOfIssue(inner, root, path));
  const value = valueAt(root, path);
  if (value === undefined) return [atValue(path.slice(0, -1), `${nameOf(path)} is missing: it ${issue.message}`)];
  const empty = value === null ? ', and nothing is written here' : '';
  return [atValue(path, `${nameOf(path)} ${issue.message}${empty}`)];
};

/**
 * What the schema finds wrong, in plain words and with its place.
 *
 * @param root the data that was parsed, to tell a missing key from a wrong one
 */
export const problemsOf = (error: z.ZodError, root: unknown): Problem[] =>
  error.issues.flatMap((issue) => problemsOfIssue(issue, root, []));
