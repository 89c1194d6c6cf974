/**
 * Tallies: flat records of integers, the only thing rollups hold.
 *
 * Integers because DynamoDB's ADD must give the same sum in any order, and a subtraction must undo an addition exactly;
 * a missing field is zero, so tallies of different versions of the code add up.
 */
export type Tally = Readonly<Record<string, number>>;

/** Adds `sign` times `b` to a copy of `a`, and drops fields that became zero. */
const combine = (a: Tally, b: Tally, sign: 1 | -1): Tally => {
  const sum: Record<string, number> = { ...a };
  for (const [field, count] of Object.entries(b)) {
    const value = (sum[field] ?? 0) + sign * count;
    if (value === 0) delete sum[field];
    else sum[field] = value;
  }
  return sum;
};

export const merge = (a: Tally, b: Tally): Tally => combine(a, b, 1);
export const subtract = (a: Tally, b: Tally): Tally => combine(a, b, -1);
export const mergeAll = (tallies: Iterable<Tally>): Tally => {
  let sum: Tally = {};
  for (const tally of tallies) sum = merge(sum, tally);
  return sum;
};
