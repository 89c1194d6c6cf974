import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '../../web/sign-in.ts';
import { SignInProblem } from '../../web/sign-in-problem.ts';
import type { SignInWindow } from '../../web/sign-in-window.ts';
import { startPool } from './sign-in-pool-server.ts';

const origin = 'https://page.example';
const wanted = '/?period=2026-10&lang=es';

/** A tab: its storage outlives the pages that are loaded into it. */
const openTab = (address: string) => {
  const stored = new Map<string, string>();
  const left: URL[] = [];
  let href = new URL(address, origin).href;
  let now = 1_000_000;
  const page: SignInWindow = {
    get href() {
      return href;
    },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    locale: 'en',
    leaveFor: (url) => void left.push(url),
    restore: (next) => {
      href = new URL(next, origin).href;
    },
    nowMs: () => now,
  };
  return {
    page,
    stored,
    left,
    load: (url: URL | string) => {
      href = new URL(url, origin).href;
    },
    wait: (ms: number) => {
      now += ms;
    },
  };
};

describe('signing in', () => {
  let pool: Awaited<ReturnType<typeof startPool>>;
  beforeEach(async () => {
    pool = await startPool();
  });
  afterEach(() => pool.stop());

  /** Waits until the page is left, however often it was before. */
  const sentTo = async (tab: ReturnType<typeof openTab>, times = 1): Promise<URL> => {
    await vi.waitFor(() => expect(tab.left).toHaveLength(times));
    return tab.left.at(-1) as URL;
  };
  const begin = async (address = wanted) => {
    const tab = openTab(address);
    void signIn(pool.settings, tab.page);
    return { tab, url: await sentTo(tab) };
  };
  const signedIn = async () => {
    const { tab, url } = await begin();
    tab.load(pool.letIn(url));
    return { tab, session: await signIn(pool.settings, tab.page) };
  };
  const problemOf = (promise: Promise<unknown>) => promise.then(() => undefined).catch((problem) => problem);

  it('sends a reader to the page that discovery names, with a proof that only this tab can give', async () => {
    const { url, tab } = await begin();
    expect(url.href).toMatch(`${pool.settings.domain}/oauth2/authorize?`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'the-page',
      redirect_uri: `${origin}/`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(url.href).not.toContain(JSON.parse(tab.stored.get('sign-in') ?? '').verifier);
  });

  it('comes back to the address that was wanted, with a token, and leaves no code in the address', async () => {
    const { tab, session } = await signedIn();
    expect(tab.page.href).toBe(`${origin}${wanted}`);
    expect(await session.token()).toBe('access-1');
    expect(pool.seen).toHaveLength(1);
  });

  it('keeps no access token where a reload would find it', async () => {
    const { tab, session } = await signedIn();
    expect([...tab.stored.values()].join()).not.toContain(await session.token());
    expect([...tab.stored.keys()]).toEqual(['refresh-token']);
  });

  it('goes on after a reload without the sign-in page', async () => {
    const { tab } = await signedIn();
    const session = await signIn(pool.settings, tab.page);
    expect(await session.token()).toBe('access-2');
    expect(tab.left).toHaveLength(1);
  });

  it('fetches one new token before the old one ends, however many ask for it, and again with the rotated proof', async () => {
    const { tab, session } = await signedIn();
    tab.wait(3_500_000);
    expect(await session.token()).toBe('access-1');
    tab.wait(60_000);
    expect(await Promise.all([session.token(), session.token(), session.token()])).toEqual(Array(3).fill('access-2'));
    tab.wait(3_600_000);
    expect(await session.token()).toBe('access-3');
    expect(pool.seen.map((asked) => asked.get('grant_type'))).toEqual([
      'authorization_code',
      'refresh_token',
      'refresh_token',
    ]);
  });

  it('sends the reader to sign in again when the session has ended, and back to where they were', async () => {
    const { tab, session } = await signedIn();
    pool.endAllSessions();
    tab.load('/?touchpoint=website');
    tab.wait(3_600_000);
    void session.token();
    tab.load(pool.letIn(await sentTo(tab, 2)));
    await signIn(pool.settings, tab.page);
    expect(tab.page.href).toBe(`${origin}/?touchpoint=website`);
  });

  it('refuses an answer to a question it did not ask, and asks the pool for nothing', async () => {
    const { tab, url } = await begin();
    const back = pool.letIn(url);
    back.searchParams.set('state', 'of-somebody-else');
    tab.load(back);
    expect(await problemOf(signIn(pool.settings, tab.page))).toMatchObject({ kind: 'expired' });
    expect(pool.seen).toEqual([]);
    expect(tab.page.href).toBe(`${origin}${wanted}`);
  });

  it('starts over when an old answer is opened again', async () => {
    const tab = openTab('/?code=old&state=old');
    void signIn(pool.settings, tab.page);
    await sentTo(tab);
    expect(tab.page.href).toBe(`${origin}/`);
  });

  it('gives no code away without the verifier it was asked for with', async () => {
    const { tab, url } = await begin();
    tab.stored.set(
      'sign-in',
      JSON.stringify({ ...JSON.parse(tab.stored.get('sign-in') ?? ''), verifier: 'v'.repeat(43) }),
    );
    tab.load(pool.letIn(url));
    expect(await problemOf(signIn(pool.settings, tab.page))).toMatchObject({ kind: 'expired' });
  });

  it.each(['//elsewhere.example/', 'https://elsewhere.example/?period=2026-10', 'javascript:alert(1)', 'http://['])(
    'never leads anywhere but to this page: %s',
    async (address) => {
      const { tab, url } = await begin();
      tab.stored.set('sign-in', JSON.stringify({ ...JSON.parse(tab.stored.get('sign-in') ?? ''), address }));
      tab.load(pool.letIn(url));
      await signIn(pool.settings, tab.page);
      expect(tab.page.href).toBe(`${origin}/`);
    },
  );

  it.each([
    ['access_denied', 'denied', /cancelled or refused/],
    ['server_error', 'failed', /did not work/],
  ])('says in plain words that the pool answered %s', async (error, kind, words) => {
    const { tab, url } = await begin();
    tab.load(`/?${new URLSearchParams({ error, state: url.searchParams.get('state') ?? '' })}`);
    const problem = await problemOf(signIn(pool.settings, tab.page));
    expect(problem).toBeInstanceOf(SignInProblem);
    expect(problem).toMatchObject({ kind, message: expect.stringMatching(words) });
    expect(problem.message).toContain('Reload the page');
  });

  it('tells a pool that cannot be reached from a session that ended, and tries again when asked to', async () => {
    const { tab, session } = await signedIn();
    tab.wait(3_600_000);
    pool.stop();
    expect(await problemOf(session.token())).toMatchObject({ kind: 'unreachable' });
    expect(tab.stored.has('refresh-token')).toBe(true);
    expect(await problemOf(signIn(pool.settings, { ...tab.page, locale: 'es' }))).toMatchObject({
      message: expect.stringContaining('No se puede llegar'),
    });
  });

  it('signs out of the pool and of this tab, and leaves no token that somebody could have copied', async () => {
    const { tab, session } = await signedIn();
    expect(pool.sessions()).toBe(1);
    session.signOut();
    expect(tab.stored.size).toBe(0);
    await vi.waitFor(() => expect(pool.sessions()).toBe(0));
    expect(tab.left.at(-1)?.href).toBe(
      `${pool.settings.domain}/logout?client_id=the-page&logout_uri=${encodeURIComponent(`${origin}/`)}`,
    );
  });
});
