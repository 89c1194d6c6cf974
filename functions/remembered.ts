interface Kept<T> {
  readonly value: Promise<T>;
  readonly readAtMs: number;
}

/** Something that was read, and how long ago. */
export interface Recalled<T> {
  readonly value: T;
  readonly ageMs: number;
}

/**
 * A few values that took long to read: a reader goes from a sheet to its touchpoints and back, and each of these is made
 * from the same rows.
 */
export class Remembered<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /**
   * @param read what to remember under this key; one that fails is forgotten at once
   * @param oldestMs what was read longer ago is read anew
   */
  async get(key: string, oldestMs: number, read: () => Promise<T>): Promise<Recalled<T>> {
    const nowMs = performance.now();
    const known = this.#kept.get(key);
    const kept =
      known && nowMs - known.readAtMs < oldestMs ? known : this.#keep(key, { value: read(), readAtMs: nowMs });
    return { value: await kept.value, ageMs: nowMs - kept.readAtMs };
  }

  #keep(key: string, kept: Kept<T>): Kept<T> {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#max && oldest !== undefined) this.#kept.delete(oldest);
    kept.value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept;
  }
}
