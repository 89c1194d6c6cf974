const daySeconds = 86_400;

/** DynamoDB deletes within days of the time it is told. Until then a late correction still finds what it corrects. */
const graceDays = 30;

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
