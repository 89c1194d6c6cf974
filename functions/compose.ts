import { readHistory } from '../aws/history.ts';
import { readQuotes } from '../aws/quotes.ts';
import type { Table } from '../aws/table.ts';
import { compose, quote } from '../core/digest/compose.ts';
import type { DigestContent } from '../core/digest/content.ts';
import { compileMap } from '../core/journey/map.ts';
import type { DigestPlan, Journey } from '../core/journey/schema.ts';
import { closedPeriods, periodsBefore } from '../core/period.ts';

/** Closed periods beside the two compared, which only say how much days differ anyway. */
const olderPeriods = 4;

/** Everything a digest says, from what the table holds. */
export const composeFor = async (
  table: Table,
  journey: Journey,
  plan: DigestPlan,
  due: string,
): Promise<DigestContent> => {
  const { later, earlier } = closedPeriods(due, plan.cadence, journey.organisation.timeZone);
  const before = periodsBefore(earlier, plan.cadence, olderPeriods);
  const history = await readHistory(table, { start: before.at(-1)?.start ?? earlier.start, end: later.end });
  const content = compose({ journey, map: compileMap(journey), plan, history, later, earlier, before });
  return quote(content, await readQuotes(table, content));
};
