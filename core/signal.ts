import { hash } from 'node:crypto';
import * as z from 'zod/mini';

/**
 * Signals: facts between a customer and the organisation.
 *
 * `zod/mini`, because receive loads this file on every cold start: 14 KB against 88.
 */

export const kinds = ['perceptive', 'operational', 'outcome'] as const;
export const media = ['web', 'app', 'store', 'phone', 'chat', 'email', 'sms', 'social', 'review'] as const;
const outcomeEvents = ['purchase', 'renewal', 'refund', 'churn'] as const;

export const Medium = z.enum(media);
export type Medium = z.infer<typeof Medium>;

/** The scales that count as a score, each with its own integer range. */
export const scoreRanges = { nps: [0, 10], csat: [1, 5], ces: [1, 7], rating: [1, 5] } as const;
export type ScoreName = keyof typeof scoreRanges;
export const scoreNames = Object.keys(scoreRanges) as readonly ScoreName[];

const score = (name: ScoreName) => z.optional(z.int().check(z.gte(scoreRanges[name][0]), z.lte(scoreRanges[name][1])));

export const Scores = z.strictObject({
  nps: score('nps'),
  csat: score('csat'),
  ces: score('ces'),
  rating: score('rating'),
});
export type Scores = z.infer<typeof Scores>;

/** Money is integer minor units and a currency: 12,50 € is `{ amountMinor: 1250, currency: 'EUR' }`. */
const Outcome = z.strictObject({
  event: z.enum(outcomeEvents),
  amountMinor: z.optional(z.int()),
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
});

export const Customer = z.strictObject({
  id: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
  email: z.optional(z.string().check(z.minLength(3), z.maxLength(320))),
  /** With its country code, written as the tool does; score brings it to E.164. */
  phone: z.optional(z.string().check(z.minLength(3), z.maxLength(64))),
});
export type Customer = z.infer<typeof Customer>;

/** One instant, always UTC with milliseconds, so that text order is time order. */
const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
export const Instant = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
    z.refine(isInstant, 'must be a day and an hour that exist'),
  );

/** Squares of measures are summed to the last digit: beyond this the next larger unit says the same. */
export const measureMax = 1_000_000;
const measure = z.number().check(z.gte(-measureMax), z.lte(measureMax));

const attribute = z.union([z.string().check(z.maxLength(1_000)), z.number(), z.boolean()]);

/**
 * One signal as an adapter hands it on and the queue carries it.
 *
 * - `object` names the thing at the vendor (account and object id); `part` names one independently revisable fact of it
 *   (`csat`, `status:solved`). Nothing that can change is in either, because together they are the key.
 * - `revision` is `[order, content hash]`, compared as text; see {@link revisionOf}.
 * - `touchpoint` is the vendor's word for the place, if it has one; score decides which touchpoint it really is.
 * - `measures` carry their unit in the name: `{ waitSeconds: 41 }`.
 */
export const Signal = z.readonly(
  z.strictObject({
    source: z.string().check(z.minLength(1)),
    object: z.string().check(z.minLength(1), z.maxLength(1_024)),
    part: z.string().check(z.minLength(1), z.maxLength(256)),
    revision: z.readonly(z.tuple([z.string(), z.string()])),
    kind: z.enum(kinds),
    medium: z.optional(Medium),
    occurredAt: Instant,
    customer: Customer,
    text: z.optional(z.string()),
    /** What the text is written in, when it is not plain: score takes the markup out. */
    markup: z.optional(z.enum(['html'])),
    language: z.optional(z.string().check(z.minLength(2), z.maxLength(35))),
    solicited: z.optional(z.boolean()),
    scores: Scores,
    measures: z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,63}$/)), measure),
    outcome: z.optional(Outcome),
    touchpoint: z.optional(z.string().check(z.maxLength(256))),
    attributes: z.record(z.string().check(z.maxLength(128)), attribute),
  }),
);
export type Signal = z.infer<typeof Signal>;

/** The feeling of one text, in the four shares Comprehend reports (they add up to 1). */
export interface Sentiment {
  readonly label: 'positive' | 'negative' | 'neutral' | 'mixed';
  readonly scores: {
    readonly positive: number;
    readonly negative: number;
    readonly neutral: number;
    readonly mixed: number;
  };
}

/** Why a text has no sentiment. `pending` is scored later; the others stay. Never a silent "neutral". */
export type Unscored = 'pending' | 'language' | 'rejected';

/** A signal after score: placed on the map, its text masked and read. This is what the table stores and counts. */
export interface ScoredSignal extends Omit<Signal, 'touchpoint' | 'medium' | 'customer' | 'markup'> {
  /** Who it was, strongest alias first, as keyed hashes: nobody can read an address out of the table. */
  readonly aliases: readonly string[];
  /** The version of the journey map it was placed and counted by. */
  readonly map: string;
  /** The version of the code that read its text. */
  readonly scorer: string;
  readonly touchpoint: string;
  /** The tool's own word for the place, by which another map may place it elsewhere. */
  readonly placeWord?: string;
  /** When it may be forgotten, in seconds since 1970; absent when the organisation keeps everything. */
  readonly ttl?: number;
  readonly medium: Medium;
  /** The organisation's calendar day, `yyyy-mm-dd`. */
  readonly day: string;
  readonly sentiment?: Sentiment;
  readonly unscored?: Unscored;
  readonly themes: readonly string[];
  /** Per measure the touchpoint made a promise about, whether this signal shows it kept. */
  readonly commitments: Readonly<Record<string, 'kept' | 'missed'>>;
  /** One value per segment dimension of the journey, `other` when no rule matches. */
  readonly segments: Readonly<Record<string, string>>;
  /** The webhook that brought it, by the id that every log on its way has; an import has none. */
  readonly requestId?: string;
}

/** A scored signal without the vendor's object id: its key has the hash, and nothing needs more. */
export type StoredSignal = Omit<ScoredSignal, 'object'>;

/**
 * The revision of a fact whose vendor gives an order: a later order corrects an earlier one, and the content hash
 * breaks ties between two contents under one order in the same way everywhere.
 *
 * @param order text that sorts as the vendor's time does: an {@link Instant}, or a zero-padded sequence number
 * @param content what the fact says, without delivery details
 */
export const revisionOf = (order: string, content: unknown): Signal['revision'] => [
  order,
  hash('sha256', JSON.stringify(content)).slice(0, 16),
];

/** The revision of a fact whose vendor has no order. All are equal, so the first one stored stays. */
export const unordered: Signal['revision'] = ['', ''];

/** @returns below 0, 0 or above 0, as `Array.sort` wants it */
export const compareRevisions = (a: Signal['revision'], b: Signal['revision']): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
