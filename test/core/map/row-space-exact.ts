/** A sum of unknown amounts, in whole numbers. */
export type Sum = readonly number[];

const divisorOf = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisorOf(b, a % b));

/** A multiple of `sum` without its column, by elimination that needs no fractions. */
const without = (sum: Sum, row: Sum, column: number): Sum => {
  const [times, less] = [row[column] ?? 0, sum[column] ?? 0];
  if (less === 0) return sum;
  const rest = sum.map((value, index) => value * times - (row[index] ?? 0) * less);
  const divisor = rest.reduce((all, value) => divisorOf(all, value), 0);
  if (!rest.every(Number.isSafeInteger)) throw new RangeError('too large to be exact');
  return divisor > 1 ? rest.map((value) => value / divisor) : rest;
};

/**
 * Which sums follow from known ones by adding, subtracting and dividing: exact, and with nothing of the product's own way
 * to tell.
 */
export const exactly = (known: readonly Sum[]): ((sum: Sum) => boolean) => {
  const rows: { readonly row: Sum; readonly column: number }[] = [];
  const restOf = (sum: Sum) => rows.reduce((rest, { row, column }) => without(rest, row, column), sum);
  for (const sum of known) {
    const row = restOf(sum);
    const column = row.findIndex((value) => value !== 0);
    if (column >= 0) rows.push({ row, column });
  }
  return (sum) => restOf(sum).every((value) => value === 0);
};
