import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Source } from '../../core/journey/schema.ts';
import { type PipelineStatus, statusOf } from '../../core/status.ts';
import { deskPage } from '../../local/desk/pages.ts';
import { readerOf } from '../../local/desk/reader.ts';
import { LocalStack } from '../../local/stack.ts';
import { assembleFrom, sampleJourney } from '../e2e/assemble.ts';
import { bringUp, freePort, root } from '../e2e/run.ts';
import { type Senders, sendersFor } from '../e2e/senders.ts';
import { temporaryFolder } from '../setup/folder.ts';

const dataFolder = temporaryFolder();
const outbox = join(dataFolder, 'outbox');
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const mailHtml =
  '<html><head><style>@media (prefers-color-scheme: dark){.a{color:#fff !important}}</style></head><body><script>alert(1)</script><img src="cid:dot@x" onerror="alert(2)"></body></html>';
const mail = [
  'From: listening@faromovil.example',
  'To: head.cx@faromovil.example',
  'Subject: <script>alert(3)</script> & more',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  mailHtml,
  '--b',
  'Content-Type: image/png',
  'Content-ID: <dot@x>',
  'Content-Transfer-Encoding: base64',
  '',
  pixel,
  '--b--',
].join('\r\n');

let stack: LocalStack;
let send: Senders;
beforeAll(async () => {
  stack = await bringUp({ dataFolder });
  send = sendersFor(stack);
}, 60_000);
afterAll(() => stack.down());

/** A request to the letter: no client library would send these paths and hosts. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; policy: string; type: string; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(stack.apiUrl);
    request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          policy: String(response.headers['content-security-policy']),
          type: String(response.headers['content-type']),
          body,
        }),
      );
    })
      .on('error', reject)
      .end();
  });

const status = async (): Promise<PipelineStatus> => JSON.parse((await get('/desk/status.json')).body);

describe('the desk', () => {
  it('says that nothing came and no mail left, while that is so', async () => {
    const [signals, mails, sources] = await Promise.all(
      ['/desk/', '/desk/mails', '/desk/sources'].map((path) => get(path)),
    );
    for (const shown of [signals, mails, sources]) {
      expect([shown?.status, shown?.type]).toEqual([200, 'text/html; charset=utf-8']);
      expect(shown?.policy).toContain("default-src 'none'");
      expect(shown?.policy).not.toContain('unsafe');
    }
    expect(signals?.body).toContain('Nothing was received yet.');
    expect(mails?.body).toContain('No mail has left yet');
    expect(sources?.body).toContain('Waiting for its first signal');
    expect(sources?.body).toContain(`data-copy="${stack.apiUrl}/hooks/own-systems"`);
  });

  it('has a page for each of its tabs, beside the map, and says which one it is', async () => {
    for (const path of ['/desk/', '/desk/mails', '/desk/sources']) {
      const { body } = await get(path);
      const links = [...body.matchAll(/<a href="([^"#]+)"( aria-current="page")?>(\w+)<\/a>/g)];
      expect(links.map(([, href, , label]) => [href, label]).slice(0, 4)).toEqual([
        ['/', 'Map'],
        ['/desk/', 'Signals'],
        ['/desk/mails', 'Mails'],
        ['/desk/sources', 'Sources'],
      ]);
      expect(links.filter(([, , current]) => current).map(([, href]) => href)).toEqual([path]);
    }
    expect((await get('/desk')).status).toBe(308);
  });

  it('speaks the organisation’s language or the one its address asks for, which its links keep', async () => {
    for (const path of ['/desk/', '/desk/mails', '/desk/sources']) {
      expect((await get(`${path}?lang=fr`)).body).toContain('<html lang="en">');
      const { body } = await get(`${path}?lang=es`);
      expect(body).toContain('<html lang="es">');
      const links = [...body.matchAll(/<a href="([^"#]+)"[^>]*>(\p{L}+)<\/a>/gu)];
      expect(links.map(([, href, label]) => [href, label])).toEqual([
        ['/?lang=es', 'Mapa'],
        ['/desk/?lang=es', 'Señales'],
        ['/desk/mails?lang=es', 'Correos'],
        ['/desk/sources?lang=es', 'Fuentes'],
        ['?lang=en', 'English'],
        ['?lang=es', 'Español'],
      ]);
    }
    expect((await get('/desk/live?lang=es')).body).toContain('Todavía no se ha recibido nada.');
    expect((await get('/desk/nothing?lang=es')).body).toBe('No existe esa página.');
  });

  it('names the command that shows secrets and prints none of them', async () => {
    const { body } = await get('/desk/live');
    expect(body).toContain('npx listening-path sources --data');
    for (const [secret = ''] of Object.values(stack.secrets.sources)) expect(body).not.toContain(secret);
  });

  it('says where a source is connected that has no plain address, and how to try the first one', () => {
    const sources = [
      { id: 'reviews', channel: 'trustpilot' },
      { id: 'calls', channel: 'amazon-connect' },
    ] as Source[];
    const at = { apiUrl: stack.apiUrl, nowMs: Date.now() };
    const facts = {
      organisation: 'Acme',
      standing: {
        status: statusOf({ waiting: 0, deadLetters: [], heartbeats: [] }, sources, at),
        silent: [],
        nowMs: at.nowMs,
      },
      mails: [],
      place: {
        sources,
        audience: 'all',
        apiUrl: stack.apiUrl,
        root,
        dataFolder: join(root, '.local/journeys/mine'),
        journeyFile: join(root, 'mine.yaml'),
      },
      sampleNow: undefined,
    };
    const reader = readerOf('', stack.journey.organisation);
    const page = deskPage('sources', facts, reader, 'run');
    expect(page).toContain('Its address: <code>npx listening-path sources reviews --journey mine.yaml</code>');
    expect(page).toContain('No address: a rule, deployed with the stack, brings its events');
    expect(deskPage('signals', facts, reader, 'run')).toContain(
      'npx listening-path send --sample trustpilot --source reviews --journey mine.yaml',
    );
  });

  it('shows every mail, newest first, with its subject as text', async () => {
    mkdirSync(outbox, { recursive: true });
    writeFileSync(join(outbox, 'older.eml'), 'To: a@example.org\r\nSubject: Older\r\n\r\nHello');
    await new Promise((done) => setTimeout(done, 20));
    writeFileSync(join(outbox, 'a b&c.eml'), mail);
    writeFileSync(join(outbox, 'note.txt'), 'no mail');
    const { body } = await get('/desk/live');
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('note.txt');
    expect(body).toContain('href="/desk/mail/a%20b%26c.eml"');
    expect(body.indexOf('&lt;script>alert(3)')).toBeGreaterThan(0);
    expect(body.indexOf('Older')).toBeGreaterThan(body.indexOf('alert(3)'));
  });

  it('leads to a mail and back in the language it is read in', async () => {
    expect((await get('/desk/mails?lang=es')).body).toContain('href="/desk/mail/older.eml?lang=es"');
    const { body } = await get('/desk/mail/older.eml?light=dark&lang=es');
    expect(body).toContain('Para a@example.org');
    expect(body).toContain('href="?show=mail&amp;light=light&amp;width=wide&amp;lang=es">Claro</a>');
    expect(body).toContain('href="?show=mail&amp;light=dark&amp;width=wide&amp;lang=en"');
    expect(body).toContain('href="/desk/mails?lang=es"');
  });

  it('opens a mail in a frame that runs nothing and loads nothing', async () => {
    const around = await get('/desk/mail/a%20b%26c.eml?light=dark&width=phone');
    expect(around.body).toContain('<iframe sandbox src="/desk/mail/a%20b%26c.eml/html?light=dark"');
    expect(around.body).not.toContain('<script>alert');
    const { policy, body } = await get('/desk/mail/a%20b%26c.eml/html?light=dark');
    expect(policy).toMatch(/^sandbox; default-src 'none';/);
    expect(policy).not.toMatch(/script-src|allow-scripts/);
    expect(body).toContain('<script>alert(1)</script>');
    expect(body).toContain(`src="data:image/png;base64,${pixel}"`);
    expect(body).toContain('@media (min-width:0px){.a');
  });

  it('shows the text and the headers of a mail as they are', async () => {
    expect((await get('/desk/mail/older.eml?show=text')).body).toContain('<pre class="paper"><code>Hello');
    expect((await get('/desk/mail/a%20b%26c.eml?show=headers')).body).toContain('multipart/related; boundary=b');
  });

  it.each([
    '/desk/mail/..%2Fsecrets.json',
    '/desk/mail/%2e%2e%2fsecrets.json/html',
    '/desk/mail/../secrets.json',
    '/desk/../secrets.json',
    '/desk/mail/note.txt',
    '/desk/mail/linked.eml',
    '/desk/mail/none.eml',
    '/desk/mail/%00.eml',
    '/desk/mail/%E0%A4%A',
    '/desk/mail/',
    '/desk/nothing',
  ])('leads nowhere but to the mails it lists: %s', async (path) => {
    const link = join(outbox, 'linked.eml');
    try {
      symlinkSync(join(dataFolder, 'secrets.json'), link);
    } catch {}
    const { status: code, body } = await get(path);
    expect([code, body]).toEqual([404, 'There is no such page.']);
  });

  it.each(['evil.example', 'evil.example:4480', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'is not shown under another name: %s',
    async (host) => {
      for (const path of ['/desk/', '/desk/status.json', '/desk/mail/older.eml/html']) {
        expect((await get(path, { host })).status).toBe(403);
      }
      expect((await get('/hooks/nobody', { host })).status).toBe(404);
    },
  );

  it('is shown as localhost, and not through a tunnel that says so', async () => {
    const host = `localhost:${new URL(stack.apiUrl).port}`;
    expect((await get('/desk/', { host })).status).toBe(200);
    expect((await get('/desk/', { host, 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
  });

  it('only shows: nothing is posted to it', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await get('/desk/', {}, method)).status).toBe(404);
  });

  it('wears the look of the journey’s page, and defines no colour beside it', async () => {
    const look = readFileSync(join(root, 'web/look.css'), 'utf8');
    const { body } = await get('/desk/desk.css');
    expect(body.startsWith(look)).toBe(true);
    expect(body.slice(look.length)).not.toMatch(/^\s*--/m);
  });

  it('loads one style sheet and one script, both small', async () => {
    const { body } = await get('/desk/');
    const loaded = [...body.matchAll(/(?:src|href)="(\/desk\/desk\.[a-z]+)"/g)].map(([, path = '']) => path);
    expect(loaded).toEqual(['/desk/desk.css', '/desk/desk.js']);
    const sizes = await Promise.all(loaded.map(async (path) => (await get(path)).body.length));
    expect(body.length + (sizes[0] ?? 0) + (sizes[1] ?? 0)).toBeLessThan(25_000);
    // The policy would block any style written beside its element.
    expect(body).not.toMatch(/ style=|<style| on\w+=/);
  });
});

describe('the counts', () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const answer = (id: string) =>
    send.standardWebhooks('app-feedback', `msg-${Math.random()}`, {
      type: 'feedback.submitted',
      timestamp: hourAgo,
      data: { id, nps: 9 },
    });
  const solved = (version: number, score: 'GOOD' | 'BAD') =>
    send.zendesk('help-desk-tickets', {
      account_id: 7,
      id: `event-${version}`,
      type: 'zen:event-type:ticket.csat_received',
      subject: 'zen:ticket:1',
      time: hourAgo,
      zendesk_event_version: '2022-11-06',
      detail: { id: '1', requester_id: '1', tags: [], via: { channel: 'email' }, created_at: hourAgo },
      event: { meta: { sequence: { id: 'x', position: version } }, satisfaction_score: { score } },
    });

  it('leave nothing out: duplicates, a correction, a bad item and a poison message', async () => {
    for (const id of ['a', 'b', 'c', 'a', 'a']) expect((await answer(id)).status).toBe(202);
    for (const [version, score] of [
      [1, 'BAD'],
      [2, 'GOOD'],
    ] as const)
      expect((await solved(version, score)).status).toBe(202);
    const record = { occurredAt: hourAgo, scores: { nps: 8 } };
    const old = { ...record, id: 'old', occurredAt: '2004-02-29T12:00:00Z' };
    const batch = [
      { ...record, id: 'x', text: 'Det var inte alls bra, tyvärr.', language: 'sv' },
      { id: 'bad', text: 'ines@example.org' },
      { ...record, id: 'poison', attributes: { weight: 1e300 } },
      old,
    ];
    expect((await send.generic('own-systems', batch as unknown as object)).status).toBe(202);
    await stack.drain();
    await vi.waitFor(async () => expect(await status()).toMatchObject({ stored: 6, unscored: 1, pending: 0 }), {
      timeout: 15_000,
      interval: 200,
    });
    const { received, stored, repeated, waiting, dead, deadLetters, sources } = await status();
    // 5 answers, 2 ratings and 3 of the batch came through the queue; 1 of the batch was refused at the door.
    expect({ received, stored, repeated, waiting, dead }).toEqual({
      received: 11,
      stored: 6,
      repeated: 3,
      waiting: 0,
      dead: 2,
    });
    expect(received).toBe(stored + repeated + waiting + dead);
    expect(deadLetters).toHaveLength(2);
    expect(deadLetters).toContainEqual({ reason: 'ValidationException', count: 1 });
    expect(deadLetters).toContainEqual({
      reason: 'generic.occurredAt: must be given, as string',
      source: 'own-systems',
      count: 1,
    });
    expect(JSON.stringify(deadLetters)).not.toContain('ines');
    const own = sources.find(({ id }) => id === 'own-systems');
    expect(own).toMatchObject({
      signals: 2,
      signals24Hours: 1,
      silence: expect.stringMatching(/^(less than an|1) hour$/),
    });
    const { body } = await get('/desk/live');
    expect(body).toContain('Everything received is stored, but for the dead letters.');
    expect(body).toContain('1 stored text has no sentiment, and counts as none.');
    expect(body).toMatch(/id="count-repeated" data-live[^>]*>3</);
  }, 60_000);

  it('know what waits while nobody stores it', async () => {
    const idle = await LocalStack.up({
      root,
      dataFolder: temporaryFolder(),
      journeyFile: sampleJourney,
      port: await freePort(),
      synthesize: assembleFrom(inject('assemblyFolder')),
    });
    await idle.serve();
    const { generic } = sendersFor(idle);
    await generic('own-systems', { id: 'one', occurredAt: hourAgo, scores: { nps: 8 } });
    expect(await idle.standing().read()).toMatchObject({ received: 1, stored: 0, repeated: 0, waiting: 1, dead: 0 });
    await idle.down();
  }, 60_000);
});

describe('a source that stopped', () => {
  const dayMs = 24 * 3_600_000;
  const heard = (daysAgo: number, nth = 0) => ({
    id: `${daysAgo}-${nth}`,
    occurredAt: new Date(Date.now() - daysAgo * dayMs).toISOString(),
    scores: { nps: 8 },
  });
  const shown = async (lang: string): Promise<string> => {
    const { body } = await get(`/desk/sources?lang=${lang}`);
    return /id="source-store-tablets"[^>]*>(.*?)<\/p>/s.exec(body)?.[1] ?? '';
  };
  const store = async (records: readonly object[]): Promise<void> => {
    expect((await send.generic('store-tablets', records as unknown as object)).status).toBe(202);
    await stack.drain();
  };

  it('is marked, with how long and since when, until it is heard again', async () => {
    const weeks = Array.from({ length: 32 }, (_, day) => [0, 1, 2].map((nth) => heard(5 + day, nth)));
    await store(weeks.flat());
    const { timeZone } = stack.journey.organisation;
    const stoppedMs = (Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000 - 5 * dayMs;
    const moments = new Intl.DateTimeFormat('en', {
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone,
    });
    await vi.waitFor(async () => expect(await shown('en')).toContain('! Silent for 5 days'), { timeout: 15_000 });
    expect(await shown('en')).toContain(`since ${moments.format(stoppedMs)}`);
    expect(await shown('es')).toContain('! Lleva 5 días en silencio');
    expect((await get('/desk/sources')).body.match(/Silent for/g)).toHaveLength(1);

    await store([heard(0)]);
    await vi.waitFor(async () => expect(await shown('en')).toContain('Last signal less than an hour ago'), {
      timeout: 15_000,
    });
    expect(await shown('en')).not.toContain('Silent');
  }, 60_000);
});
