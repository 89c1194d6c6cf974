/** Somebody who asked to be forgotten, in hashes alone: what a sweep has to look for. */
export interface Erasure {
  /** An instant: what happened until then is forgotten, whenever it comes. */
  readonly erasedAt: string;
  readonly customers: readonly string[];
  readonly aliases: readonly string[];
  /** Partitions of the vendor objects their signals were parts of. */
  readonly objects: readonly string[];
}

/**
 * When an erasure is swept again. What a worker was storing at that moment is in the table after minutes; what waited on
 * the queue, and then with the dead letters, was gone after 14 days each (test/lib/stack.test.ts holds the template to it).
 */
export const sweepDelaysMs = { now: 0, soon: 15 * 60_000, last: 28 * 86_400_000 } as const;
export type SweepName = keyof typeof sweepDelaysMs;

/** A sweep that is still to be made, as the table holds it. */
export interface Sweep extends Erasure {
  readonly name: SweepName;
}

/** As many partitions as an item of 400 KB has room for, with their names of up to 120 bytes. */
const objectsPerItemMax = 2_000;

const dueAt = (erasedAt: string, name: SweepName): string =>
  new Date(Date.parse(erasedAt) + sweepDelaysMs[name]).toISOString();

/**
 * The items of one sweep. Its name is made of what does not change, so that a sweep which found more can be written again.
 *
 * @returns sort keys in the order in which sweeps are due
 */
export const sweepItems = (name: SweepName, erasure: Erasure): (Sweep & { readonly SK: string })[] => {
  const { erasedAt, customers, aliases, objects } = erasure;
  const pieces = Math.max(1, Math.ceil(objects.length / objectsPerItemMax));
  const id = aliases[0] ?? customers[0] ?? '';
  return Array.from({ length: pieces }, (_, piece) => ({
    SK: `${dueAt(erasedAt, name)}#${id}#${piece}`,
    name,
    erasedAt,
    customers: [...customers],
    aliases: [...aliases],
    objects: objects.slice(piece * objectsPerItemMax, (piece + 1) * objectsPerItemMax),
  }));
};

/** The sweeps that follow one. */
export const sweepsAfter = (name: SweepName): readonly SweepName[] =>
  (Object.keys(sweepDelaysMs) as SweepName[]).filter((other) => sweepDelaysMs[other] > sweepDelaysMs[name]);

/** What remains in a person's data elsewhere, where nothing can be taken out, and how long. */
export const agesOut = [
  { what: 'backups of the table (point-in-time recovery)', days: 35 },
  { what: "the table's stream", days: 1 },
] as const;
