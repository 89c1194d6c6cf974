import * as z from 'zod';
import { type MetricName, metrics } from '../metrics/registry.ts';
import { media } from '../signal.ts';

/**
 * The shape of the sheet, for whoever reads it as JSON. Figures are exact; how they are printed is the digest's business
 * (core/digest/figures.ts), so that page and mail round alike.
 */

const count = z.int().nonnegative();
const metric = z.enum(Object.keys(metrics) as [MetricName, ...MetricName[]]);
const medium = z.enum(media);
const direction = z.enum(['better', 'worse']);
const Interval = z.strictObject({ low: z.number(), high: z.number() });
export const Period = z.strictObject({ start: z.iso.date(), end: z.iso.date() });

export const Reading = z
  .strictObject({ n: count, value: z.number(), interval: Interval })
  .describe("What was measured, in the metric's unit, with its 95 % range");

const AnswerMix = z.strictObject({
  dimensionName: z.string(),
  groupName: z.string(),
  earlierShare: z.number(),
  laterShare: z.number(),
});

const Headline = z.strictObject({
  metric,
  later: Reading,
  earlier: Reading.exactOptional(),
  lacking: z.enum(['earlier', 'later', 'days']).exactOptional(),
  change: z
    .strictObject({
      difference: z.number(),
      interval: Interval,
      verdict: z.enum(['better', 'worse', 'same', 'unsure', 'mix']),
      mix: AnswerMix.exactOptional(),
      answersNeeded: count.exactOptional(),
      floor: z.number(),
    })
    .exactOptional(),
});

export const Cell = z
  .strictObject({
    medium,
    signals: count,
    answers: count.describe('To the question most answers are on'),
    score: z.strictObject({ metric, reading: Reading }).exactOptional(),
    withheld: z
      .literal(true)
      .exactOptional()
      .describe('Enough answers, and no score all the same: with it, that of a smaller cell could be worked out'),
    mark: direction.exactOptional().describe('Its touchpoint changed beyond noise, and not only in other media'),
  })
  .describe('One touchpoint in one medium; without a score where too few answered');

const Touchpoint = z.strictObject({
  id: z.string(),
  name: z.string(),
  isMomentOfTruth: z.boolean(),
  mark: direction.exactOptional().describe('What the digest of the same period finds here'),
  isPromiseMissed: z.literal(true).exactOptional().describe('Surely, by what the digest of the same period says'),
  felt: Reading.exactOptional().describe('Net sentiment; absent where too few wrote'),
  cells: z.array(Cell).readonly(),
});

const ListeningPost = z.strictObject({
  id: z.string(),
  medium,
  state: z.enum(['heard', 'silent', 'unheard']).describe('unheard: no signal up to the end of the period'),
});

const Theme = z.strictObject({
  name: z.string(),
  comments: count,
  polarity: z.enum(['positive', 'negative', 'mixed']).describe('mixed: neither side is surely the larger one'),
});

const Stage = z.strictObject({
  id: z.string(),
  name: z.string(),
  goal: z.string().exactOptional().describe('What the customer wants here'),
  touchpoints: z.array(Touchpoint).readonly(),
  sources: z.array(ListeningPost).readonly().describe('Whose signals land here by the journey’s own rules'),
  named: z
    .literal(true)
    .exactOptional()
    .describe('No source lands here by itself, and signals that name their touchpoint themselves are heard'),
  themes: z.array(Theme).readonly().describe('What most comments name, the most named first'),
});

const Outcomes = z.strictObject({ gained: count, lost: count });

export const Sheet = z
  .strictObject({
    organisation: z.string(),
    locale: z.enum(['en', 'es']),
    timeZone: z.string(),
    period: Period,
    previous: Period,
    filter: z
      .strictObject({
        segment: z.string().exactOptional().describe('As rows name it: DIMENSION=VALUE'),
        medium: medium.exactOptional(),
      })
      .exactOptional()
      .describe('Whom alone it is of; absent when it is of everyone'),
    isMailed: z
      .literal(true)
      .exactOptional()
      .describe('Readers of some digest got just this; of anything else a change may be withheld'),
    listeningSince: z.iso
      .date()
      .exactOptional()
      .describe('The day of the first signal, where that is within the period: it lacks the days before'),
    signals: z.strictObject({ later: count, earlier: count }),
    headlines: z.array(Headline).readonly(),
    tested: count.describe('Comparisons of touchpoints that had enough answers to be made'),
    outcomes: z
      .strictObject({ later: Outcomes, earlier: Outcomes })
      .exactOptional()
      .describe('Purchases and cancellations, where outcomes are signalled'),
    stages: z.array(Stage).readonly(),
  })
  .describe('The customer listening path of one period');
export type Sheet = z.infer<typeof Sheet>;
export type Stage = z.infer<typeof Stage>;
export type Touchpoint = z.infer<typeof Touchpoint>;
export type Cell = z.infer<typeof Cell>;
