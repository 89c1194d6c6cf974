/** Part of a month's units, from the first that costs this much. */
interface Tier {
  readonly from: number;
  /** US dollars for {@link Price.per} units. */
  readonly dollars: number;
}

/** What AWS takes for one kind of thing, a month. */
export interface Price {
  readonly service: string;
  readonly unit: string;
  /** How many units the dollars are for, as AWS's page says it. */
  readonly per: number;
  readonly tiers: readonly [Tier, ...Tier[]];
  /** Units a month that cost an account nothing, for good; not the offers of an account's first year. */
  readonly free: number;
  readonly page: string;
  /** How we know, and of when: nobody here could open the page itself. */
  readonly known: string;
}

/** Of when the newest of these prices is. Older ones say so in `known`; check all of them before you rely on them. */
export const pricesOf = { date: '2026-09-20', region: 'us-east-1' } as const;

const flat = (dollars: number) => [{ from: 0, dollars }] as const;

/**
 * All prices, in US dollars, for us-east-1. This is the only file to change when AWS changes one: the bill, what score
 * reports for a batch, and what a rebuild announces are computed from it.
 */
export const prices = {
  comprehend: {
    service: 'Comprehend',
    unit: '100 characters',
    per: 1,
    tiers: [
      { from: 0, dollars: 0.0001 },
      { from: 10_000_000, dollars: 0.00005 },
      { from: 50_000_000, dollars: 0.000025 },
    ],
    // 50,000 units a month in the first year alone.
    free: 0,
    page: 'https://aws.amazon.com/comprehend/pricing/',
    known: 'first tier: from worked examples of the page, 2026-09-20; the two others from memory, to be checked',
  },
  tableWrite: {
    service: 'DynamoDB',
    unit: 'write unit',
    per: 1_000_000,
    tiers: flat(0.625),
    free: 0,
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    known: 'reported 2025-07, since the price was halved in November 2024',
  },
  tableRead: {
    service: 'DynamoDB',
    unit: 'read unit',
    per: 1_000_000,
    tiers: flat(0.125),
    free: 0,
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    known: 'reported 2025-07, since the price was halved in November 2024',
  },
  tableStorage: {
    service: 'DynamoDB',
    unit: 'GB',
    per: 1,
    tiers: flat(0.25),
    free: 25,
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    known: 'an older copy of the page, unchanged for years',
  },
  tableBackup: {
    service: 'DynamoDB',
    unit: 'GB',
    per: 1,
    tiers: flat(0.2),
    free: 0,
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    known: 'from memory, to be checked',
  },
  keyRequest: {
    service: 'KMS',
    unit: 'request',
    per: 10_000,
    tiers: flat(0.03),
    free: 20_000,
    page: 'https://aws.amazon.com/kms/pricing/',
    known: 'from memory, to be checked',
  },
  httpRequest: {
    service: 'API Gateway',
    unit: 'request',
    per: 1_000_000,
    tiers: [
      { from: 0, dollars: 1 },
      { from: 300_000_000, dollars: 0.9 },
    ],
    // A million a month in the first year alone.
    free: 0,
    page: 'https://aws.amazon.com/api-gateway/pricing/',
    known: 'worked example of the page, 2026-09-20',
  },
  queueRequest: {
    service: 'SQS',
    unit: 'request',
    per: 1_000_000,
    tiers: flat(0.4),
    free: 1_000_000,
    page: 'https://aws.amazon.com/sqs/pricing/',
    known: 'reported 2026-03 and 2026-06',
  },
  lambdaRequest: {
    service: 'Lambda',
    unit: 'request',
    per: 1_000_000,
    tiers: flat(0.2),
    free: 1_000_000,
    page: 'https://aws.amazon.com/lambda/pricing/',
    known: 'reported 2026-05; what is free from the page, 2026-09-20',
  },
  lambdaTime: {
    service: 'Lambda',
    unit: 'GB second',
    per: 1_000_000,
    tiers: flat(13.3334),
    free: 400_000,
    page: 'https://aws.amazon.com/lambda/pricing/',
    known: 'arm64, reported 2026-05; what is free from the page, 2026-09-20',
  },
  secret: {
    service: 'Secrets Manager',
    unit: 'secret',
    per: 1,
    tiers: flat(0.4),
    free: 0,
    page: 'https://aws.amazon.com/secrets-manager/pricing/',
    known: 'worked example of the page, 2026-09-20',
  },
  secretRequest: {
    service: 'Secrets Manager',
    unit: 'request',
    per: 10_000,
    tiers: flat(0.05),
    free: 0,
    page: 'https://aws.amazon.com/secrets-manager/pricing/',
    known: 'worked example of the page, 2026-09-20',
  },
  alarm: {
    service: 'CloudWatch',
    unit: 'watched metric',
    per: 1,
    tiers: flat(0.1),
    free: 10,
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    known: 'reported 2026-02 and 2026-06',
  },
  dashboard: {
    service: 'CloudWatch',
    unit: 'dashboard',
    per: 1,
    tiers: flat(3),
    free: 3,
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    known: 'reported 2026-02 and 2026-06',
  },
  metric: {
    service: 'CloudWatch',
    unit: 'metric',
    per: 1,
    tiers: flat(0.3),
    free: 10,
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    known: 'reported 2026-02',
  },
  logWritten: {
    service: 'CloudWatch',
    unit: 'GB',
    per: 1,
    tiers: flat(0.5),
    free: 5,
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    known: 'reported 2026-02 and 2026-06; what Lambda writes is said to be cheaper above 10 TB, which is left out',
  },
  logKept: {
    service: 'CloudWatch',
    unit: 'GB',
    per: 1,
    tiers: flat(0.03),
    free: 5,
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    known: 'reported, undated',
  },
  trace: {
    service: 'X-Ray',
    unit: 'trace',
    per: 1_000_000,
    tiers: flat(5),
    free: 100_000,
    page: 'https://aws.amazon.com/xray/pricing/',
    known: 'a copy of the page, undated',
  },
  schedule: {
    service: 'Scheduler',
    unit: 'run',
    per: 1_000_000,
    tiers: flat(1),
    free: 14_000_000,
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    known: 'reported 2026-03',
  },
  mail: {
    service: 'SES',
    unit: 'mail',
    per: 1_000,
    // Accounts that sent through SES before July 2026 may still pay $0.10.
    tiers: flat(0.16),
    free: 0,
    page: 'https://aws.amazon.com/ses/pricing/',
    known: "AWS's price list of 2026-07-22: the plan Essentials, which new accounts have",
  },
} as const satisfies Record<string, Price>;

/**
 * What some units of a month cost.
 *
 * @param before how many of the month came before them
 * @param free how many of the month's first cost nothing
 * @returns US dollars
 */
export const dollarsOf = (price: Price, units: number, { before = 0, free = 0 } = {}): number => {
  const [from, to] = [Math.max(before, free), before + units];
  return price.tiers.reduce((sum, tier, index) => {
    const end = price.tiers[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const inTier = Math.max(0, Math.min(to, end) - Math.max(from, tier.from));
    return sum + (inTier * tier.dollars) / price.per;
  }, 0);
};
