import type { ScoredSignal } from '../../../core/signal.ts';

/**
 * What a signal should add, counted a second time from the design's own words. Imports nothing of core/ but a type, so
 * that a slip there cannot hide here.
 */
export const recount = (signal: ScoredSignal): Record<string, Record<string, number>> => {
  const row = new Map<string, number>();
  const bump = (field: string, by = 1) => row.set(field, (row.get(field) ?? 0) + by);

  bump('n');
  bump(`kind.${signal.kind}`);
  if (signal.solicited === true) bump('solicited');
  if (signal.unscored) bump(`unscored.${signal.unscored}`);
  if (signal.kind === 'perceptive') countAnswers(signal, bump);
  countSideEffects(signal, bump);
  countThemes(signal, bump);

  const fields = Object.fromEntries([...row].filter(([, count]) => count !== 0));
  const place = `${signal.day}#${signal.touchpoint}#${signal.medium}`;
  const rows: Record<string, Record<string, number>> = { [`${place}#all`]: fields };
  for (const dimension of Object.keys(signal.segments)) {
    rows[`${place}#${dimension}=${signal.segments[dimension]}`] = fields;
  }
  const beat: Record<string, number> = { n: 1, [`hour.${signal.occurredAt.slice(11, 13)}`]: 1 };
  if (signal.unscored) beat[`unscored.${signal.unscored}`] = 1;
  rows[`H#${signal.source}#${signal.occurredAt.slice(0, 10)}`] = beat;
  return rows;
};

type Bump = (field: string, by?: number) => void;

/** What a customer said: the histograms, the feeling, and the weight of a sampled survey. */
const countAnswers = ({ scores, sentiment, solicited, text, attributes }: ScoredSignal, bump: Bump) => {
  const given = Object.entries(scores).filter(([, level]) => level !== undefined);
  for (const [name, level] of given) bump(`${name}.${level}`);
  if (solicited && (given.length > 0 || text !== undefined)) bump('answered');
  if (sentiment) {
    const value = Math.round(1_000 * (sentiment.scores.positive - sentiment.scores.negative));
    const band = [-800, -600, -400, -200, 0, 200, 400, 600, 800].filter((limit) => limit <= value).length;
    bump(`sentiment.${sentiment.label}.${band}`);
    bump('sentiment.sum', value);
    bump('sentiment.squares', value * value);
    if (value >= 600 || value <= -600) bump('sentiment.extreme');
  }
  const weight = attributes.oneIn;
  const isWeight = typeof weight === 'number' && Number.isInteger(weight) && weight >= 1 && weight <= 1_000_000;
  if (isWeight && scores.nps !== undefined) {
    bump('weighted.n', weight);
    bump('weighted.squares', weight * weight);
    if (scores.nps > 8) bump('weighted.promoters', weight);
    if (scores.nps < 7) bump('weighted.detractors', weight);
  }
};

const countSideEffects = ({ measures, commitments, outcome }: ScoredSignal, bump: Bump) => {
  for (const name of Object.keys(measures)) {
    const value = measures[name] ?? 0;
    bump(`measure.${name}.n`);
    bump(`measure.${name}.sum`, Math.round(1_000 * value));
    bump(`measure.${name}.squares`, Math.round(1_000 * value ** 2));
    bump(`measure.${name}.bin.${binOf(value)}`);
  }
  for (const name of Object.keys(commitments)) bump(`commitment.${name}.${commitments[name]}`);
  if (outcome) {
    bump(`outcome.${outcome.event}.n`);
    if (outcome.amountMinor !== undefined && outcome.currency) {
      bump(`outcome.${outcome.event}.minor.${outcome.currency}`, outcome.amountMinor);
    }
  }
};

const countThemes = ({ kind, scores, sentiment, themes, measures }: ScoredSignal, bump: Bump) => {
  const { nps, csat, rating, ces } = kind === 'perceptive' ? scores : {};
  const low = [nps !== undefined && nps < 7, csat !== undefined && csat < 3, rating !== undefined && rating < 3];
  const detracts = low.includes(true) || (ces !== undefined && ces < 4);
  for (const theme of themes) {
    bump(`theme.${theme}.${sentiment ? sentiment.label : 'unscored'}.${detracts ? 'detractor' : 'other'}`);
    if (measures.waitSeconds !== undefined) bump(`theme.${theme}.wait.${binOf(measures.waitSeconds)}`);
  }
};

/** Climbs the quarter octaves one by one; a hair of tolerance where a value lies on a step. */
export const binOf = (value: number): number => {
  let bin = 0;
  while (2 ** ((bin + 1) / 4) <= (1 + value) * (1 + 1.7e-10)) bin += 1;
  return bin;
};

/** The same a second time for one day in the life of a customer: the fields of their month, without the row's name. */
export const recountLife = (signal: ScoredSignal): Record<string, number> => {
  const { kind, scores, sentiment, measures, commitments, outcome } = signal;
  const fields = new Map<string, number>();
  const bump = (field: string, by = 1) => {
    const name = `${signal.day.slice(-2)}.${field}`;
    fields.set(name, (fields.get(name) ?? 0) + by);
  };
  bump('n');
  bump(`kind.${kind}`);
  for (const [name, level] of kind === 'perceptive' ? Object.entries(scores) : []) {
    if (level === undefined) continue;
    bump(`${name}.n`);
    bump(`${name}.sum`, level);
  }
  if (sentiment) bump(`sentiment.${sentiment.label}`);
  for (const [name, value] of Object.entries(measures)) {
    bump(`measure.${name}.n`);
    bump(`measure.${name}.sum`, Math.round(1_000 * value));
  }
  for (const result of Object.values(commitments)) bump(`commitment.${result}`);
  if (outcome) {
    bump(`outcome.${outcome.event}.n`);
    if (outcome.amountMinor !== undefined && outcome.currency) {
      bump(`outcome.${outcome.event}.minor.${outcome.currency}`, outcome.amountMinor);
    }
  }
  return Object.fromEntries([...fields].filter(([, count]) => count !== 0));
};
