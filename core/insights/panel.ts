/**
 * About how many answers of a touchpoint are read for one period. Of 7,000 in each, which scatter by 80 points of NPS, a
 * real change of the least that is worth telling (5 points) fails its recheck once in 24, one twice as large never; of
 * half as many once in four.
 */
export const panelAnswersMax = 7_000;

/** The beginning of one day's answers at a touchpoint, in the order of the index. */
export interface DayRead<T> {
  /** `place`: hexadecimal digits by which the index sorts, the same for all answers of a customer. */
  readonly found: readonly { readonly place: string; readonly answer: T }[];
  /** The place from which on the day may hold answers that were not read; absent when all were. */
  readonly until?: string;
}

/** Answers of a period, and of how many of its customers they are. */
export interface Panel<T> {
  readonly answers: readonly T[];
  /** 0–1; 1 when all were read. */
  readonly share: number;
}

/**
 * A fair sample of a period's customers, each with all they answered, from days of which only the beginning was read.
 *
 * The index sorts by the first digits of a keyed hash: of the customer's alias, or of the signal where nobody is known.
 * That order knows neither the hour nor what was said, so the first so many are as if drawn by lot, which the first so
 * many of a morning would not be. The day that could be read least far bounds all days, so that a busy one has as large
 * a part in the sample as it had in the period.
 *
 * Whole customers, because one answer of each is to be counted: of a small sample of answers hardly two are one
 * customer's, and a crowd that answers every day would count for as much as it talks. The lot is the same every period,
 * so that a digest composed again says the same.
 *
 * @example panelOf([{ found: [{ place: '40000000', answer: 'a' }], until: '80000000' }]) // => { answers: ['a'], share: 0.5 }
 */
export const panelOf = <T>(days: readonly DayRead<T>[]): Panel<T> => {
  const found = days.flatMap((day) => day.found);
  const [end] = days.flatMap(({ until }) => (until === undefined ? [] : [until])).toSorted();
  if (end === undefined) return { answers: found.map(({ answer }) => answer), share: 1 };
  return {
    answers: found.filter(({ place }) => place < end).map(({ answer }) => answer),
    share: Number.parseInt(end, 16) / 16 ** end.length,
  };
};
