import { metrics } from '../metrics/registry.ts';
import { type Scores, type StoredSignal, scoreNames } from '../signal.ts';
import { logBin } from '../stats/log-bins.ts';
import { type Cell, cellName, conflictName, customerMonthName, everyone, heartbeatName, otherSegment } from './keys.ts';
import type { Person } from './people.ts';
import { mergeAll, type Tally } from './tally.ts';

/** What one signal added, row by row: rollup cells, its source's heartbeat and its customer's month. It is stored with the signal, and a correction subtracts exactly this. */
export type Contribution = Readonly<Record<string, Tally>>;

/** Asking one customer in more than a million is no survey, and the square of such a weight no safe integer. */
const oneInMax = 1_000_000;

/** Only what a customer says counts as a score, here as in the metrics. */
const answersOf = ({ kind, scores }: StoredSignal): Scores => (kind === 'perceptive' ? scores : {});

/** Dissatisfied by whichever score was given: NPS 0–6, CSAT and stars 1–2, CES 1–3. */
const isDetractor = (signal: StoredSignal): boolean => {
  const { nps = 10, csat = 5, rating = 5, ces = 7 } = answersOf(signal);
  return nps <= 6 || csat <= 2 || rating <= 2 || ces <= 3;
};

const volume = (signal: StoredSignal): Tally => {
  const answered = signal.text !== undefined || scoreNames.some((name) => signal.scores[name] !== undefined);
  return {
    n: 1,
    [`kind.${signal.kind}`]: 1,
    ...(signal.solicited && { solicited: 1 }),
    ...(signal.solicited && signal.kind === 'perceptive' && answered && { answered: 1 }),
    ...(signal.unscored && { [`unscored.${signal.unscored}`]: 1 }),
  };
};

/**
 * Sums for surveys that asked one customer in `oneIn`: each answer then stands for that many. Kept as whole numbers
 * (the inverse of the inclusion probability), so that they add up exactly.
 */
const weighted = (signal: StoredSignal): Tally => {
  const { oneIn } = signal.attributes;
  const { nps } = answersOf(signal);
  if (nps === undefined || typeof oneIn !== 'number') return {};
  if (!Number.isInteger(oneIn) || oneIn < 1 || oneIn > oneInMax) return {};
  return {
    'weighted.n': oneIn,
    'weighted.squares': oneIn ** 2,
    ...(nps >= 9 && { 'weighted.promoters': oneIn }),
    ...(nps <= 6 && { 'weighted.detractors': oneIn }),
  };
};

/** Count, Σ and Σ² in thousandths and a log-bin per measure, and whether the touchpoint's promise was kept. */
const measures = (signal: StoredSignal): Tally => {
  const fields: Record<string, number> = {};
  for (const [name, value] of Object.entries(signal.measures)) {
    fields[`measure.${name}.n`] = 1;
    fields[`measure.${name}.sum`] = Math.round(value * 1_000);
    fields[`measure.${name}.squares`] = Math.round(value * value * 1_000);
    fields[`measure.${name}.bin.${logBin(value)}`] = 1;
  }
  for (const [name, result] of Object.entries(signal.commitments)) fields[`commitment.${name}.${result}`] = 1;
  return fields;
};

const outcomes = ({ outcome }: StoredSignal): Tally => {
  if (outcome === undefined) return {};
  const field = `outcome.${outcome.event}`;
  const { amountMinor, currency } = outcome;
  return {
    [`${field}.n`]: 1,
    ...(amountMinor !== undefined && currency !== undefined && { [`${field}.minor.${currency}`]: amountMinor }),
  };
};

const themes = (signal: StoredSignal): Tally => {
  const fields: Record<string, number> = {};
  const polarity = signal.sentiment?.label ?? 'unscored';
  const group = isDetractor(signal) ? 'detractor' : 'other';
  for (const theme of signal.themes) {
    fields[`theme.${theme}.${polarity}.${group}`] = 1;
    if (signal.measures.waitSeconds !== undefined) {
      fields[`theme.${theme}.wait.${logBin(signal.measures.waitSeconds)}`] = 1;
    }
  }
  return fields;
};

/** The fields one signal adds to each of its cells: all metrics of the registry, then what is no metric of its own. */
const tallyOf = (signal: StoredSignal): Tally =>
  mergeAll([
    volume(signal),
    ...Object.values(metrics).map((metric) => metric.count(signal)),
    weighted(signal),
    measures(signal),
    outcomes(signal),
    themes(signal),
  ]);

/**
 * A row for everyone and one per segment dimension, never crossed, so that rows stay countable. `other` has no row: it is
 * everyone less the named values, exactly, and most sources know no segment at all.
 */
const cellsOf = ({ day, touchpoint, medium, segments }: StoredSignal): Cell[] => {
  const named = Object.entries(segments).filter(([, value]) => value !== otherSegment);
  const rows = [everyone, ...named.map(([dimension, value]) => `${dimension}=${value}`)];
  return rows.map((segment) => ({ day, touchpoint, medium, segment }));
};

/** A sign of life of its source, and whether there is still something to read: what an operator asks first. */
const heartbeat = ({ occurredAt, unscored }: StoredSignal): Tally => ({
  n: 1,
  [`hour.${occurredAt.slice(11, 13)}`]: 1,
  ...(unscored && { [`unscored.${unscored}`]: 1 }),
});

/** One day in the life of a customer. Everything adds up, so that first, last, how often and how much are derived on read. */
const lifeDay = (signal: StoredSignal): Tally => {
  const fields: Record<string, number> = { n: 1, [`kind.${signal.kind}`]: 1 };
  for (const [name, score] of Object.entries<number | undefined>(answersOf(signal))) {
    if (score === undefined) continue;
    fields[`${name}.n`] = 1;
    fields[`${name}.sum`] = score;
  }
  if (signal.sentiment) fields[`sentiment.${signal.sentiment.label}`] = 1;
  for (const [name, value] of Object.entries(signal.measures)) {
    fields[`measure.${name}.n`] = 1;
    fields[`measure.${name}.sum`] = Math.round(value * 1_000);
  }
  for (const result of Object.values(signal.commitments)) {
    fields[`commitment.${result}`] = (fields[`commitment.${result}`] ?? 0) + 1;
  }
  return mergeAll([fields, outcomes(signal)]);
};

/**
 * What this signal adds to the rows of people.
 *
 * @param person whose it is; of nobody's signal nothing is added
 */
export const personRows = (
  signal: StoredSignal,
  { customer, rivals }: Pick<Person, 'customer' | 'rivals'>,
): Contribution => {
  if (customer === undefined) return {};
  const dayOfMonth = signal.day.slice(8);
  const month: Record<string, number> = {};
  const life = lifeDay(signal);
  for (const field in life) month[`${dayOfMonth}.${field}`] = life[field] ?? 0;
  return {
    [customerMonthName(customer, signal.day)]: month,
    ...Object.fromEntries(rivals.map((rival) => [conflictName(customer, rival), { n: 1 }])),
  };
};

/**
 * What this signal adds to the rollups. Pure: the same scored signal always contributes the same, which is what lets a
 * correction, a rescore and an erasure be one mechanism.
 */
export const contributionOf = (signal: StoredSignal): Contribution => {
  const tally = tallyOf(signal);
  return {
    ...Object.fromEntries(cellsOf(signal).map((cell) => [cellName(cell), tally])),
    [heartbeatName(signal)]: heartbeat(signal),
  };
};
