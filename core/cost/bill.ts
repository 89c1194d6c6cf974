import type { Journey } from '../journey/schema.ts';
import { graceDays } from '../retention.ts';
import { readUnitsPerSignal, unitsOf, writeUnitsPerSignal } from './batch.ts';
import { alarmCountOf, metricCountsOf } from './deployed.ts';
import { dollarsOf, type Price, prices } from './prices.ts';

/** What decides a bill beside the journey and the number of signals. */
export interface Choice {
  /** How many signals bring a text to be read, from 0 to 1. */
  readonly textShare: number;
  /** How long a text is. */
  readonly textCharacters: number;
  /** Signals in each batch, instead of as many as come within the queue's window. */
  readonly batch?: number;
  /** Whether there are alarms and a dashboard. */
  readonly isWatched: boolean;
  /** Whether the journey has its page. Looking at it is not in the bill. */
  readonly hasPage: boolean;
  readonly logRetentionDays: number;
  /** Whether what AWS gives every account for nothing, for good, is taken off; other stacks may use it up. */
  readonly freeTier: boolean;
}

/** As in the sample: of 22,874 signals 8,007 have a text, of 54 characters on average and 140 at most. */
export const usualChoice: Choice = {
  textShare: 0.35,
  textCharacters: 54,
  isWatched: true,
  hasPage: false,
  logRetentionDays: 30,
  freeTier: false,
};

/** One thing of a month's bill. */
export interface Line {
  readonly service: string;
  readonly what: string;
  readonly units: number;
  readonly unit: string;
  /** US dollars for `per` units, of the first that cost anything. */
  readonly price: number;
  readonly per: number;
  readonly dollars: number;
}

export interface Bill {
  /** A month. */
  readonly signals: number;
  /** US dollars, all lines together. */
  readonly dollars: number;
  readonly lines: readonly Line[];
}

/** A month of AWS's own calculator. */
const hoursPerMonth = 730;
const secondsPerMonth = hoursPerMonth * 3_600;
const daysPerMonth = hoursPerMonth / 24;
/** Of the journey's signals, those of so many months lie in the table that is billed. */
const monthsKept = 12;

/** As in lib/score.ts: the longest batch, and how long the first signal of one waits for others. */
const batchMax = 100;
const windowSeconds = 2;
/** SQS hands out and deletes at most so many at once. */
const messagesPerRequestMax = 10;
/** Lambda looks at a queue with five pollers, each for 20 s. A limit to the workers keeps it from using fewer. */
const emptyLooks = (5 * secondsPerMonth) / 20;
/** A function reads the secret again after half a minute, and DynamoDB its key after five (aws/secrets.ts). */
const secretReadsMax = secondsPerMonth / 30;
const keyReadsMax = secondsPerMonth / 300;
const sweeps = 4 * hoursPerMonth;
const watches = hoursPerMonth;
const readUnitsPerDigest = 5_000;
/** A quarter of a source's heartbeats. */
const readUnitsPerWatch = 10;

const kilobytesKeptPerSignal = 2.4;
/** Lambda's own two lines and ours, of any function; and API Gateway's line of each request. */
const kilobytesLoggedPerRun = 1.5;
const kilobytesLoggedPerWebhook = 0.3;
/** What is left of a log when CloudWatch has compressed it, by AWS's own example. */
const keptLogShare = 0.15;
const kilobytesPerGb = 1_000_000;

/** How long functions work and with how much memory, in GB seconds. Score reads for 150 ms, then takes 5.5 ms a signal. */
const gbSeconds = {
  receive: 0.5 * 0.02,
  score: (batch: number) => 0.5 * (0.15 + 0.0055 * batch),
  digest: 1 * 10,
  sweep: 0.5 * 0.2,
  watch: 0.5 * 0.5,
  settle: 0.5 * 0.1,
};

/** One a second and one in 20 of the others, which is how Lambda chooses. */
const tracesOf = (requests: number): number => {
  const perSecond = requests / secondsPerMonth;
  return secondsPerMonth * (Math.min(1, perSecond) + 0.05 * Math.max(0, perSecond - 1));
};

/** What the journey's digests do in a month. */
const digestsOf = ({ digests }: Pick<Journey, 'digests'>): { readonly runs: number; readonly mails: number } => {
  const runs = digests.map(({ cadence }) => (cadence === 'weekly' ? 52 / 12 : 1));
  const mails = digests.map(({ recipients }, index) => recipients.length * (runs[index] ?? 0));
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return { runs: sum(runs), mails: sum(mails) };
};

/** Each of our own metrics, for as many of a month's hours as it is measured in. A run's mails arrive in its own hour. */
const metricsOf = (journey: Journey, signals: number, runs: number): number => {
  const { byHour, byMail, bySignal } = metricCountsOf(journey);
  const share = (times: number) => Math.min(1, times / hoursPerMonth);
  return byHour + byMail * share(runs) + bySignal * share(signals);
};

/** How many things of each price a month takes, in the order of the bill. */
const usageOf = (journey: Journey, signals: number, choice: Choice): [price: Price, what: string, units: number][] => {
  const { retentionDays = Number.POSITIVE_INFINITY } = journey.organisation;
  const { logRetentionDays } = choice;
  const batch = choice.batch ?? Math.min(batchMax, 1 + (windowSeconds * signals) / secondsPerMonth);
  const batches = signals / batch;
  const texts = signals * choice.textShare;
  const gbKept =
    (signals * kilobytesKeptPerSignal * Math.min(monthsKept, (retentionDays + graceDays) / daysPerMonth)) /
    kilobytesPerGb;
  const { runs, mails } = digestsOf(journey);
  const clock = runs + sweeps + watches;
  const requests = signals + batches + clock + mails;
  const logged = (requests * kilobytesLoggedPerRun + signals * kilobytesLoggedPerWebhook) / kilobytesPerGb;
  const work =
    signals * gbSeconds.receive +
    batches * gbSeconds.score(batch) +
    runs * gbSeconds.digest +
    sweeps * gbSeconds.sweep +
    watches * gbSeconds.watch +
    mails * gbSeconds.settle;
  return [
    [prices.comprehend, 'sentiment of texts', texts * unitsOf(choice.textCharacters)],
    [prices.tableWrite, 'writes: signals, counts', signals * writeUnitsPerSignal(batch)],
    [
      prices.tableRead,
      'reads: customers, digests, hourly watch',
      signals * readUnitsPerSignal +
        runs * readUnitsPerDigest +
        sweeps +
        watches * journey.sources.length * readUnitsPerWatch,
    ],
    [prices.tableStorage, `table, in the ${monthsKept}th month`, gbKept],
    [prices.tableBackup, 'point-in-time recovery of it', gbKept],
    [prices.keyRequest, "the table's key", Math.min(keyReadsMax, requests)],
    [prices.httpRequest, 'webhooks', signals],
    [prices.queueRequest, 'signals queued and taken', signals * (1 + 2 / Math.min(batch, messagesPerRequestMax))],
    [prices.queueRequest, 'looking at the empty queue', emptyLooks],
    [prices.lambdaRequest, 'functions run', requests],
    [prices.lambdaTime, 'functions at work', work],
    [prices.secret, 'one for all sources', 1],
    [
      prices.secretRequest,
      'reading it',
      Math.min(secretReadsMax, signals) + Math.min(secretReadsMax, batches) + runs + sweeps,
    ],
    [prices.alarm, 'alarms', choice.isWatched ? alarmCountOf(journey, choice.hasPage) : 0],
    [prices.dashboard, 'dashboard', choice.isWatched ? 1 : 0],
    [prices.metric, 'metrics of our own', metricsOf(journey, signals, runs)],
    [prices.logWritten, 'logs written', logged],
    [prices.logKept, `logs kept ${logRetentionDays} days`, (logged * keptLogShare * logRetentionDays) / daysPerMonth],
    [prices.trace, 'traces', tracesOf(signals) + tracesOf(batches) + clock],
    [prices.schedule, 'digests, sweeps, hourly watch', clock],
    [prices.mail, 'digests sent', mails],
  ];
};

/**
 * What AWS takes for a month of this journey's deployment.
 *
 * Signals are taken to come one by one and evenly over the month, each in a webhook of its own: the dearest way, since
 * those that come together share requests, batches and rows. What is measured and what assumed is in docs/cost.md.
 *
 * @param signals a month
 * @example billOf(journey, 0).dollars // what it costs while nothing happens
 */
export const billOf = (journey: Journey, signals: number, choice: Choice = usualChoice): Bill => {
  // Two lines may be of one price, whose free units and tiers they share.
  const used = new Map<Price, number>();
  const lines = usageOf(journey, signals, choice).map(([price, what, units]): Line => {
    const before = used.get(price) ?? 0;
    used.set(price, before + units);
    return {
      service: price.service,
      what,
      units,
      unit: price.unit,
      price: price.tiers[0].dollars,
      per: price.per,
      dollars: dollarsOf(price, units, { before, free: choice.freeTier ? price.free : 0 }),
    };
  });
  return { signals, dollars: lines.reduce((sum, { dollars }) => sum + dollars, 0), lines };
};
