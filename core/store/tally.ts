/**
 * Tallies: flat records of integers, the only thing rollups hold.
 *
 * Integers because DynamoDB's ADD must give the same sum in any order, and a subtraction must undo an addition exactly;
 * a missing field is zero, so tallies of different versions of the code add up.
 */
export type Tally = Readonly<Record<string, number>>;

/** Adds `sign` times `b` into `sum`, and drops fields that became zero. */
export const addInto = (sum: Record<string, number>, b: Tally, sign: 1 | -1): Tally => {
  for (const field in b) {
    const value = (sum[field] ?? 0) + sign * (b[field] ?? 0);
    if (value === 0) delete sum[field];
    else sum[field] = value;
  }
  return sum;
};

export const merge = (a: Tally, b: Tally): Tally => addInto({ ...a }, b, 1);
export const subtract = (a: Tally, b: Tally): Tally => addInto({ ...a }, b, -1);
/** One sum that grows: a digest adds up some ten thousand rows, and a copy for each would be most of its time. */
export const mergeAll = (tallies: Iterable<Tally>): Tally => {
  const sum: Record<string, number> = {};
  for (const tally of tallies) addInto(sum, tally, 1);
  return sum;
};
