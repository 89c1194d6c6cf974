import type { Context } from 'aws-lambda';

/** Everything the function of this file was invoked with, in order. */
export const invocations: { readonly environment: Readonly<Record<string, string>>; readonly event: unknown }[] = [];

/** What the next invocations do instead of echoing, one each. */
// biome-ignore lint/suspicious/noExplicitAny: whoever wishes knows which event will come.
export const wishes: ((event: any) => unknown)[] = [];

/** A deployed function of the tests: it keeps what it was given and answers with it, unless a test wished otherwise. */
export const make =
  (environment: Readonly<Record<string, string>>) =>
  async (event: unknown, context: Context): Promise<unknown> => {
    invocations.push({ environment, event });
    const wish = wishes.shift() ?? (() => ({ environment, event, remainingMs: context.getRemainingTimeInMillis() }));
    return await wish(event);
  };
