/** The namespace of the pipeline's own metrics in CloudWatch. */
export const gaugeNamespace = 'ListeningPath';

/**
 * What the functions measure of themselves, by its metric's name: the alarms (lib/alarms.ts) watch exactly these, with
 * the dimension `service`, which is the stack's name, so that two stacks in one account tell their own.
 *
 * A share is measured as one 0 or 1 each: the average is the share, and the sample count says of how many.
 */
export const gauges = {
  /** 1 for a webhook whose proof did not hold, 0 for any other; per `source`. */
  Unauthorized: 'Count',
  /** 1 for a text whose sentiment nobody could score, 0 for one that was. */
  Unscored: 'Count',
  /** 1 for a text that waits because Comprehend did not answer in time, 0 for any other. */
  Pending: 'Count',
  /** How many messages of a batch go back to the queue because something did not answer; they come again in minutes. */
  HandedBack: 'Count',
  /** US dollars that storing a batch cost, by the price list of core/cost: Comprehend and the table. */
  EstimatedCost: 'None',
  /** 1 for a mail that came back or drew a complaint, 0 for one that was delivered. */
  Bounced: 'Count',
  /** How many digests were due and have not left, looked at every hour. */
  DigestsOverdue: 'Count',
  /** How many sources say nothing for longer than is usual for them, looked at every hour. */
  SilentSources: 'Count',
} as const;

export type Gauge = keyof typeof gauges;
