import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';

/**
 * A fact whose tool only told where it is. It waits on the queue like a signal; score reads it from the tool's API,
 * because receive has to answer before a vendor's API would.
 */
export const Thin = z.strictObject({
  source: z.string().check(z.minLength(1)),
  /** Whatever the channel needs to find the object and to key its facts: ids, an event's time. */
  thin: z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(1_024))),
});
export type Thin = z.infer<typeof Thin>;

/** How a channel reads one object from its tool. Pure: `vendors/` does the calling. */
export interface ToolApi {
  /** The usual address of the API, without a slash at the end. Absent when each account has its own. */
  readonly address?: string;
  /** @returns what follows the address (every id encoded), and the headers that carry the token */
  request(
    thin: Thin['thin'],
    token: string,
  ): { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /**
   * What the object says. None is fine: it may not be finished, or say nothing.
   *
   * @param answer the API's JSON, as `parseJson` gives it
   * @throws {MalformedBody} when it is not what the API documents
   */
  read(thin: Thin['thin'], answer: unknown, source: Source): readonly Signal[];
}
