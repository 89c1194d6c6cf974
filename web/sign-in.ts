import { newProof, openPool, type Proof, troubleOf } from './sign-in-pool.ts';
import { SignInProblem } from './sign-in-problem.ts';
import { type SignInWindow, thisWindow } from './sign-in-window.ts';

/** Of `/config.json`: where readers of this page sign in. */
export interface SignInSettings {
  /** `https://cognito-idp.REGION.amazonaws.com/POOL`, which says where everything else is. */
  readonly issuer: string;
  readonly clientId: string;
  /** `https://PREFIX.auth.REGION.amazoncognito.com`, for signing out: Cognito does that in a way of its own. */
  readonly domain: string;
}

export interface Session {
  /** An access token for the API that is good for a while yet. */
  token(): Promise<string>;
  signOut(): void;
}

/** A sign-in that was begun, and what a reader who reloads goes on with. Both end with the tab. */
const keys = { begun: 'sign-in', refreshToken: 'refresh-token' } as const;
/** A token is fetched so long before the old one ends, because a request takes time. */
const reserveMs = 60_000;

interface Begun extends Proof {
  /** Where the reader wanted to go. */
  readonly address: string;
}

interface Token {
  readonly value: string;
  readonly endsAtMs: number;
}

/** The page is being left: whoever waits here does so until it is gone. */
const untilGone = () => new Promise<never>(() => {});

/** Path and query of this very page; anything else is its front. */
const ownAddress = (address: string, { href }: SignInWindow): string => {
  const there = URL.parse(address, href);
  return there?.origin === new URL(href).origin ? `${there.pathname}${there.search}` : '/';
};

/**
 * Signs a reader in at the page of the user pool.
 *
 * Access tokens stay in memory. The refresh token is in the session storage of the tab, so that a reload does not lead
 * through the sign-in page again. It ends with the tab; and a script that could read it could as well ask the API itself,
 * which is what the page's policy is there against.
 *
 * @returns never while the reader is sent to sign in: the page is left
 * @throws {SignInProblem} in words for the reader
 */
export const signIn = async (settings: SignInSettings, page: SignInWindow = thisWindow()): Promise<Session> => {
  const attempt = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (cause) {
      throw cause instanceof SignInProblem ? cause : new SignInProblem(troubleOf(cause), page.locale, { cause });
    }
  };
  const pool = await attempt(() => openPool(settings, new URL('/', page.href).href));

  const leaveToSignIn = async (): Promise<never> => {
    const begun: Begun = { ...newProof(), address: ownAddress(page.href, page) };
    page.storage.setItem(keys.begun, JSON.stringify(begun));
    page.leaveFor(await pool.signInUrl(begun));
    return untilGone();
  };

  const keep = (tokens: Awaited<ReturnType<typeof pool.freshTokens>>): Token => {
    // A pool that rotates refresh tokens sends a new one each time, and the old one is spent.
    if (tokens.refresh_token !== undefined) page.storage.setItem(keys.refreshToken, tokens.refresh_token);
    return { value: tokens.access_token, endsAtMs: page.nowMs() + (tokens.expires_in ?? 0) * 1_000 };
  };

  /** What the sign-in page answered, when that is where the reader comes from. */
  const answered = async (): Promise<Token | undefined> => {
    const url = new URL(page.href);
    if (!url.searchParams.has('state')) return undefined;
    const stored = page.storage.getItem(keys.begun);
    const begun: Begun | undefined = stored === null ? undefined : JSON.parse(stored);
    // Used up either way, and no code stays in the address to be passed on or asked for again.
    page.storage.removeItem(keys.begun);
    page.restore(ownAddress(begun?.address ?? '/', page));
    if (begun === undefined) return undefined;
    if (url.searchParams.get('state') !== begun.state) throw new SignInProblem('expired', page.locale);
    return keep(await pool.tokensFor(url, begun));
  };

  /** Nothing when there is no refresh token, or it is spent. */
  const refreshed = async (): Promise<Token | undefined> => {
    const refreshToken = page.storage.getItem(keys.refreshToken);
    if (refreshToken === null) return undefined;
    try {
      return keep(await pool.freshTokens(refreshToken));
    } catch (cause) {
      if (troubleOf(cause) !== 'expired') throw cause;
      page.storage.removeItem(keys.refreshToken);
      return undefined;
    }
  };
  const renewed = () => attempt(async () => (await refreshed()) ?? leaveToSignIn());

  // One at a time: many requests may find the token old at once, and a rotated refresh token can be used only once.
  let current = attempt(async () => (await answered()) ?? renewed());
  await current;
  return {
    token: async () => {
      const seen = current;
      const isGood = await seen.then(
        ({ endsAtMs }) => endsAtMs - page.nowMs() >= reserveMs,
        () => false,
      );
      if (!isGood && seen === current) current = renewed();
      return (await current).value;
    },
    signOut: () => {
      const refreshToken = page.storage.getItem(keys.refreshToken);
      // Without a connection it ends by itself, hours later.
      if (refreshToken !== null) void pool.revoke(refreshToken).catch(() => {});
      for (const key of Object.values(keys)) page.storage.removeItem(key);
      page.leaveFor(pool.signOutUrl());
    },
  };
};
