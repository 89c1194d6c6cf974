const daySeconds = 86_400;

/** DynamoDB deletes within days of the time it is told. Until then a late correction still finds what it corrects. */
export const graceDays = 30;

/**
 * Whether something happened longer ago than signals are kept. Such a signal is refused: what it counted may still
 * stand in the rollups although the signal itself is gone, and it would be counted twice.
 *
 * @param retentionDays undefined keeps everything
 */
export const isPastRetention = (occurredAt: string, nowMs: number, retentionDays: number | undefined): boolean =>
  retentionDays !== undefined && Date.parse(occurredAt) < nowMs - retentionDays * daySeconds * 1_000;

/** When the table may forget a signal, in seconds since 1970. */
export const forgottenAtSeconds = (occurredAt: string, retentionDays: number | undefined): number | undefined =>
  retentionDays === undefined
    ? undefined
    : Math.ceil(Date.parse(occurredAt) / 1_000) + (retentionDays + graceDays) * daySeconds;

/** The last second of the year 9999, for a row whose time can be moved but not taken away. */
const neverSeconds = 253_402_300_799;
/** The last hour of a month anywhere, and a day more, lies within these after its first in UTC. */
const monthDays = 33;

/**
 * When the table may forget a customer's month, in seconds since 1970: after the last signal that it can count.
 *
 * @param month such as 2026-03
 */
export const monthForgottenAtSeconds = (month: string, retentionDays: number | undefined): number => {
  const forgottenAt = forgottenAtSeconds(`${month}-01T00:00:00.000Z`, retentionDays);
  return forgottenAt === undefined ? neverSeconds : forgottenAt + monthDays * daySeconds;
};
