import { describe, expect, it } from 'vitest';
import type { Address } from '../../web/address.ts';
import { askAhead } from '../../web/ahead.ts';
import { type Client, clientOf } from '../../web/client.ts';

const address: Address = {
  period: '2026-10',
  compare: '2026-07',
  segment: 'plan:contract',
  medium: 'chat',
  lang: 'es',
  touchpoint: 'sim-activation',
  sentiment: 'negative',
  theme: 'activation-code',
  customer: 'a/b?c',
};
const forever = new AbortController().signal;

interface Asked {
  readonly path: string;
  readonly headers: Headers;
}

/** What the API is asked for by one call, and what becomes of its answer. */
const ask = async (
  call: (client: Client) => Promise<unknown>,
  answer: () => Response | Promise<Response> = () => Response.json({}),
  token: () => Promise<string | undefined> = async () => undefined,
) => {
  const asked: Asked[] = [];
  const client = clientOf(token, async (path, options) => {
    asked.push({ path: String(path), headers: new Headers(options?.headers) });
    return answer();
  });
  const outcome = await call(client).catch((problem: unknown) => problem);
  return { asked, outcome };
};
const map = (client: Client) => client.map(address, forever);

describe('what the page asks', () => {
  it('sends each question the part of the address it is about, and nothing the API would refuse', async () => {
    const view = 'period=2026-10&compare=2026-07&segment=plan%3Acontract&medium=chat&lang=es';
    const words =
      'period=2026-10&segment=plan%3Acontract&medium=chat&lang=es&touchpoint=sim-activation&sentiment=negative&theme=activation-code';
    const calls: [(client: Client) => Promise<unknown>, string][] = [
      [map, `/api/map?${view}`],
      [(client) => client.touchpoint(address, forever), `/api/touchpoints/sim-activation?${view}`],
      [(client) => client.verbatims(address, undefined, forever), `/api/verbatims?${words}`],
      [(client) => client.verbatims(address, 'c+1', forever), `/api/verbatims?${words}&cursor=c%2B1`],
      [(client) => client.customer(address, forever), '/api/customers/a%2Fb%3Fc?lang=es'],
      [(client) => client.map({}, forever), '/api/map'],
    ];
    for (const [call, path] of calls) expect((await ask(call)).asked.map((one) => one.path)).toEqual([path]);
  });

  it('shows its token where somebody signed in, and none where nobody has to', async () => {
    const signedIn = await ask(map, undefined, async () => 'abc');
    expect(signedIn.asked[0]?.headers.get('authorization')).toBe('Bearer abc');
    expect((await ask(map)).asked[0]?.headers.has('authorization')).toBe(false);
  });
});

describe('what becomes of an answer', () => {
  it('gives back what the API answered', async () => {
    expect((await ask(map, () => Response.json({ answersMin: 10 }))).outcome).toEqual({ answersMin: 10 });
  });

  it.each([
    [400, 'missing'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'missing'],
    [429, 'failed'],
    [503, 'failed'],
  ])('tells a %i as %s, in the words of the API', async (status, kind) => {
    const detail = 'Ask for a week as 2026-11-09.';
    const { outcome } = await ask(map, () => Response.json({ title: 'not-found', status, detail }, { status }));
    expect(outcome).toMatchObject({ name: 'ApiProblem', kind, message: detail });
  });

  it('has words for an answer that is none of the API', async () => {
    const bare = await ask(map, () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(bare.outcome).toMatchObject({ kind: 'failed', message: 'The API answered 502. Try again later.' });
    const portal = await ask(map, () => new Response('<h1>Pay for this network</h1>'));
    expect(portal.outcome).toMatchObject({ kind: 'failed' });
  });

  it('tells no answer at all as no connection, also while a token is fetched', async () => {
    const unreachable = () => Promise.reject(new TypeError('fetch failed'));
    expect((await ask(map, unreachable)).outcome).toMatchObject({ kind: 'offline' });
    expect((await ask(map, undefined, unreachable)).outcome).toMatchObject({ kind: 'offline' });
  });

  it('passes on that nobody waits any longer', async () => {
    const gone = new AbortController();
    gone.abort(new Error('another view'));
    const { outcome } = await ask(
      (client) => client.map(address, gone.signal),
      () => Promise.reject(gone.signal.reason),
    );
    expect(outcome).toBe(gone.signal.reason);
  });
});

describe('a sheet', () => {
  it('may be an old one at first, and is asked for anew behind it', async () => {
    const ages = ['31', '0', '30'];
    const controls: (string | null)[] = [];
    const client = clientOf(
      async () => undefined,
      async (_path, options) => {
        controls.push(new Headers(options?.headers).get('cache-control'));
        return Response.json({}, { headers: { age: ages.shift() ?? '' } });
      },
    );
    const isOld: boolean[] = [];
    for (const _ of ages.slice()) isOld.push(client.isOld(await client.map(address, forever)));
    expect(isOld).toEqual([true, false, false]);
    expect(controls).toEqual(['max-stale=43200', null, 'max-stale=43200']);
  });

  it('is asked for anew until that came', async () => {
    const answers = [
      () => Response.json({}, { headers: { age: '600' } }),
      () => Promise.reject(new TypeError('fetch failed')),
      () => Response.json({}),
    ];
    const controls: (string | null)[] = [];
    const client = clientOf(
      async () => undefined,
      async (_path, options) => {
        controls.push(new Headers(options?.headers).get('cache-control'));
        return (answers.shift() ?? (() => Response.json({})))();
      },
    );
    for (const _ of answers.slice()) await client.map(address, forever).catch(() => {});
    expect(controls).toEqual(['max-stale=43200', null, null]);
  });
});

describe('the first sheet', () => {
  const counting = () => {
    const asked: string[] = [];
    const client = clientOf(
      async () => undefined,
      async (path) => {
        asked.push(String(path));
        return Response.json({ of: path });
      },
    );
    return { asked, client };
  };

  it('is asked for once, before anybody wants it', async () => {
    const { asked, client } = counting();
    const ahead = askAhead(client, { period: '2026-10' });
    await ahead.map({ period: '2026-10' }, forever);
    expect(asked).toEqual(['/api/map?period=2026-10']);
    await ahead.map({ period: '2026-10' }, forever);
    expect(asked).toHaveLength(2);
  });

  it('is never given to who asks for another', async () => {
    const { client } = counting();
    const ahead = askAhead(client, { period: '2026-10' });
    expect(await ahead.map({ period: '2026-09' }, forever)).toEqual({ of: '/api/map?period=2026-09' });
    expect(await ahead.map({ period: '2026-10' }, forever)).toEqual({ of: '/api/map?period=2026-10' });
  });
});
