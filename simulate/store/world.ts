import { mock } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Chance } from '../../local/sample/chance.ts';
import { beginMs } from './history.ts';

/** One run of some code that may die at any of its awaits: an invocation, or somebody's command. */
export interface Life {
  readonly name: string;
  isDead: boolean;
  /** How likely it dies at any one await. */
  readonly deathShare: number;
  /** Called once, when it dies. */
  readonly onDeath: () => void;
}

interface Gate {
  readonly life: Life;
  readonly what: string;
  readonly open: () => void;
}

/** Longer than any pause of the SDK, so that how long it chose makes no difference. */
const pauseMs = 60_000;
const never = new Promise<never>(() => {});

/**
 * Everything a run waits for waits here, and one seed decides who goes on next, who dies, and when time passes. The clock
 * and `Math.random` are held meanwhile.
 */
export class World {
  readonly #draw: Chance;
  readonly #deaths: Chance;
  readonly #gates: Gate[] = [];
  readonly #record: (what: string) => void;

  constructor(draw: Chance, deaths: Chance, record: (what: string) => void) {
    this.#draw = draw;
    this.#deaths = deaths;
    this.#record = record;
  }

  get waiting(): number {
    return this.#gates.length;
  }

  /** An await. Whoever dies there never hears of anything again, as a process that is gone. */
  pass(life: Life, what: string): Promise<void> {
    if (life.isDead) return never;
    return new Promise((open) => this.#gates.push({ life, what, open }));
  }

  /** Lets one of those who wait go on. */
  openOne(): void {
    const at = this.#draw.below(this.#gates.length);
    const [gate] = this.#gates.splice(at, 1);
    if (gate === undefined) return;
    if (!this.#deaths.happens(gate.life.deathShare)) {
      this.#record(`${gate.life.name}: ${gate.what}`);
      gate.open();
      return;
    }
    this.#record(`${gate.life.name} dies: ${gate.what}`);
    this.end(gate.life);
    gate.life.onDeath();
  }

  /** Nothing of this life goes on any more. */
  end(life: Life): void {
    life.isDead = true;
    const others = this.#gates.filter((gate) => gate.life !== life);
    this.#gates.splice(0, this.#gates.length, ...others);
  }

  /** Until nothing can go on by itself. */
  settle(): Promise<void> {
    return nextTurn();
  }

  letTimePass(): void {
    mock.timers.tick(pauseMs);
  }
}

/** Holds time and chance while some work runs. Only one at a time: they are the process's own. */
export const holdingTime = async <T>(draw: Chance, work: () => Promise<T>): Promise<T> => {
  const { random } = Math;
  const timeout = AbortSignal.timeout;
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: beginMs });
  Math.random = draw.unit;
  // Deadlines are counted in real time, which says nothing here: what they cut off is cut off by an outage instead.
  AbortSignal.timeout = () => new AbortController().signal;
  try {
    return await work();
  } finally {
    Math.random = random;
    AbortSignal.timeout = timeout;
    mock.timers.reset();
  }
};
