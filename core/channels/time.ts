import * as z from 'zod/mini';
import { Instant, measureMax } from '../signal.ts';

/** Our UTC instant. Years of more than four digits would not sort as text. */
const utc = z.transform((text: string, payload) => {
  // Most times are UTC already, and a Date takes as long as all the rest of a small body.
  if (text.endsWith('Z') && text.length === 24) return text;
  if (text.endsWith('Z') && text.length === 20) return text.replace('Z', '.000Z');
  const ms = Date.parse(text);
  const instant = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  if (instant.length !== 24) payload.issues.push({ code: 'invalid_format', format: 'datetime', input: text });
  return instant;
});

/** A vendor's time with any offset, read as our UTC instant. Without an offset it would be a guess, so it is refused. */
export const Time = z.pipe(z.iso.datetime({ offset: true }), utc);

/** The time of mail headers, as Twilio writes it: `Mon, 02 Mar 2026 09:35:00 +0000`. */
export const MailTime = z.pipe(
  z.string().check(z.regex(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/)),
  utc,
);

const ofUnixMs = z.pipe(
  z.transform((ms: number) => {
    const time = new Date(Math.round(ms));
    return Number.isNaN(time.getTime()) ? '' : time.toISOString();
  }),
  Instant,
);

/** A vendor's time in seconds since 1970, with a fraction or without, as a number or as text. Zero is no time. */
export const UnixTime = z.pipe(
  z.pipe(
    z.union([z.number().check(z.positive()), z.string().check(z.regex(/^[1-9]\d{0,10}(\.\d{1,6})?$/))], {
      error: 'must be a time in seconds since 1970',
    }),
    z.transform((seconds) => Number(seconds) * 1_000),
  ),
  ofUnixMs,
);

/** The same in milliseconds. */
export const UnixMs = z.pipe(
  z.custom<number>((value) => typeof value === 'number' && value > 0, 'must be a time in milliseconds since 1970'),
  ofUnixMs,
);

/** @returns the UTC instant, or nothing when the value is not a full time */
export const instantOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? z.safeParse(Time, value).data : undefined;

/** When it happened: the first of these that is a full time, else when we heard of it. */
export const firstInstant = (receivedAtMs: number, ...values: readonly unknown[]): string => {
  for (const value of values) {
    const instant = instantOf(value);
    if (instant !== undefined) return instant;
  }
  return new Date(receivedAtMs).toISOString();
};

/** Nothing where a time is missing, or nonsense, as of things that were imported: nobody could mean such a span. */
const spanIn =
  (unitMs: number) =>
  (from: string | undefined, to: string | undefined): number | undefined => {
    if (from === undefined || to === undefined) return undefined;
    const span = (Date.parse(to) - Date.parse(from)) / unitMs;
    return span >= 0 && span <= measureMax ? span : undefined;
  };

/** From one instant to another. */
export const secondsBetween = spanIn(1_000);
export const hoursBetween = spanIn(3_600_000);
