/** What identifies a metric in CloudWatch. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What was measured within one minute. */
interface Minute {
  readonly startMs: number;
  count: number;
  sum: number;
  max: number;
}

/** Of one stretch of time. */
export type Measured = Readonly<Pick<Minute, 'count' | 'sum' | 'max'>>;

/** A line in the embedded metric format, as far as the functions use it. */
interface Line {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [field: string]: unknown;
}

export const minuteMilliseconds = 60_000;
/** The longest an alarm looks back. */
const keptMilliseconds = 24 * 60 * minuteMilliseconds;

const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  [namespace, name, ...Object.entries(dimensions).flat().sort()].join('|');

/** CloudWatch on this machine: what functions print and services count, minute by minute, for a day. */
export class Metrics {
  readonly #minutes = new Map<string, Minute[]>();
  readonly #probes = new Map<string, () => number>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  /** Notes values that were measured now. */
  put(metric: MetricName, values: readonly number[], atMs = this.#nowMs()): void {
    const key = keyOf(metric);
    const minutes = this.#minutes.get(key) ?? [];
    this.#minutes.set(key, minutes);
    const startMs = Math.floor(atMs / minuteMilliseconds) * minuteMilliseconds;
    let minute = minutes.findLast((one) => one.startMs === startMs);
    if (minute === undefined) {
      minute = { startMs, count: 0, sum: 0, max: Number.NEGATIVE_INFINITY };
      minutes.push(minute);
      while ((minutes[0]?.startMs ?? startMs) < startMs - keptMilliseconds) minutes.shift();
    }
    for (const value of values) {
      minute.count++;
      minute.sum += value;
      minute.max = Math.max(minute.max, value);
    }
  }

  /** Notes what a line of a function's log measures: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
  takeLine(text: string): void {
    const line = JSON.parse(text) as Line;
    for (const { Namespace, Dimensions, Metrics: named } of line._aws.CloudWatchMetrics) {
      for (const names of Dimensions) {
        const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
        for (const { Name } of named) {
          this.put(
            { namespace: Namespace, name: Name, dimensions },
            [line[Name]].flat() as number[],
            line._aws.Timestamp,
          );
        }
      }
    }
  }

  /** Names a state that can be asked for at any time, such as how many messages a queue holds. */
  probe(metric: MetricName, read: () => number): void {
    this.#probes.set(keyOf(metric), read);
  }

  /** What was measured from one full minute until another; a probe is asked now. */
  between(metric: MetricName, startMs: number, endMs: number): Measured | undefined {
    const key = keyOf(metric);
    const probe = this.#probes.get(key);
    if (probe) {
      const value = probe();
      return { count: 1, sum: value, max: value };
    }
    const found = (this.#minutes.get(key) ?? []).filter((one) => one.startMs >= startMs && one.startMs < endMs);
    if (found.length === 0) return undefined;
    return {
      count: found.reduce((sum, { count }) => sum + count, 0),
      sum: found.reduce((total, { sum }) => total + sum, 0),
      max: Math.max(...found.map(({ max }) => max)),
    };
  }
}
