/** The namespace of the pipeline's own metrics in CloudWatch. */
export const gaugeNamespace = 'ListeningPath';

/** What makes a function measure. */
export type Occasion = 'webhook of a source' | 'signal' | 'mail' | 'hour';

/**
 * What the functions measure of themselves, by its metric's name, with its unit: the alarms (lib/alarms.ts) watch exactly
 * these, with the dimension `service`, which is the stack's name, so that two stacks in one account tell their own.
 *
 * A share is measured as one 0 or 1 each: the average is the share, and the sample count says of how many.
 */
export const gauges = {
  /** 1 for a webhook whose proof did not hold, 0 for any other; per `source`. */
  Unauthorized: { unit: 'Count', at: 'webhook of a source' },
  /** 1 for a text that Comprehend rejected, 0 for one it read; of another language, or not answered yet, it is neither. */
  Unscored: { unit: 'Count', at: 'signal' },
  /** 1 for a text that waits because Comprehend did not answer in time, 0 for one it read or rejected. */
  Pending: { unit: 'Count', at: 'signal' },
  /** How many messages of a batch go back to the queue because something did not answer; they come again in minutes. */
  HandedBack: { unit: 'Count', at: 'signal' },
  /** US dollars that storing a batch cost, by the price list of core/cost: what Comprehend read, and the table. */
  EstimatedCost: { unit: 'None', at: 'signal' },
  /** 1 for a mail that came back or drew a complaint, 0 for one that was delivered. */
  Bounced: { unit: 'Count', at: 'mail' },
  /** How many digests were due and have not left, looked at every hour. */
  DigestsOverdue: { unit: 'Count', at: 'hour' },
  /** How many sources say nothing for longer than is usual for them, looked at every hour. */
  SilentSources: { unit: 'Count', at: 'hour' },
} as const satisfies Readonly<Record<string, { readonly unit: 'Count' | 'None'; readonly at: Occasion }>>;

export type Gauge = keyof typeof gauges;

/** Values of some of them. */
export type Measured = Readonly<Partial<Record<Gauge, readonly number[]>>>;
