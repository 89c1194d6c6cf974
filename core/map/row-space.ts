/** A sum of unknown amounts: how often each of them is in it, by its number. */
export type Vector = ReadonlyMap<number, number>;

/** Factors are quotients of a few ones; what is closer to nothing than this is nothing. */
const roundingMax = 1e-9;

const addTimes = (sum: Map<number, number>, vector: Vector, factor: number): void => {
  for (const [column, value] of vector) {
    const next = (sum.get(column) ?? 0) + factor * value;
    if (Math.abs(next) < roundingMax) sum.delete(column);
    else sum.set(column, next);
  }
};

/** All of some sums together. */
export const sumOf = (vectors: Iterable<Vector>): Vector => {
  const sum = new Map<number, number>();
  for (const vector of vectors) addTimes(sum, vector, 1);
  return sum;
};

const isMultiple = (one: Vector, other: Vector): boolean => {
  if (one.size !== other.size) return false;
  let factor: number | undefined;
  for (const [column, value] of one) {
    const quotient = (other.get(column) ?? 0) / value;
    factor ??= quotient;
    if (quotient === 0 || Math.abs(quotient - factor) > roundingMax) return false;
  }
  return true;
};

/**
 * What follows from sums that somebody knows, and which sums nobody shall come to know.
 *
 * Elimination as Gauss did it, kept up as knowledge grows: what is guarded is kept as what is still missing to know it, so
 * that one more sum tells it exactly when that is a multiple of what is missing.
 */
export class RowSpace {
  readonly #rows = new Map<number, Vector>();
  readonly #guarded = new Map<number, Set<Map<number, number>>>();

  /** What a sum holds beyond all that is known; nothing when it can be worked out. */
  unknown(vector: Vector): Vector {
    return this.#rest(vector);
  }

  /** Nobody shall come to know this sum; without effect where it is known already. */
  guard(vector: Vector): void {
    this.#keep(this.#rest(vector));
  }

  /** From now on this sum is known. */
  learn(vector: Vector): void {
    this.#learn(this.#rest(vector));
  }

  /** Learns a sum, unless a guarded one could be worked out by whoever knows this one, too. */
  learnUnlessTelling(vector: Vector): void {
    const rest = this.#rest(vector);
    const [column = -1] = rest.keys();
    for (const guarded of this.#guarded.get(column) ?? []) if (isMultiple(rest, guarded)) return;
    this.#learn(rest);
  }

  #rest(vector: Vector): Map<number, number> {
    const rest = new Map(vector);
    const isPivot = (column: number) => this.#rows.has(column);
    const pivots = [...vector.keys()].filter(isPivot);
    // A row may hold pivots of later rows, so those it brings in are asked as well.
    for (const pivot of pivots) {
      const [row, times] = [this.#rows.get(pivot), rest.get(pivot)];
      if (row === undefined || times === undefined) continue;
      addTimes(rest, row, -times);
      for (const column of row.keys()) if (isPivot(column)) pivots.push(column);
    }
    return rest;
  }

  #learn(row: Map<number, number>): void {
    let pivot: number | undefined;
    // The column that fewest guarded sums hold leaves most of them as short as they are.
    for (const column of row.keys())
      if (pivot === undefined || this.#guardedIn(column) < this.#guardedIn(pivot)) pivot = column;
    if (pivot === undefined) return;
    const times = row.get(pivot) ?? 1;
    for (const [column, value] of row) row.set(column, value / times);
    this.#rows.set(pivot, row);
    for (const guarded of [...(this.#guarded.get(pivot) ?? [])]) {
      for (const column of guarded.keys()) this.#guarded.get(column)?.delete(guarded);
      addTimes(guarded, row, -(guarded.get(pivot) ?? 0));
      this.#keep(guarded);
    }
  }

  #keep(rest: Map<number, number>): void {
    for (const column of rest.keys()) {
      const guarded = this.#guarded.get(column);
      if (guarded) guarded.add(rest);
      else this.#guarded.set(column, new Set([rest]));
    }
  }

  #guardedIn(column: number): number {
    return this.#guarded.get(column)?.size ?? 0;
  }
}
