import { ListeningPathError } from '../core/errors.ts';
import type { Template } from './template.ts';

/** A name of a statement, with the wildcards that IAM knows. */
interface Pattern {
  readonly text: string;
  test(name: string): boolean;
}

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly Pattern[];
  readonly resources: readonly Pattern[];
  /** The only items it is about, by their partition keys; absent when it is about all. */
  readonly partitions?: readonly Pattern[];
  /** The only sender it is about; absent when it is about all, or no mails. */
  readonly sender?: string;
}

/** One permission a call needs. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** The partition keys of the items a call names; absent when it names none. */
  readonly leadingKeys?: readonly string[];
  /** Whom a mail comes from. */
  readonly sender?: string;
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** `*` and `?` as IAM means them; everything else to the letter. Case counts in resources, but not in actions. */
const patternOf = (text: string, flags = ''): Pattern => {
  const expression = new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  );
  return { text, test: (name) => expression.test(name) };
};

/** The two conditions the stack uses, by the letter: any other would be a right or a limit this run does not see. */
const conditionOf = (condition: unknown): Pick<Statement, 'partitions' | 'sender'> => {
  const clauses = Object.entries(condition as Record<string, Record<string, unknown>>).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ test: `${operator} ${key}`, value })),
  );
  const [{ test, value } = { test: '', value: undefined }, ...others] = clauses;
  if (others.length === 0) {
    if (test === 'ForAllValues:StringLike dynamodb:LeadingKeys') {
      return { partitions: list(value).map((partition) => patternOf(partition)) };
    }
    if (test === 'StringEquals ses:FromAddress') return { sender: String(value) };
  }
  const what = `the statement element Condition ${JSON.stringify(condition)}`;
  throw new ListeningPathError(`policy: the local run does not know ${what}`);
};

const readStatement = (statement: Readonly<Record<string, unknown>>): Statement => {
  const known = ['Effect', 'Action', 'Resource', 'Sid', 'Condition'];
  const other = Object.keys(statement).find((key) => !known.includes(key));
  if (other) throw new ListeningPathError(`policy: the local run does not know the statement element ${other}`);
  return {
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: list(statement.Action).map((action) => patternOf(action, 'i')),
    resources: list(statement.Resource).map((resource) => patternOf(resource)),
    ...(statement.Condition !== undefined && conditionOf(statement.Condition)),
  };
};

/**
 * Whether a statement about these items is about this call. To IAM, `ForAllValues` holds for a call without the key too;
 * here that is an error, for only a scan has none.
 */
const isAbout = (partitions: readonly Pattern[], { action, leadingKeys }: Need): boolean => {
  if (leadingKeys === undefined) {
    throw new ListeningPathError(`policy: the local run does not know the leading keys of ${action}`);
  }
  return leadingKeys.every((key) => partitions.some((pattern) => pattern.test(key)));
};

/**
 * The rights a statement gives, one by one; of those only that a call needs, when there is one. Of a statement with
 * several actions on several partitions, each action and each partition is one: those of a transaction stand together.
 */
const rightsOf = ({ actions, resources, partitions }: Statement, need?: Need): string[] => {
  const meant = (patterns: readonly Pattern[], names: readonly string[] | undefined) =>
    patterns.filter((pattern) => names === undefined || names.some((name) => pattern.test(name)));
  const held = meant(resources, need && [need.resource]).map(({ text }) => text);
  const done = meant(actions, need && [need.action]).flatMap(({ text }) => held.map((name) => `${text} on ${name}`));
  if (partitions === undefined) return done;
  const items = meant(partitions, need?.leadingKeys).map(({ text }) => text);
  if (actions.length === 1) return done.flatMap((right) => items.map((partition) => `${right} of ${partition}`));
  return [...done, ...held.flatMap((name) => items.map((partition) => `${name} of ${partition}`))];
};

/**
 * What one role may do, by the inline policies the template gives it: no function has another.
 */
export class Role {
  readonly name: string;
  readonly #statements: readonly Statement[];
  readonly #used = new Set<string>();

  constructor(template: Template, roleArn: string) {
    this.name = roleArn.split('/').at(-1) ?? roleArn;
    this.#statements = template
      .ofType('AWS::IAM::Policy')
      .filter(({ properties }) => list(properties.Roles).includes(this.name))
      .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement)
      .map(readStatement);
  }

  allows(need: Need): boolean {
    const about = this.#statements.filter(
      ({ actions, resources, partitions, sender }) =>
        actions.some((pattern) => pattern.test(need.action)) &&
        resources.some((pattern) => pattern.test(need.resource)) &&
        (partitions === undefined || isAbout(partitions, need)) &&
        (sender === undefined || sender === need.sender),
    );
    const allowing = about.filter(({ effect }) => effect === 'Allow');
    if (allowing.length === 0 || about.length > allowing.length) return false;
    for (const statement of allowing) for (const right of rightsOf(statement, need)) this.#used.add(right);
    return true;
  }

  /** What it may do and never did: `action on resource`, or `action on resource of partition`. */
  unused(): string[] {
    const held = this.#statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => rightsOf(statement));
    return [...new Set(held)].filter((right) => !this.#used.has(right)).sort();
  }
}
