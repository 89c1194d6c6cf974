import type { StoredSignal } from './signal.ts';

/** Something that counts otherwise, from → to, and how many signals it is of. */
export interface Move {
  /** Which segment dimension, measure or theme; empty for touchpoints and days. */
  readonly of: string;
  readonly from: string;
  readonly to: string;
  readonly signals: number;
}

/** What two ways of counting a signal may differ in. */
export const aspects = ['touchpoint', 'day', 'segment', 'theme', 'commitment'] as const;
export type Aspect = (typeof aspects)[number];

/** As much of a signal as a map decides. */
type Placed = Pick<StoredSignal, 'touchpoint' | 'day' | 'segments' | 'themes' | 'commitments'>;

const none = 'none';

/** All values of one aspect by name, so that two signals can be laid side by side. */
const valuesOf: Readonly<Record<Aspect, (signal: Placed) => Readonly<Record<string, string>>>> = {
  touchpoint: ({ touchpoint }) => ({ '': touchpoint }),
  // Which day it was is of no interest; that it counts on another one is.
  day: ({ day }) => ({ '': day }),
  segment: ({ segments }) => segments,
  theme: ({ themes }) => Object.fromEntries(themes.map((theme) => [theme, 'found'])),
  commitment: ({ commitments }) => commitments,
};

/** How signals would count otherwise: sums of moves, however many signals there are. */
export class Moves {
  /** Signals that were laid side by side. */
  compared = 0;
  /** Those that count otherwise in any aspect. */
  changed = 0;
  readonly #sums = new Map(aspects.map((aspect) => [aspect, new Map<string, Move>()]));

  add(before: Placed, after: Placed): void {
    this.compared += 1;
    const hasChanged = aspects.map((aspect) => this.#addAspect(aspect, before, after));
    if (hasChanged.includes(true)) this.changed += 1;
  }

  /** The moves of an aspect, those of most signals first. */
  of(aspect: Aspect): readonly Move[] {
    const moves = [...(this.#sums.get(aspect)?.values() ?? [])];
    return moves.toSorted((a, b) => b.signals - a.signals || (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  #addAspect(aspect: Aspect, before: Placed, after: Placed): boolean {
    const [old, young] = [valuesOf[aspect](before), valuesOf[aspect](after)];
    let hasChanged = false;
    for (const name of new Set([...Object.keys(old), ...Object.keys(young)])) {
      const [from, to] = [old[name] ?? none, young[name] ?? none];
      if (from === to) continue;
      hasChanged = true;
      const move = aspect === 'day' ? { of: name, from: 'a day', to: 'another day' } : { of: name, from, to };
      const sums = this.#sums.get(aspect);
      const held = sums?.get(nameOf(move));
      sums?.set(nameOf(move), { ...move, signals: (held?.signals ?? 0) + 1 });
    }
    return hasChanged;
  }
}

const nameOf = ({ of, from, to }: Omit<Move, 'signals'>): string => [of, from, to].join('\u0000');
