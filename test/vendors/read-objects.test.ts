import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubspot } from '../../core/channels/hubspot.ts';
import { qualtrics } from '../../core/channels/qualtrics.ts';
import { surveymonkey } from '../../core/channels/surveymonkey.ts';
import type { ToolApi } from '../../core/channels/thin.ts';
import type { ObjectCall } from '../../core/enrich.ts';
import { readObjects } from '../../vendors/read-objects.ts';
import { fixture } from '../core/channels/fixture.ts';

type Turn = (response: ServerResponse) => void;

/** What the stand-in answers about an object, turn by turn; the last turn stays. */
const scripts = new Map<string, readonly Turn[]>();
const asked = new Map<string, IncomingMessage[]>();
const open = { now: 0, most: 0 };

const server = createServer((request, response) => {
  const object = /\/(\w+)(\/details)?(\?|$)/.exec(request.url ?? '')?.[1] ?? '';
  const before = asked.get(object) ?? [];
  asked.set(object, [...before, request]);
  open.now += 1;
  open.most = Math.max(open.most, open.now);
  response.on('close', () => {
    open.now -= 1;
  });
  const script = scripts.get(object) ?? [];
  (script[before.length] ?? script.at(-1))?.(response);
});
let address = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (body: Buffer | string): Turn =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
const status =
  (code: number, headers: Record<string, string> = {}): Turn =>
  (response) =>
    response.writeHead(code, headers).end('{"message":"no"}');
const hang: Turn = () => undefined;
const reset: Turn = (response) => response.socket?.destroy();

const request = (api: ToolApi | undefined, thin: Record<string, string>, source = 'crm'): ObjectCall => {
  if (api === undefined) throw new Error('the channel has no API');
  return { thin: { source, thin }, api, address, token: 'pat-1' };
};
let last = 0;
/** A contact of its own, about which the stand-in answers as told. */
const contact = (...script: Turn[]): ObjectCall & { readonly id: string } => {
  last += 1;
  const id = `7000${last}`;
  scripts.set(id, script);
  return { ...request(hubspot.api, { type: 'contact', portalId: '1', objectId: id }), id };
};
const within = (ms: number) => AbortSignal.timeout(ms);
const readOne = async (...script: Turn[]) => {
  const one = contact(...script);
  const startedAt = performance.now();
  const [reading] = await readObjects([one], within(9_000));
  return { reading, calls: asked.get(one.id)?.length ?? 0, ms: performance.now() - startedAt };
};
const busy = (reason: string) => ({ kind: 'busy', reason: `crm: the tool's API ${reason}` });
const gone = (reason: string) => ({ kind: 'gone', reason: `crm: the tool's API ${reason}` });

describe('readObjects', () => {
  it('reads what every tool documents, in the order it was asked', async () => {
    const answers = ['hubspot-contact', 'surveymonkey', 'qualtrics'].map((name) => fixture(`api/${name}.json`));
    const [hs = '', sm = '', qx = ''] = answers;
    scripts.set('550012', [(response) => setTimeout(() => json(hs)(response), 50)]);
    scripts.set('114900231', [json(sm)]);
    scripts.set('R_2dK8fYpWn5sHvTq', [json(qx)]);
    const readings = await readObjects(
      [
        request(hubspot.api, { type: 'contact', portalId: '1', objectId: '550012' }),
        request(surveymonkey.api, { surveyId: '511200417', responseId: '114900231' }),
        request(qualtrics.api, { surveyId: 'SV_3xQm1ZkP0aTbLcd', responseId: 'R_2dK8fYpWn5sHvTq' }),
      ],
      within(5_000),
    );
    expect(readings).toEqual(answers.map((answer) => ({ kind: 'read', answer: JSON.parse(answer.toString()) })));
    const tokens = ['550012', '114900231', 'R_2dK8fYpWn5sHvTq'].map((id) => asked.get(id)?.[0]?.headers);
    expect(tokens).toMatchObject([
      { authorization: 'Bearer pat-1', accept: 'application/json' },
      { authorization: 'Bearer pat-1' },
      { 'x-api-token': 'pat-1' },
    ]);
  });

  it('keeps every digit of an id', async () => {
    const { reading } = await readOne(json('{"id":9007199254740993}'));
    expect(reading).toEqual({ kind: 'read', answer: { id: '9007199254740993' } });
  });

  it.concurrent('waits as long as the tool asks, and tries again', async () => {
    const { reading, calls, ms } = await readOne(status(429, { 'retry-after': '1' }), json('{}'));
    expect([reading, calls]).toEqual([{ kind: 'read', answer: {} }, 2]);
    expect(ms).toBeGreaterThan(950);
  });

  it.concurrent('tries a server again that stumbles, three times in all', async () => {
    const stumbles = await readOne(status(500), status(500), json('{}'));
    expect([stumbles.reading, stumbles.calls]).toEqual([{ kind: 'read', answer: {} }, 3]);
    const falls = await readOne(status(503));
    expect([falls.reading, falls.calls]).toEqual([busy('answered 503'), 3]);
  });

  it.concurrent('does not wait for a tool that wants more than a few seconds', async () => {
    const { reading, calls, ms } = await readOne(status(429, { 'retry-after': '60' }));
    expect([reading, calls]).toEqual([busy('answered 429'), 1]);
    expect(ms).toBeLessThan(900);
  });

  it.concurrent('gives up a server that hangs, before its answer or in the middle of it', async () => {
    const half: Turn = (response) => response.writeHead(200).write('{"id":');
    const readings = await Promise.all([readOne(hang), readOne(half)]);
    expect(readings.map(({ reading }) => reading)).toEqual(Array(2).fill(busy('did not answer in time')));
    for (const { ms } of readings) expect(ms).toBeLessThan(7_000);
  });

  it.concurrent('tells what somebody can mend from what is not there', async () => {
    const readings = await Promise.all([401, 403, 404, 410, 400, 422].map((code) => readOne(status(code))));
    expect(readings.map(({ reading, calls }) => [reading, calls])).toEqual([
      [busy('answered 401'), 1],
      [busy('answered 403'), 1],
      [gone('answered 404'), 1],
      [gone('answered 410'), 1],
      [gone('answered 400'), 1],
      [gone('answered 422'), 1],
    ]);
  });

  it.concurrent('never carries the token where an answer points', async () => {
    const elsewhere = contact(json('{}'));
    const { reading } = await readOne(status(302, { location: `${address}/crm/v3/objects/contacts/${elsewhere.id}` }));
    expect([reading, asked.get(elsewhere.id)]).toEqual([busy('answered 302'), undefined]);
  });

  it.concurrent('takes a page of a proxy for a fault that passes', async () => {
    const page: Turn = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sorry');
    expect((await readOne(page)).reading).toEqual(busy('answered with something else than JSON'));
    expect((await readOne(json(''))).reading).toEqual(busy('answered with something else than JSON'));
  });

  it.concurrent('reads no more than 1 MiB', async () => {
    const of = (bytes: number) => json(`"${'x'.repeat(bytes - 2)}"`);
    expect((await readOne(of(1_024 * 1_024))).reading?.kind).toBe('read');
    expect((await readOne(of(1_024 * 1_024 + 1))).reading).toEqual(gone('answered with over 1 MiB'));
  });

  it.concurrent('survives connections that break or are refused', async () => {
    const { reading, calls } = await readOne(reset);
    expect([reading, calls]).toEqual([busy('could not be reached'), 3]);
    const nobody = { ...contact(hang), address: 'http://127.0.0.1:1' };
    expect(await readObjects([nobody], within(5_000))).toEqual([busy('could not be reached')]);
  });

  it.concurrent('ends at the deadline, in a call and between two', async () => {
    const startedAt = performance.now();
    const slow = [contact(hang), contact(status(429, { 'retry-after': '4' })), contact(status(500))];
    const readings = await readObjects(slow, within(200));
    expect(readings).toEqual(Array(3).fill(busy('did not answer before our deadline')));
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it.concurrent('calls nobody when the deadline is over', async () => {
    const one = contact(json('{}'));
    expect(await readObjects([one], AbortSignal.abort())).toEqual([busy('did not answer before our deadline')]);
    expect(asked.get(one.id)).toBeUndefined();
  });

  it('makes four calls at a time', async () => {
    open.most = 0;
    const slow: Turn = (response) => setTimeout(() => json('{}')(response), 20);
    const readings = await readObjects(
      Array.from({ length: 20 }, () => contact(slow)),
      within(5_000),
    );
    expect([new Set(readings.map(({ kind }) => kind)), open.most]).toEqual([new Set(['read']), 4]);
  });

  it('makes equal calls once, and tells each source its own', async () => {
    const one = contact(status(404));
    const another = { ...one, thin: { ...one.thin, source: 'old-crm' } };
    const readings = await readObjects([one, another, one], within(5_000));
    expect(readings.map((reading) => 'reason' in reading && reading.reason.split(':')[0])).toEqual([
      'crm',
      'old-crm',
      'crm',
    ]);
    expect(asked.get(one.id)).toHaveLength(1);
    await readObjects([one, { ...one, token: 'pat-2' }], within(5_000));
    expect(asked.get(one.id)).toHaveLength(3);
  });

  it('finds nothing where an event names nothing', async () => {
    const odd = request(hubspot.api, { type: 'contact', objectId: '\ud800' });
    expect(await readObjects([odd], within(1_000))).toEqual([
      { kind: 'gone', reason: 'crm: the event does not say where its object is' },
    ]);
    expect(await readObjects([], within(1_000))).toEqual([]);
  });

  it('keeps what a mistyped address or token would lose', async () => {
    const one = contact(json('{}'));
    const readings = await readObjects(
      [
        { ...one, address: 'nowhere' },
        { ...one, token: 'pat\n1' },
      ],
      within(1_000),
    );
    expect(readings).toEqual(Array(2).fill(busy('could not be reached')));
  });
});
