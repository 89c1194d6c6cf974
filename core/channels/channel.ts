import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';

/** A webhook as it came over the wire. */
export interface HookRequest {
  readonly method: string;
  /** The public address the vendor was given, path and query to the letter: some vendors sign it. */
  readonly url: string;
  /** Keys in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The real clock, milliseconds since 1970. Freshness is always judged by it. */
  readonly receivedAtMs: number;
}

export interface HookResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `ok`, or why not. The sender is told 401 for every reason alike; the log has the reason. */
export type Verdict = 'ok' | 'missing' | 'mismatch' | 'stale';

/** What a verified body says. `rejected` are single items of a batch that cannot be read, each with the reason. */
export interface Reading {
  readonly signals: readonly Signal[];
  readonly rejected: readonly { readonly item: unknown; readonly reason: string }[];
}

/** Ample for any one answer, and small enough that hashing a flood of them stays cheap. */
export const maxBytesDefault = 256 * 1024;

/** One channel tool: one file, one test, one fixture, one line in `registry.ts`. Everything in it is pure. */
export interface Channel {
  /** Bytes, checked before any HMAC so that a flood of big bodies costs no CPU. */
  readonly maxBytes: number;
  /**
   * Whether the vendor's events carry an order (a sequence or an update time). Without one the first version of a fact
   * stays and later ones are taken for duplicates; a digest would rather miss a correction than follow an old one.
   */
  readonly corrects: boolean;
  /** The answer this vendor expects for what was kept, and for what it may forget. */
  readonly accepted: HookResponse;
  /** Judges the raw bytes against every active secret (two during a rotation; an empty one never verifies). */
  verify(request: HookRequest, secrets: readonly string[]): Verdict;
  /**
   * Leaves absent what the tool does not say: score fills in the source's medium, language and touchpoint.
   *
   * @throws {MalformedBody} when the whole body cannot be read. An event type we ignore is an empty reading.
   */
  read(request: HookRequest, source: Source): Reading;
  /** The headers the tool itself would send: for `listening-path send` and local samples, never for judging. */
  sign(body: Buffer, secret: string, at: { readonly url: string; readonly nowMs: number }): Record<string, string>;
}
