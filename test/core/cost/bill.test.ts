import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Bill, billOf, usualChoice } from '../../../core/cost/bill.ts';
import { leversOf } from '../../../core/cost/levers.ts';
import { Journey } from '../../../core/journey/schema.ts';

const sample = Journey.parse(parse(readFileSync(new URL('../../../journey.yaml', import.meta.url), 'utf8')));

/** Its lines in dollars, to a hundredth of a cent. */
const dollarsBy = ({ lines }: Bill): Record<string, number> =>
  Object.fromEntries(lines.map(({ service, what, dollars }) => [`${service}: ${what}`, Number(dollars.toFixed(4))]));

describe('a bill', () => {
  it('of a million signals is what a calculation by hand says, line by line', () => {
    // A month has 730 hours, so 2,628,000 s. 0.3805 signals/s and a window of 2 s make batches of 1.76104: 567,848 of them.
    expect(dollarsBy(billOf(sample, 1_000_000))).toEqual({
      // 350,000 texts of 3 units at $0.0001.
      'Comprehend: sentiment of texts': 105,
      // 17 − 2.5 × log10(1.76104) = 16.38558 units a signal at $0.625 per million.
      'DynamoDB: writes: signals, counts': 10.241,
      // 1.1 million, and by the clock 8 ⅔ digests × 5,000 + 2,920 sweeps + 730 watches × 14 sources × 10.
      'DynamoDB: reads: customers, digests, hourly watch': 0.1561,
      // 2.4 KB × 12 months: 28.8 GB at $0.25 and $0.20.
      'DynamoDB: table, in the 12th month': 7.2,
      'DynamoDB: point-in-time recovery of it': 5.76,
      // Every five minutes: 8,760 at $0.03 per 10,000.
      "KMS: the table's key": 0.0263,
      'API Gateway: webhooks': 1,
      // One to send, and 2 ÷ 1.76104 to take and delete: 2,135,696 at $0.40 per million.
      'SQS: signals queued and taken': 0.8543,
      // Five pollers, three looks a minute: 657,000.
      'SQS: looking at the empty queue': 0.2628,
      // 1,000,000 + 567,848 + 3,658.7 by the clock + 8.7 for mails, at $0.20 per million.
      'Lambda: functions run': 0.3143,
      // 10,000 + 567,848 × 0.5 × (0.15 + 0.0055 × 1.76104) + 86.7 + 292 + 182.5 + 0.4 = 55,900.2 GB s at $13.3334.
      'Lambda: functions at work': 0.7453,
      'Secrets Manager: one for all sources': 0.4,
      // Twice every half minute, 175,200, + 2,928.7 by the clock, at $0.05 per 10,000.
      'Secrets Manager: reading it': 0.8906,
      // 17 + 3 × 8 functions + 14 webhooks.
      'CloudWatch: alarms': 5.5,
      'CloudWatch: dashboard': 3,
      // 2 by the hour, 4 by signals, 14 by source; and one for mails, in 8 ⅔ of 730 hours: 20.01187 at $0.30.
      'CloudWatch: metrics of our own': 6.0036,
      // 1,571,515.2 runs × 1.5 KB + 1,000,000 × 0.3 KB = 2.65727 GB at $0.50.
      'CloudWatch: logs written': 1.3286,
      // 15 % of it for 30 of 30.4167 days: 0.39313 GB at $0.03.
      'CloudWatch: logs kept 30 days': 0.0118,
      // Fewer than one a second of each: all 1,567,848, and 3,658.7 by the clock, at $5 per million.
      'X-Ray: traces': 7.8575,
      'Scheduler: digests, sweeps, hourly watch': 0.0037,
      // 8 ⅔ at $0.16 per thousand.
      'SES: digests sent': 0.0014,
    });
  });

  it('of no signal is what watches over the deployment, its secret, and looking at the empty queue', () => {
    const idle = billOf(sample, 0);
    const dear = idle.lines.filter(({ dollars }) => dollars >= 0.02).map(({ what }) => what);
    expect(dear).toEqual([
      'looking at the empty queue',
      'one for all sources',
      'alarms',
      'dashboard',
      'metrics of our own',
    ]);
    expect(idle.dollars).toBeCloseTo(9.84, 2);
    expect(billOf(sample, 0, { ...usualChoice, isWatched: false }).dollars).toBeCloseTo(1.34, 2);
  });

  it('takes what is free off once, although two lines share it', () => {
    const { lines } = billOf(sample, 1_000_000, { ...usualChoice, freeTier: true });
    const queue = lines.filter(({ service }) => service === 'SQS').map(({ dollars }) => dollars);
    // Of 2,135,696 and 657,000 requests the first million is free: 1,135,696 and all of the rest are not.
    expect(queue.map((dollars) => dollars.toFixed(4))).toEqual(['0.4543', '0.2628']);
  });

  it('traces one a second and one in 20 of the others', () => {
    const traces = billOf(sample, 26_280_000).lines.find(({ service }) => service === 'X-Ray')?.units;
    // 10 a second: 1 + 9 ÷ 20. Batches of 21, 0.476 a second: all of them.
    expect(traces).toBeCloseTo(2_628_000 * (1.45 + 10 / 21) + 3_658.67, 0);
  });

  it('keeps in the table what retention leaves there', () => {
    const kept = (retentionDays: number) =>
      billOf({ ...sample, organisation: { ...sample.organisation, retentionDays } }, 1_000_000).lines.find(
        ({ unit }) => unit === 'GB',
      )?.units;
    // 180 days and 30 of grace are 6.904 months of 2.4 GB.
    expect(kept(180)).toBeCloseTo(16.57, 2);
    expect(kept(3_000)).toBeCloseTo(28.8, 9);
  });

  it('is the sum of its lines, never falls with more signals, and never rises by what is free', () => {
    const months = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(months, months, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, textShare) => {
        const choice = { ...usualChoice, textShare };
        const [few, many] = [Math.min(one, other), Math.max(one, other)].map((signals) =>
          billOf(sample, signals, choice),
        );
        const sum = (bill?: Bill) => (bill?.lines ?? []).reduce((total, { dollars }) => total + dollars, 0);
        expect(few?.dollars).toBe(sum(few));
        expect(many?.dollars).toBeGreaterThanOrEqual((few?.dollars ?? 0) - 1e-9);
        expect(billOf(sample, many?.signals ?? 0, { ...choice, freeTier: true }).dollars).toBeLessThanOrEqual(
          (many?.dollars ?? 0) + 1e-9,
        );
      }),
    );
  });
});

describe('levers', () => {
  it('say what each alone would save, most first', () => {
    const levers = leversOf(sample, 1_000_000, usualChoice);
    expect(levers.map(({ saves }) => saves.toFixed(2)).slice(0, 2)).toEqual(['105.00', '-70.00']);
    expect(levers.find(({ what }) => what === 'no alarmAddress: neither alarms nor dashboard')?.saves).toBeCloseTo(
      8.5,
      9,
    );
  });

  it('leave out what would change nothing', () => {
    expect(leversOf(sample, 0, usualChoice).map(({ what }) => what)).toEqual([
      'no alarmAddress: neither alarms nor dashboard',
      "AWS's free tier, where nothing else uses it up",
    ]);
  });

  it('know no cheaper texts than those of 300 characters', () => {
    const saved = (textCharacters: number) =>
      leversOf(sample, 1_000_000, { ...usualChoice, textCharacters }).find(({ what }) => what.startsWith('texts of'))
        ?.saves;
    expect(saved(300)).toBeCloseTo(-70, 6);
    // 350,000 texts of 6 units instead of 3.
    expect(saved(600)).toBeCloseTo(105, 6);
  });
});
