import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import type { Guide, WebhookGuide } from './guide.ts';
import type { Thin, ToolApi } from './thin.ts';

/** A webhook as it came over the wire. */
export interface HookRequest {
  readonly method: string;
  /** The public address the vendor was given, path and query to the letter: some vendors sign it. */
  readonly url: string;
  /** What followed the source in the path: the proof of tools that cannot sign. */
  readonly pathToken?: string;
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

/**
 * `ok`, or why not. The sender is told 401 for every reason alike; the log has the reason. `malformed` is 400, and only
 * for tools that put their proof inside the body: whether it is there cannot be said of a body nobody can read.
 */
export type Verdict = 'ok' | 'missing' | 'mismatch' | 'stale' | 'malformed';

/** What a verified body says. */
export interface Reading {
  readonly signals: readonly Signal[];
  /** Facts the body only names: score reads them through the channel's `api`. */
  readonly thin: readonly Thin[];
  /** Single items of a batch that cannot be read, each with the reason. */
  readonly rejected: readonly { readonly item: unknown; readonly reason: string }[];
  /** A signed challenge wants its own answer instead of the channel's usual one. */
  readonly answer?: HookResponse;
}

/** An event none of our business: accepted and forgotten, because a refusal would only be sent again. */
export const nothing: Reading = { signals: [], thin: [], rejected: [] };

/** Ample for any one answer, and small enough that hashing a flood of them stays cheap. */
export const maxBytesDefault = 256 * 1024;
/** For tools that post whole conversations, orders or batches. */
export const maxBytesLarge = 1_024 * 1024;

/** A webhook to be posted. */
export interface Outgoing {
  readonly url: string;
  readonly body: Buffer;
}

export interface SignedDelivery extends Outgoing {
  readonly headers: Readonly<Record<string, string>>;
}

/** What channels of both kinds have. Everything in them is pure. */
interface AnyChannel {
  /** What people need to connect the tool. */
  readonly guide: Guide;
  /**
   * Whether the vendor's events carry an order (a sequence or an update time). Without one the first version of a fact
   * stays and later ones are taken for duplicates; a digest would rather miss a correction than follow an old one.
   */
  readonly corrects: boolean;
  /** How score reads what the tool's events only name. */
  readonly api?: ToolApi;
}

/** A tool that posts webhooks: one file, one test, one fixture, one line in `registry.ts`. */
export interface WebhookChannel extends AnyChannel {
  readonly guide: WebhookGuide;
  /** Bytes, checked before any HMAC so that a flood of big bodies costs no CPU. */
  readonly maxBytes: number;
  /** The answer this vendor expects for what was kept, and for what it may forget. */
  readonly accepted: HookResponse;
  /** The methods `probe` answers, beside POST. */
  readonly probes?: readonly ('GET' | 'HEAD' | 'OPTIONS')[];
  /**
   * Answers what a tool asks before it trusts an address, and what comes without proof by design. Keeps nothing.
   *
   * @returns undefined for what has to be verified and read
   */
  probe?(request: HookRequest, secrets: readonly string[]): HookResponse | undefined;
  /** Judges the raw bytes against every active secret (two during a rotation; an empty one never verifies). */
  verify(request: HookRequest, secrets: readonly string[]): Verdict;
  /**
   * Leaves absent what the tool does not say: score fills in the source's medium, language and touchpoint.
   *
   * @throws {MalformedBody} when the whole body cannot be read. An event type we ignore is {@link nothing}.
   */
  read(request: HookRequest, source: Source): Reading;
  /**
   * The delivery as the tool itself would post it, for `listening-path send` and local samples, never for judging.
   *
   * @param outgoing `url` is that of the source, without a path token
   */
  sign(outgoing: Outgoing, secret: string, nowMs: number): SignedDelivery;
}

/** A tool that lives in the same AWS account: its events reach the queue by an EventBridge rule, and no webhook. */
export interface EventChannel extends AnyChannel {
  /** The rule, as EventBridge matches it. */
  readonly pattern: { readonly source: readonly string[]; readonly detailType: readonly string[] };
  /** @throws {MalformedBody} when the event cannot be read */
  read(event: unknown, source: Source): Reading;
}

export type Channel = WebhookChannel | EventChannel;

export const isWebhook = (channel: Channel): channel is WebhookChannel => 'verify' in channel;
