/**
 * What the rollups must hold, worked out from what was sent. Imports nothing of the project: it is the second opinion.
 */

/** One fact as the test sent it, with what every reader must make of it. */
export interface Fact {
  /** Same key, same fact: only the newest version counts. */
  readonly key: string;
  readonly version: number;
  readonly day: string;
  readonly touchpoint: string;
  readonly medium: string;
  readonly plan: string;
  readonly region: string;
  readonly nps?: number;
  readonly csat?: number;
  readonly sentiment?: 'positive' | 'negative' | 'neutral' | 'mixed';
  readonly themes: readonly string[];
  readonly solicited: boolean;
  readonly kind?: 'operational' | 'outcome';
  /** Fields worked out by hand: what a measure, a promise or money adds. */
  readonly extra?: Readonly<Record<string, number>>;
}

export type Rows = Record<string, Record<string, number>>;

const isDetractor = ({ nps, csat }: Fact): boolean =>
  (nps !== undefined && nps <= 6) || (csat !== undefined && csat <= 2);

/** The newest version of each fact, counted into a row for everyone and one per segment value. */
export const foldFacts = (facts: readonly Fact[]): Rows => {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const held = newest.get(fact.key);
    if (held === undefined || fact.version > held.version) newest.set(fact.key, fact);
  }
  const rows: Rows = {};
  for (const fact of newest.values()) {
    // Who is in no named segment is counted in `all` alone.
    const segments = ['all', `plan=${fact.plan}`, `region=${fact.region}`].filter((name) => !name.endsWith('=other'));
    for (const segment of segments) {
      const name = `${fact.day}#${fact.touchpoint}#${fact.medium}#${segment}`;
      rows[name] ??= {};
      const row = rows[name];
      const add = (field: string, count = 1) => {
        row[field] = (row[field] ?? 0) + count;
      };
      add('n');
      add(`kind.${fact.kind ?? 'perceptive'}`);
      if (fact.solicited && fact.kind === undefined) {
        add('solicited');
        add('answered');
      }
      for (const [field, count] of Object.entries(fact.extra ?? {})) add(field, count);
      if (fact.nps !== undefined) add(`nps.${fact.nps}`);
      if (fact.csat !== undefined) add(`csat.${fact.csat}`);
      if (fact.sentiment !== undefined) add(`sentiment.${fact.sentiment}`);
      for (const theme of fact.themes) {
        add(`theme.${theme}.${fact.sentiment ?? 'unscored'}.${isDetractor(fact) ? 'detractor' : 'other'}`);
      }
    }
  }
  return rows;
};

/**
 * Stored rows in the truth's own terms: bands of one label are one, and what depends on the scorer's exact shares
 * (sums, squares, extremes) is left out, because the truth only knows whether a text is glad or cross.
 */
export const inTruthTerms = (rows: Rows): Rows =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, fields]) => {
      const kept: Record<string, number> = {};
      for (const [field, count] of Object.entries(fields)) {
        if (count === 0 || /^sentiment\.(sum|squares|extreme)$/.test(field)) continue;
        const label = /^(sentiment\.[a-z]+)\.\d$/.exec(field)?.[1] ?? field;
        kept[label] = (kept[label] ?? 0) + count;
      }
      return Object.keys(kept).length > 0 ? [[name, kept]] : [];
    }),
  );

/** NPS of a touchpoint over some days, from the truth's rows. */
export const npsOf = (rows: Rows, touchpoint: string, from: string, to: string): { n: number; nps: number } => {
  let [n, balance] = [0, 0];
  for (const [name, fields] of Object.entries(rows)) {
    const [day = '', place, , segment] = name.split('#');
    if (place !== touchpoint || segment !== 'all' || day < from || day >= to) continue;
    for (let score = 0; score <= 10; score += 1) {
      const count = fields[`nps.${score}`] ?? 0;
      n += count;
      balance += score >= 9 ? count : score <= 6 ? -count : 0;
    }
  }
  return { n, nps: n === 0 ? Number.NaN : (100 * balance) / n };
};
