import type { Source } from '../journey/schema.ts';
import { type Customer, type ScoreName, type Scores, type Signal, scoreRanges } from '../signal.ts';

export type Role = Source['questions'][string];

/** One value of a payload and what the organisation says it means. */
export interface Answer {
  readonly role: Role;
  /** Names the attribute when the role is `attribute`. */
  readonly name: string;
  readonly value: unknown;
  /** Lowest and highest value of the question, where the tool tells. */
  readonly scale?: readonly [number, number] | undefined;
}

type Attributes = Signal['attributes'];

export interface Content extends Pick<Signal, 'text' | 'language' | 'touchpoint'> {
  readonly customer: Customer;
  readonly scores: Scores;
  readonly attributes: Attributes;
}

/** The value at a dot-path, own keys only: a path such as `constructor.name` finds nothing. */
export const at = (value: unknown, path: string): unknown => {
  let node = value;
  for (const key of path.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
};

/** Numeric text is a number in disguise. No more is guessed: an empty text must not become an NPS of 0. */
export const unmask = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*\d{1,3}(\.0+)?\s*$/.test(value) ? Number(value) : value;

const isScore = (name: ScoreName, value: unknown): value is number => {
  const [low, high] = scoreRanges[name];
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
};

const isAnswered = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');

const keepAttribute = (attributes: Attributes, name: string, value: unknown): void => {
  if (name === '' || name.length > 128) return;
  if (typeof value === 'string') attributes[name] = value.slice(0, 1_000);
  if (typeof value === 'boolean' || Number.isFinite(value)) attributes[name] = value as boolean | number;
};

/** The values an attribute can have; lists, objects and empty values are left out, long texts are cut. */
export const attributesOf = (values: Readonly<Record<string, unknown>>): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(values)) if (isAnswered(value)) keepAttribute(attributes, name, value);
  return attributes;
};

const shortText = (value: unknown, lengthMax: number): string | undefined => {
  const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
  return text !== '' && text.length <= lengthMax ? text : undefined;
};

/** Aliases that may link somebody: what is not clearly an address or a number of a country is dropped. */
export const customerOf = (aliases: {
  readonly id?: unknown;
  readonly email?: unknown;
  readonly phone?: unknown;
}): Customer => {
  const id = shortText(aliases.id, 256);
  const email = shortText(aliases.email, 320)?.toLowerCase();
  const phone = shortText(aliases.phone, 64)?.replace(/^whatsapp:/, '');
  return {
    ...(id !== undefined && { id }),
    ...(email !== undefined && /^[^\s@]+@[^\s@]+$/.test(email) && { email }),
    ...(phone !== undefined && /^\+\d/.test(phone) && { phone }),
  };
};

/** @returns a BCP 47 tag, or nothing for words such as `default` */
export const languageOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 35 && /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i.test(value)
    ? value.replaceAll('_', '-')
    : undefined;

/** Several choices of one question come as a list of their labels. */
export const listed = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((label) => typeof label === 'string').join(', ') : value;

/** Tags as one text, whose words a journey routes by. */
export const tagsOf = (names: readonly string[] | undefined): string | undefined =>
  names?.map((name) => name.trim()).join(' ');

/** The first of these names that the source's question map has, and what it says of it. */
export const mappedIn = (
  { questions }: Pick<Source, 'questions'>,
  ...names: readonly (string | undefined)[]
): Pick<Answer, 'name' | 'role'> | undefined => {
  const name = names.find((one) => one !== undefined && Object.hasOwn(questions, one)) ?? '';
  const role = questions[name];
  return role && { name, role };
};

const roleOfLink = new Map<string, Role>([
  ['customer_id', 'customer'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['touchpoint', 'touchpoint'],
  ['lang', 'language'],
]);

/** What the link to a form may say of who answers, by the name of a hidden field. */
export const linkRoleOf = (name: string): Role => roleOfLink.get(name) ?? 'attribute';

export const linkAnswers = (hidden: Readonly<Record<string, unknown>>): Answer[] =>
  Object.entries(hidden).map(([name, value]) => ({ role: linkRoleOf(name), name, value }));

/**
 * What a list of answers says together. Of two answers with one role the first counts; texts are joined.
 *
 * A value off its scale is no score, but it was an answer: it stays as the attribute `raw.<score>`. Ratings are never
 * stretched into another score, because the two words mean different questions.
 *
 * @returns nothing when nobody said anything: attributes and a customer alone are not feedback
 * @example contentOf([{ role: 'nps', name: 'q1', value: '9' }]) // => { scores: { nps: 9 }, … }
 */
export const contentOf = (answers: readonly Answer[]): Content | undefined => {
  const given = answers.filter(({ value }) => isAnswered(value));
  const first = (role: Role): unknown => given.find((answer) => answer.role === role)?.value;
  const text = given.flatMap(({ role, value }) => (role === 'text' && typeof value === 'string' ? [value] : []));
  const scores: Scores = {};
  const attributes: Attributes = {};
  for (const answer of given) {
    const { role, name } = answer;
    if (role === 'attribute' && !Object.hasOwn(attributes, name)) keepAttribute(attributes, name, answer.value);
    else if (role in scoreRanges) keepScore(scores, attributes, role as ScoreName, answer);
  }
  const isSilent = text.length === 0 && !given.some(({ role }) => role in scoreRanges);
  if (isSilent) return undefined;
  return {
    customer: customerOf({ id: first('customer'), email: first('email'), phone: first('phone') }),
    text: text.length > 0 ? text.join('\n\n') : undefined,
    language: languageOf(first('language')),
    touchpoint: shortText(first('touchpoint'), 256),
    scores,
    attributes,
  };
};

const keepScore = (scores: Scores, attributes: Attributes, name: ScoreName, { value, scale }: Answer): void => {
  if (scores[name] !== undefined) return;
  const [low, high] = scoreRanges[name];
  const isOffScale = scale !== undefined && (scale[0] !== low || scale[1] !== high);
  const score = unmask(value);
  if (!isOffScale && isScore(name, score)) {
    scores[name] = score;
    return;
  }
  keepAttribute(attributes, `raw.${name}`, value);
  if (isOffScale) keepAttribute(attributes, `raw.${name}.scale`, `${scale[0]} to ${scale[1]}`);
};
