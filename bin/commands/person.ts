import type { Command } from 'commander';
import type { Known } from '../../aws/person.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { type Sought, soughtBy, type Whom } from '../../core/people/whom.ts';
import type { Deployment } from './deployment.ts';

/** Adds the options by which a command is told whom it is about. */
export const withWhomOptions = (command: Command): Command =>
  command
    .option('--email <address>', 'whoever has this e-mail address')
    .option('--phone <number>', 'whoever has this number, with its country code: +34600000001')
    .option('--customer <id>', 'a customer by our own id, or as SOURCE:ID by the one a tool has for them');

export const sourceIds = ({ sources }: Journey): ReadonlySet<string> => new Set(sources.map(({ id }) => id));

/** @throws {UsageError} when nobody could be called that */
export const soughtOn = async (
  deployment: Pick<Deployment, 'readSecret'>,
  journey: Journey,
  whom: Whom,
): Promise<Sought> => soughtBy(whom, (await deployment.readSecret()).customerKey, sourceIds(journey));

export const nobodyWords = ({ erasedAt }: Known): string =>
  erasedAt === undefined
    ? 'nobody is known by that'
    : `whoever was known by that asked to be forgotten on ${erasedAt.slice(0, 10)}`;
