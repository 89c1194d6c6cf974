import * as z from 'zod/mini';
import { Instant } from '../signal.ts';

const toUtc = (seconds: number | string): string => {
  const time = new Date(Math.round(Number(seconds) * 1_000));
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
};

/** A vendor's time in seconds since 1970, with a fraction or without, as a number or as text. Zero is no time. */
export const UnixTime = z.pipe(
  z.pipe(
    z.union([z.number().check(z.positive()), z.string().check(z.regex(/^[1-9]\d{0,10}(\.\d{1,6})?$/))], {
      error: 'must be a time in seconds since 1970',
    }),
    z.transform(toUtc),
  ),
  Instant,
);
