import type { Sheet } from '../../core/map/schema.ts';

const dayMs = 86_400_000;

/** @example addDays('2026-02-28', 1) // => '2026-03-01' */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Of a period, whose end is the first day that is not in it. */
export const lastDayOf = ({ end }: Sheet['period']): string => addDays(end, -1);
