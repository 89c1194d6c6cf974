import { randomBytes } from 'node:crypto';
import { UsageError } from '../../core/errors.ts';
import {
  activeSecrets,
  changeSecret,
  type SecretChange,
  secretBytes,
  secretOf,
  weaknessOf,
} from '../../core/secrets.ts';
import { type Connection, currentSecret } from './connection.ts';
import type { Deployment } from './deployment.ts';
import { type DeploymentOptions, sameOptions } from './shared.ts';

export const verbs = ['set', 'rotate', 'show'] as const;
export type Verb = (typeof verbs)[number];

export interface SecretOptions extends DeploymentOptions {
  readonly value?: string;
  readonly apiToken?: true;
  readonly finish?: true;
  readonly reveal?: true;
  readonly json?: true;
}

/** What a change works with. */
interface Work {
  readonly connection: Connection;
  readonly deployment: Pick<Deployment, 'writeSecret'>;
  readonly options: SecretOptions;
  /** Gets the secret from whoever gives the command; nothing when they have none. */
  readonly ask: (question: string) => Promise<string | undefined>;
}

/** What came of it. */
export interface Outcome {
  readonly said: readonly string[];
  readonly connection: Connection;
  /** Nobody has seen a secret that was made here: it has to be shown now. */
  readonly isMade?: boolean;
  /** What to do now. */
  readonly next?: readonly string[];
}

const commandOf = ({ connection, options }: Work, rest: string): string =>
  `npx listening-path secret ${connection.source.id} ${rest}${sameOptions(options)}`;

const keep = async ({ connection, deployment }: Work, change: SecretChange): Promise<Connection> => {
  const held = changeSecret(connection.held, change);
  await deployment.writeSecret(held);
  return { ...connection, held };
};

/** The secret that was given, or a new one where it is ours to choose. */
const chosenSecret = async ({ connection, ask }: Work): Promise<{ value: string; isMade: boolean }> => {
  const { source, channel } = connection;
  const { tool, secret, pathToken } = channel.guide;
  const theirs = secret?.from === 'tool' ? [`${tool} makes it: ${secret.where}`] : [];
  const ours = secret?.from === 'us' ? ['Enter makes one'] : ['Enter makes one if the account signs nothing'];
  const canMake = secret?.from === 'us' || pathToken !== undefined;
  const hints = [...theirs, ...(canMake ? ours : []), 'it is not shown'];
  const given = await ask(`Secret of ${source.id} (${hints.join('; ')}): `);
  if (given === undefined && !canMake) throw new UsageError(`secret: none was given; ${theirs.join()}`);
  const value = given ?? secretOf(randomBytes(secretBytes));
  const weakness = weaknessOf(value, channel.guide);
  if (weakness !== undefined) throw new UsageError(`secret: it ${weakness}`);
  return { value, isMade: given === undefined };
};

/** Where a new secret has to go, as a step. */
const switchOver = ({ channel }: Connection): string => {
  const { tool, secret, header, pathToken } = channel.guide;
  if (secret?.from === 'tool') return `Let ${tool} sign with it, if it does not yet.`;
  const replace = `Put the new secret in the place of the old one: ${secret?.where}.`;
  if (pathToken !== 'always') return replace;
  return `Put the new address in the place of the old one.${header === undefined ? '' : ` ${replace}`}`;
};

const seeWhole = (work: Work): string => `To see it whole: ${commandOf(work, 'show --reveal')}`;

const set = async (work: Work): Promise<Outcome> => {
  const { source } = work.connection;
  const before = currentSecret(work.connection);
  const { value, isMade } = await chosenSecret(work);
  if (isMade && before !== undefined) {
    throw new UsageError(
      `secret: ${source.id} has one already; \`${commandOf(work, 'show --reveal')}\` prints it, and rotate replaces it without losing an event`,
    );
  }
  const connection = await keep(work, { kind: 'set', source: source.id, value });
  const isReplaced = before !== undefined && before !== value;
  return {
    said: [
      `${source.id} has its secret. It works within half a minute.`,
      ...(isReplaced ? ['The one before is not accepted any more; rotate would have kept it for a while.'] : []),
    ],
    connection,
    isMade,
    next: [
      `How to connect it, step by step: npx listening-path sources ${source.id}${sameOptions(work.options)}`,
      ...(isMade ? [] : [seeWhole(work)]),
    ],
  };
};

const setToken = async (work: Work): Promise<Outcome> => {
  const { source, channel } = work.connection;
  const { tool, apiToken } = channel.guide;
  if (apiToken === undefined) throw new UsageError(`secret: ${tool} needs no token for its API`);
  const value = await work.ask(`Token for the API of ${tool} (it is not shown): `);
  if (value === undefined) throw new UsageError(`secret: no token was given; ${apiToken}`);
  const weakness = weaknessOf(value, { secret: { from: 'tool', where: apiToken } });
  if (weakness !== undefined) throw new UsageError(`secret: the token ${weakness}`);
  const connection = await keep(work, { kind: 'token', source: source.id, value });
  return { said: [`${source.id} has the token for the API of ${tool}.`], connection };
};

const rotate = async (work: Work): Promise<Outcome> => {
  const { source } = work.connection;
  const before = currentSecret(work.connection);
  if (before === undefined) {
    throw new UsageError(`secret: ${source.id} has none yet to rotate; give it one with \`${commandOf(work, 'set')}\``);
  }
  if (activeSecrets(work.connection.held, source.id).length > 1) {
    throw new UsageError(
      `secret: ${source.id} is between two secrets already, and its tool may still use the previous one; drop it first with \`${commandOf(work, 'rotate --finish')}\``,
    );
  }
  const { value, isMade } = await chosenSecret(work);
  if (value === before) throw new UsageError(`secret: that is the secret ${source.id} has already; give a new one`);
  const connection = await keep(work, { kind: 'rotate', source: source.id, value });
  return {
    said: [`${source.id} has a new secret, which works within half a minute. The previous one is still accepted.`],
    connection,
    isMade,
    next: [
      `1. ${switchOver(connection)}${isMade || work.options.reveal ? '' : ` To see all there is to paste: ${commandOf(work, 'show --reveal')}`}`,
      `2. Wait until its signals come: npx listening-path sources ${source.id}${sameOptions(work.options)}`,
      '   And until nothing sent before can come again: most tools try again for hours, some for three days.',
      `3. Drop the previous one: ${commandOf(work, 'rotate --finish')}`,
    ],
  };
};

const finish = async (work: Work): Promise<Outcome> => {
  const { source } = work.connection;
  if (activeSecrets(work.connection.held, source.id).length < 2) {
    return { said: [`${source.id} has no previous secret to drop.`], connection: work.connection };
  }
  const connection = await keep(work, { kind: 'finish', source: source.id });
  return { said: [`The previous secret of ${source.id} is not accepted any more.`], connection };
};

const show = (work: Work): Outcome => {
  const { connection, options } = work;
  const isRotating = activeSecrets(connection.held, connection.source.id).length > 1;
  const hasOne = currentSecret(connection) !== undefined;
  return {
    said: [],
    connection,
    next: [
      ...(isRotating ? [`The previous one is still accepted; to drop it: ${commandOf(work, 'rotate --finish')}`] : []),
      ...(hasOne ? [] : [`To give it one: ${commandOf(work, 'set')}`]),
      ...(hasOne && !options.reveal ? [seeWhole(work)] : []),
    ],
  };
};

/** Does what was asked for to the secret of one source. */
export const changeOf = async (verb: Verb, work: Work): Promise<Outcome> => {
  if (verb === 'set') return work.options.apiToken ? setToken(work) : set(work);
  if (verb === 'rotate') return work.options.finish ? finish(work) : rotate(work);
  return show(work);
};
