import { segmentNamesOf } from '../insights/groups.ts';
import type { History } from '../insights/history.ts';
import type { Journey } from '../journey/schema.ts';
import type { Medium } from '../signal.ts';
import { everyone } from '../store/keys.ts';

/** Whom a view is of: customers of one segment, by the name its rows have (`plan=contract`), or one medium alone. */
export interface Filter {
  readonly segment?: string;
  readonly medium?: Medium;
}

/**
 * The name a segment's rows have, from how an address asks for it.
 *
 * @returns nothing when the journey has no such segment; `other` is none, because it has no rows
 * @example segmentFrom('plan:contract', journey) // => 'plan=contract'
 */
export const segmentFrom = (asked: string, journey: Journey): string | undefined =>
  segmentNamesOf(journey).find((name) => name.replace('=', ':') === asked);

/**
 * The history of whom a view is of, as if there were nobody else: a segment's rows stand as those for everyone, so that
 * digest and sheet are made of them by the same code.
 */
export const withinFilter = (history: History, { segment, medium }: Filter): History =>
  history
    .filter(
      (row) => (segment === undefined || row.segment === segment) && (medium === undefined || row.medium === medium),
    )
    .map((row) => (segment === undefined ? row : { ...row, segment: everyone }));
