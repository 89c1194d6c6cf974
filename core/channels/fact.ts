import type { Source } from '../journey/schema.ts';
import { revisionOf, type Signal, unordered } from '../signal.ts';
import type { Reading } from './channel.ts';
import { attributesOf } from './questions.ts';
import type { Thin } from './thin.ts';

/** What a fact says: of a signal all but its name, where empty may be left out. */
export type Said = Pick<Signal, 'part' | 'kind' | 'occurredAt'> &
  Partial<Omit<Signal, 'source' | 'object' | 'revision'>> & {
    /** Attributes as the tool sends them. An answer of the same name wins. */
    readonly about?: Readonly<Record<string, unknown>> | undefined;
  };

/**
 * One fact of one object.
 *
 * The revision is made of what is said and not of when: a tool that tells no time would otherwise have every redelivery
 * pass for a correction.
 *
 * @param order text that sorts as the vendor's time does; undefined when there is none, and the first version stays
 */
export const signalOf = (source: Pick<Source, 'id'>, object: string, order: string | undefined, said: Said): Signal => {
  // Field by field: putting them together from what others left over takes five times as long.
  const { customer = {}, scores = {}, measures = {}, part, kind, medium, text, markup, language } = said;
  const { occurredAt, solicited, outcome, touchpoint, about } = said;
  const attributes = about ? { ...attributesOf(about), ...said.attributes } : (said.attributes ?? {});
  const what = { customer, scores, measures, part, kind, medium, text, markup, language };
  const content = { ...what, solicited, outcome, touchpoint, attributes };
  const revision = order === undefined ? unordered : revisionOf(order, content);
  return { ...content, source: source.id, object, revision, occurredAt };
};

/** The order of what a tool may tell several times in one instant: the step says which came last. */
export const orderOf = (time: string, step: number): string => `${time}#${String(step).padStart(16, '0')}`;

/** One thing a tool told, or nothing. */
export type Fact = Signal | Thin | undefined;

export const readingOf = (...facts: readonly Fact[]): Reading => ({
  signals: facts.filter((fact) => fact !== undefined && 'part' in fact),
  thin: facts.filter((fact) => fact !== undefined && 'thin' in fact),
  rejected: [],
});

/** The measures that are known. */
export const measuresOf = (values: Readonly<Record<string, number | undefined>>): Signal['measures'] =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined));
