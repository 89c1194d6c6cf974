import { compileMap, type JourneyMap } from '../core/journey/map.ts';
import type { Journey } from '../core/journey/schema.ts';
import { daysOfLife, type Life, type LifeDay, lifeOf } from '../core/people/life.ts';
import type { Told } from '../core/people/story.ts';
import type { Sought } from '../core/people/whom.ts';
import { isPastRetention } from '../core/retention.ts';
import { findPerson, readMonths, readSignals } from './people.ts';
import type { Table } from './table.ts';

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
