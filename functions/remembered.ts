interface Kept<T> {
  readonly value: Promise<T>;
  readonly untilMs: number;
}

/**
 * A few values that took long to read, for a moment: a reader goes from a sheet to its touchpoints and back, and each of
 * these is made from the same rows.
 */
export class Remembered<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #momentMs: number;
  readonly #max: number;

  constructor({ momentMs, max }: { readonly momentMs: number; readonly max: number }) {
    this.#momentMs = momentMs;
    this.#max = max;
  }

  /** @param read what to remember under this key; one that fails is forgotten at once */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const nowMs = performance.now();
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > nowMs) return kept.value;
    this.#kept.delete(key);
    const value = read();
    this.#kept.set(key, { value, untilMs: nowMs + this.#momentMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#max && oldest !== undefined) this.#kept.delete(oldest);
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
    });
    return value;
  }
}
