import type { Command } from 'commander';
import { findPerson, readMonths, readSignals } from '../../aws/people.ts';
import type { Table } from '../../aws/table.ts';
import { compileMap, type JourneyMap } from '../../core/journey/map.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { daysOfLife, type Life, type LifeDay, lifeOf } from '../../core/people/life.ts';
import type { Told } from '../../core/people/story.ts';
import { type Sought, soughtBy, type Whom } from '../../core/people/whom.ts';
import { isPastRetention } from '../../core/retention.ts';
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

/** All that is kept of a person, within retention. */
export interface Known {
  readonly customers: readonly string[];
  readonly aliases: readonly string[];
  readonly erasedAt?: string;
  readonly map: JourneyMap;
  readonly told: readonly Told[];
  readonly days: readonly LifeDay[];
  readonly life?: Life;
}

const dayMs = 86_400_000;

export const readKnown = async (table: Table, sought: Sought, journey: Journey, today: Date): Promise<Known> => {
  const { retentionDays } = journey.organisation;
  const map = compileMap(journey);
  const { customers, aliases, signals, erasedAt } = await findPerson(table, sought);
  const told = await readSignals(table, { customers, signals });
  const keptFrom =
    retentionDays === undefined
      ? undefined
      : map.dayOf(new Date(today.getTime() - retentionDays * dayMs).toISOString());
  const days = daysOfLife(await readMonths(table, customers), keptFrom);
  const life = lifeOf(days, map.dayOf(today.toISOString()));
  return {
    customers,
    aliases,
    map,
    days,
    told: told.filter(({ signal }) => !isPastRetention(signal.occurredAt, today.getTime(), retentionDays)),
    ...(erasedAt !== undefined && { erasedAt }),
    ...(life && { life }),
  };
};

/** Whether anything is kept of them: of who was erased, only that they were. */
export const isKnown = ({ customers, erasedAt, told }: Known): boolean =>
  customers.length > 0 && (erasedAt === undefined || told.length > 0);

export const nobodyWords = ({ erasedAt }: Known): string =>
  erasedAt === undefined
    ? 'nobody is known by that'
    : `whoever was known by that asked to be forgotten on ${erasedAt.slice(0, 10)}`;

/** As much of an id as people read out to each other; `identity` takes it for the whole. */
export const shortId = (customer: string): string => customer.slice(0, 12);
