import { readHeartbeats } from '../../aws/heartbeats.ts';
import type { Table } from '../../aws/table.ts';
import { type Silent, silentSources } from '../../core/insights/silent.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { type PipelineStatus, type RawCounts, statusOf } from '../../core/status.ts';

type QueueCounts = Pick<RawCounts, 'queued' | 'waiting' | 'deadLetters'>;

/** Where the counts are read. */
export interface StandingParts {
  readonly queue: () => Promise<QueueCounts>;
  readonly table: Table;
  readonly sources: Journey['sources'];
  readonly apiUrl: string;
  /** The domain's clock, which `--now` may have moved. */
  readonly now: () => Date;
}

/** How it stood a moment ago. */
export interface Glance {
  readonly status: PipelineStatus;
  /** By all they ever brought, so that a mark stays as long as the silence lasts. */
  readonly silent: readonly Silent[];
  readonly nowMs: number;
}

const hourMs = 3_600_000;

/** Every day there is. */
const always = { start: '0', end: '9' };

/**
 * Does some work again and again, resting so many times as long as it took: in between, and while it is done, everybody
 * gets the same result.
 */
class Unhurried<T> {
  readonly #work: () => Promise<T>;
  readonly #restFactor: number;
  #result: Promise<T> | undefined;
  #restUntilMs = 0;

  constructor(work: () => Promise<T>, restFactor: number) {
    this.#work = work;
    this.#restFactor = restFactor;
  }

  run(): Promise<T> {
    if (this.#result && performance.now() < this.#restUntilMs) return this.#result;
    const startedAtMs = performance.now();
    this.#restUntilMs = Number.POSITIVE_INFINITY;
    this.#result = this.#work().finally(() => {
      const endedAtMs = performance.now();
      this.#restUntilMs = endedAtMs + this.#restFactor * (endedAtMs - startedAtMs);
    });
    return this.#result;
  }
}

/** Reads how the pipeline stands, again and again, without getting in its way. */
export class Standing {
  readonly #parts: StandingParts;
  readonly #glancing = new Unhurried(() => this.#glance(), 4);
  #last: RawCounts | undefined;

  constructor(parts: StandingParts) {
    this.#parts = parts;
  }

  /** How it stands now. */
  async read(): Promise<PipelineStatus> {
    return this.#status(await this.#count(), this.#parts.now().getTime());
  }

  /** For who looks again and again: it leaves the run nearly all of its time. */
  glance(): Promise<Glance> {
    return this.#glancing.run();
  }

  async #glance(): Promise<Glance> {
    const counts = await this.#count();
    const nowMs = this.#parts.now().getTime();
    // With the hour that is not over yet: who has just come back is not silent.
    const until = new Date(Math.ceil(nowMs / hourMs) * hourMs).toISOString();
    return { status: this.#status(counts, nowMs), silent: silentSources(counts.heartbeats, this.#parts, until), nowMs };
  }

  #status(counts: RawCounts, nowMs: number): PipelineStatus {
    const { sources, apiUrl } = this.#parts;
    return statusOf(counts, sources, { apiUrl, nowMs });
  }

  async #count(): Promise<RawCounts> {
    const { queue, table, sources } = this.#parts;
    const counts = await queue();
    // What is stored came over the queue, so a queue that did not move left the table as it was.
    if (this.#last === undefined || !isSame(counts, this.#last)) {
      this.#last = { ...counts, heartbeats: await readHeartbeats(table, sources, always) };
    }
    return this.#last;
  }
}

const isSame = (one: QueueCounts, other: QueueCounts): boolean =>
  one.queued === other.queued &&
  one.waiting === other.waiting &&
  JSON.stringify(one.deadLetters) === JSON.stringify(other.deadLetters);
