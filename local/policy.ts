import { ListeningPathError } from '../core/errors.ts';
import type { Template } from './template.ts';

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly RegExp[];
  readonly resources: readonly RegExp[];
}

/** One permission a call needs. */
export interface Need {
  readonly action: string;
  readonly resource: string;
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** `*` and `?` as IAM means them; everything else to the letter. Case counts in resources, but not in actions. */
const patternOf = (text: string, flags = ''): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  );

const readStatement = (statement: Readonly<Record<string, unknown>>): Statement => {
  const known = ['Effect', 'Action', 'Resource', 'Sid'];
  const other = Object.keys(statement).find((key) => !known.includes(key));
  if (other) throw new ListeningPathError(`policy: the local run does not know the statement element ${other}`);
  return {
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: list(statement.Action).map((action) => patternOf(action, 'i')),
    resources: list(statement.Resource).map((resource) => patternOf(resource)),
  };
};

/**
 * What one role may do, by the inline policies the template gives it. The managed policy every function has only lets it
 * write logs, which locally is the terminal.
 */
export class Role {
  readonly name: string;
  readonly #statements: readonly Statement[];

  constructor(template: Template, roleArn: string) {
    this.name = roleArn.split('/').at(-1) ?? roleArn;
    this.#statements = template
      .ofType('AWS::IAM::Policy')
      .filter(({ properties }) => list(properties.Roles).includes(this.name))
      .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement)
      .map(readStatement);
  }

  allows({ action, resource }: Need): boolean {
    const about = this.#statements.filter(
      ({ actions, resources }) =>
        actions.some((pattern) => pattern.test(action)) && resources.some((pattern) => pattern.test(resource)),
    );
    return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny');
  }
}
