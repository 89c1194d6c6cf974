import * as z from 'zod';
import { media, scoreNames } from '../signal.ts';
import { Cell, Period, Reading, Sheet } from './schema.ts';

/**
 * What the page asks and is answered. Function, page and the document for engineers (docs/openapi.json) share these shapes.
 *
 * Sentences are made where the words are: those of the sheet in the page, from its figures; those of a touchpoint in the
 * function, by the digest's own code, in the language that is asked for.
 */

const count = z.int().nonnegative();
const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/, 'must be an id of the journey');
const medium = z.enum(media);

/** A week by any of its days, a month, or a quarter. */
const PeriodWord = z
  .string()
  .regex(
    /^\d{4}-(\d{2}-\d{2}|\d{2}|Q[1-4])$/,
    'must be a week by one of its days (2026-11-09), a month (2026-10) or a quarter (2026-Q3)',
  )
  .describe('A closed week by one of its days (2026-11-09), a month (2026-10) or a quarter (2026-Q3)');

/** What every view of the journey can be asked for. */
const View = z.strictObject({
  period: PeriodWord.exactOptional().describe('Without it, the last closed week'),
  compare: PeriodWord.exactOptional().describe('An earlier period of the same length; without it, the one before'),
  segment: z
    .string()
    .regex(/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/, 'must be DIMENSION:VALUE, such as plan:contract')
    .exactOptional()
    .describe('Customers of one segment alone, such as plan:contract'),
  medium: medium.exactOptional(),
  lang: z.enum(['en', 'es']).exactOptional().describe("The reader's language; without it, the organisation's"),
});

export const MapQuery = View;
export const TouchpointQuery = View;
export const VerbatimsQuery = View.extend({
  touchpoint: id,
  sentiment: z.enum(['positive', 'negative', 'neutral', 'mixed']).exactOptional(),
  theme: id.exactOptional(),
  cursor: z.string().max(1_000).exactOptional().describe('Where the page before ended'),
}).omit({ compare: true });
export const CustomerQuery = View.pick({ lang: true });
export type MapQuery = z.infer<typeof MapQuery>;
export type VerbatimsQuery = z.infer<typeof VerbatimsQuery>;
export type CustomerQuery = z.infer<typeof CustomerQuery>;

const Cadence = z.enum(['weekly', 'monthly', 'quarterly']);

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const MapAnswer = z
  .strictObject({
    sheet: Sheet,
    asked: z
      .strictObject({
        cadence: Cadence,
        period: PeriodWord,
        compare: PeriodWord,
        earlier: PeriodWord.describe('The period before'),
        later: PeriodWord.exactOptional().describe('The next one, when that has closed too'),
        latest: z.record(Cadence, PeriodWord).describe('The last closed period of each length'),
        comparable: z
          .array(z.strictObject({ word: PeriodWord, period: Period }))
          .readonly()
          .describe('Earlier periods of the same length, the nearest first'),
        segment: z.string().exactOptional(),
        medium: medium.exactOptional(),
      })
      .describe('What is shown, in the words an address asks for it'),
    segments: z
      .array(Named.extend({ values: z.array(Named).readonly() }))
      .readonly()
      .describe('What can be filtered by: segment=DIMENSION:VALUE'),
    media: z.array(medium).readonly().describe('Where any touchpoint of the journey is'),
    answersMin: count.describe('Under so many answers there is no score'),
    isNothingHeard: z.boolean().describe('No signal was ever stored'),
    newestDay: z.iso
      .date()
      .exactOptional()
      .describe('Where the period is silent: the day of the newest signal of all, by the days of UTC'),
    everybody: z.boolean().describe('Whether this reader may look at customers of all segments at once'),
    readsStories: z.boolean().describe("Whether this reader may open a customer's story"),
  })
  .describe('The customer listening path of one period, and how to ask for others');
export type MapAnswer = z.infer<typeof MapAnswer>;

const Statement = z
  .strictObject({
    tone: z.enum(['better', 'worse', 'mixed']).describe('mixed: it only seems to have changed'),
    title: z.string(),
    lines: z.array(z.string()).readonly().describe('What changed, how sure that is, why, whom it touched'),
    next: z.string().exactOptional().describe('The one thing to do about it'),
  })
  .describe('A finding in the words of the digest');
export type Statement = z.infer<typeof Statement>;

const Promised = z.strictObject({
  tone: z.enum(['better', 'worse', 'unsure']).describe('better: kept; worse: surely missed'),
  text: z.string(),
  evidence: z.string(),
});

export const TouchpointAnswer = z
  .strictObject({
    locale: z.enum(['en', 'es']),
    id: z.string(),
    name: z.string(),
    stageName: z.string(),
    kind: z.enum(['moment-of-truth', 'hygiene', 'delighter', 'learn']),
    owner: z.strictObject({ name: z.string(), email: z.string() }),
    period: Period,
    previous: Period,
    signals: z.strictObject({ later: count, earlier: count }),
    statements: z.array(Statement).readonly().describe('What the digest of the period says of it'),
    promises: z.array(Promised).readonly(),
    series: z
      .array(z.strictObject({ period: Period, signals: count, reading: Reading.exactOptional() }))
      .readonly()
      .describe(
        'Up to thirteen periods, the last the one that is shown, and of a part of the customers the two that are compared; without a reading where none may be shown',
      ),
    score: z
      .strictObject({
        metric: Cell.shape.score.unwrap().shape.metric,
        later: Reading,
        earlier: Reading.exactOptional(),
      })
      .exactOptional()
      .describe('What the series and its digest measure here; absent with too few answers'),
    distributions: z
      .array(
        z.strictObject({
          score: z.enum(scoreNames as ['nps', 'csat', 'ces', 'rating']),
          n: count,
          counts: z.array(z.strictObject({ value: z.int(), n: count })).readonly(),
        }),
      )
      .readonly()
      .describe('How often each answer was given, of scores with enough answers'),
    feelings: z
      .strictObject({ positive: count, neutral: count, mixed: count, negative: count })
      .exactOptional()
      .describe('Comments; absent with too few'),
    themes: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          comments: count,
          polarity: z.enum(['positive', 'negative', 'mixed']),
        }),
      )
      .readonly(),
    measures: z
      .array(z.strictObject({ name: z.string(), n: count, median: z.string().describe('With its unit, in words') }))
      .readonly()
      .describe('Waits and other measured amounts, of those with enough signals'),
    cells: z.array(Cell).readonly(),
    definition: z
      .strictObject({ line: z.int().positive(), text: z.string() })
      .exactOptional()
      .describe('Where journey.yaml defines it, and as what'),
  })
  .describe('All there is to know of one touchpoint in one period');
export type TouchpointAnswer = z.infer<typeof TouchpointAnswer>;

const Voice = z.strictObject({
  at: z.iso.datetime(),
  day: z.iso.date(),
  medium,
  text: z.string().describe('Masked: addresses and numbers are taken out before it is stored'),
  isClipped: z.literal(true).exactOptional(),
  language: z.string().exactOptional(),
  sentiment: z.enum(['positive', 'negative', 'neutral', 'mixed']).exactOptional(),
  themes: z.array(Named).readonly(),
  scores: z
    .array(z.strictObject({ name: z.enum(scoreNames as ['nps', 'csat', 'ces', 'rating']), value: z.int() }))
    .readonly(),
  customer: z.string().exactOptional().describe('Whose story to ask for; only for who may read it'),
});
export type Voice = z.infer<typeof Voice>;

export const VerbatimsAnswer = z
  .strictObject({
    verbatims: z.array(Voice).readonly(),
    cursor: z.string().exactOptional().describe('Asks for the next page; absent on the last one'),
    tooFew: z
      .literal(true)
      .exactOptional()
      .describe('So few answered that words would tell who they are: none are shown'),
    weeksOnly: z
      .literal(true)
      .exactOptional()
      .describe('Over a longer time words could tell who wrote them in a quiet week: ask for a week'),
  })
  .describe("Customers' own words, the newest day first. A page may be empty although another follows");
export type VerbatimsAnswer = z.infer<typeof VerbatimsAnswer>;

export const CustomerAnswer = z
  .strictObject({
    locale: z.enum(['en', 'es']),
    customer: z.string().describe('As much of the id as people read out to each other'),
    linked: z.array(z.string()).readonly().describe('Other ids of the same person'),
    life: z
      .strictObject({
        firstDay: z.iso.date(),
        lastDay: z.iso.date(),
        silentDays: z.int(),
        days: count,
        signals: count,
        purchases: count,
        money: z.array(z.string()).readonly().describe('Spent, in words, by currency'),
        failures: z.number(),
        opened: z.number(),
        closed: z.number(),
      })
      .exactOptional(),
    steps: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          time: z.string(),
          stage: z.string(),
          touchpoint: z.string(),
          touchpointId: z.string(),
          medium: z.string(),
          source: z.string(),
          said: z.array(z.string()).readonly(),
          text: z.string().exactOptional(),
          gapDays: count.exactOptional(),
          attempt: z.strictObject({ nth: count, days: count }).exactOptional(),
        }),
      )
      .readonly()
      .describe('The first one first'),
    elsewhere: count.exactOptional().describe('Steps outside of what this reader answers for'),
  })
  .describe("One customer's story over all tools");
export type CustomerAnswer = z.infer<typeof CustomerAnswer>;

/** RFC 9457, as application/problem+json. */
export const Problem = z.strictObject({
  title: z.enum(['bad-request', 'forbidden', 'not-found', 'busy']),
  status: z.int(),
  detail: z.string().describe('What is wrong and how to mend it'),
});
export type Problem = z.infer<typeof Problem>;
