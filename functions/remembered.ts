/** Something that was read, and how long ago. */
export interface Recalled<T> {
  readonly value: T;
  readonly ageMs: number;
}

interface Kept<T> {
  /** The last that came. */
  last?: { readonly value: T; readonly readAtMs: number };
  /** What is being read just now. */
  coming?: Promise<T>;
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
   * @param read what to remember under this key; where it fails, what was there before stays
   * @param oldestMs what was read longer ago is read anew
   */
  async get(key: string, oldestMs: number, read: () => Promise<T>): Promise<Recalled<T>> {
    const nowMs = performance.now();
    const kept = this.#kept.get(key) ?? this.#keep(key);
    const { last } = kept;
    if (last && nowMs - last.readAtMs < oldestMs) return { value: last.value, ageMs: nowMs - last.readAtMs };
    kept.coming ??= read().finally(() => {
      delete kept.coming;
    });
    const value = await kept.coming;
    kept.last = { value, readAtMs: nowMs };
    return { value, ageMs: 0 };
  }

  #keep(key: string): Kept<T> {
    const kept: Kept<T> = {};
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#max && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}
