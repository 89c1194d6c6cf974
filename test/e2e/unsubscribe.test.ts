import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestEvent, DigestResult } from '../../functions/digest.ts';
import type { LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { unusedRights } from './rights.ts';
import { bringUp, root, scan } from './run.ts';

const ana = 'Ana.Head@faromovil.example';
const ben = 'ben@faromovil.example';
/** A Spanish digest to two people, whose unsubscribe links are used as mail programs and people do. */
const audience = 'care-team';
const week = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`;

const dataFolder = temporaryFolder();
const outbox = join(dataFolder, 'outbox');
let stack: LocalStack;

beforeAll(async () => {
  const journeyFile = join(temporaryFolder(), 'journey.yaml');
  const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
  const digests = sample.slice(0, sample.indexOf('\ndigests:'));
  const plan = `{ audience: ${audience}, recipients: [${ana}, ${ben}], cadence: weekly, weekday: monday, hour: 9, locale: es }`;
  writeFileSync(journeyFile, `${digests}\ndigests:\n  - ${plan}\n`);
  stack = await bringUp({ dataFolder, journeyFile });
});
afterAll(() => stack.down());

const digest = (event: Partial<DigestEvent>) =>
  stack.functionFrom('functions/digest.ts').invoke({ audience, ...event }) as Promise<DigestResult>;
const resultsOf = ({ deliveries }: DigestResult) => deliveries.map(({ result }) => result);
const mailOf = (tag = ''): Promise<Email> => PostalMime.parse(readFileSync(join(outbox, `${tag}.eml`)));
const header = ({ headers }: Email, key: string) => headers.find((one) => one.key === key)?.value;
const linkIn = (mail: Email): string => header(mail, 'list-unsubscribe')?.slice(1, -1) ?? '';
/** The ledger's items of one digest: the states of its entries, and nothing for a mail. */
const kept = async (due: string) =>
  (await scan(stack))
    .filter(({ PK, SK }) => PK === `D#${audience}` && `${SK}`.startsWith(due))
    .map(({ state }) => state);
const wishes = async () => (await scan(stack)).filter(({ PK }) => String(PK).startsWith('U#'));

const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
const post = (url: string, body: URLSearchParams | FormData) => fetch(url, { method: 'POST', body });

describe('unsubscribing', () => {
  let anasLink: string;
  let bensLink: string;

  it('is offered by every mail, to its reader alone, without the address', async () => {
    const first = await digest({ scheduledTime: week(9) });
    expect(resultsOf(first)).toEqual(['sent', 'sent']);
    const mails = await Promise.all(first.deliveries.map(({ tag }) => mailOf(tag)));
    [anasLink, bensLink] = mails.map(linkIn) as [string, string];
    for (const mail of mails) {
      expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      expect(mail.html).toContain(linkIn(mail));
      expect(mail.text).toContain(linkIn(mail));
    }
    expect(anasLink).toMatch(new RegExp(`^${stack.apiUrl}/unsubscribe/[\\w-]+$`));
    expect(anasLink).not.toBe(bensLink);
    const token = anasLink.split('/').at(-1) ?? '';
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/ana@|faromovil/i);
  });

  it('changes nothing when the link is only opened, as scanners do', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(anasLink, { method })).status).toBe(200);
    const page = await fetch(anasLink);
    expect(await page.text()).toContain('¿Darse de baja de este resumen?');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; form-action 'self'/,
    );
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await wishes()).toEqual([]);
  });

  it('takes no other word for a wish, and no other method', async () => {
    expect((await post(anasLink, new URLSearchParams({ anything: 'else' }))).status).toBe(400);
    const broken = { method: 'POST', headers: { 'content-type': 'multipart/form-data' }, body: 'One-Click' };
    expect((await fetch(anasLink, broken)).status).toBe(400);
    const wrong = await fetch(anasLink, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(await wishes()).toEqual([]);
  });

  it('cannot be forged', async () => {
    const [address, token = ''] = anasLink.split('/unsubscribe/');
    const flipped = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    for (const forged of [flipped, token.slice(0, -1), `${token}A`, 'x', bensLink.slice(-60), 'A'.repeat(3_000)]) {
      const answer = await post(`${address}/unsubscribe/${forged}`, oneClick);
      expect(answer.status, forged).toBe(404);
      expect(await answer.text()).not.toMatch(/Faro|care/);
    }
    expect(await wishes()).toEqual([]);
  });

  it('happens by the one click of a mail program, however it writes its form', async () => {
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    const answer = await post(anasLink, multipart);
    expect([answer.status, answer.redirected]).toEqual([200, false]);
    expect(await answer.text()).toContain('Baja confirmada');
    expect((await post(anasLink, oneClick)).status).toBe(200);
    const kept = await wishes();
    expect(kept).toMatchObject([{ PK: `U#${audience}`, unsubscribedAtMs: expect.any(Number) }]);
    expect(JSON.stringify(kept).toLowerCase()).not.toContain('ana');
    expect(await (await fetch(anasLink)).text()).toContain('Volver a suscribirme');
  });

  it('keeps the next digest from who left, and from nobody else', async () => {
    const mailsBefore = readdirSync(outbox).length;
    const next = await digest({ scheduledTime: week(16) });
    expect(resultsOf(next)).toEqual(['unsubscribed', 'sent']);
    expect(next.subject).toBe((await mailOf(next.deliveries[1]?.tag)).subject);
    expect(readdirSync(outbox).length).toBe(mailsBefore + 1);
    expect((await mailOf(next.deliveries[1]?.tag)).to).toMatchObject([{ address: ben }]);
    expect(existsSync(join(outbox, `${next.deliveries[0]?.tag}.eml`))).toBe(false);
  });

  it('is taken back by the page’s other button, for the digests to come and not for the one that was missed', async () => {
    const back = await post(anasLink, new URLSearchParams({ choice: 'subscribe' }));
    expect([back.status, await wishes()]).toEqual([200, []]);
    expect(await back.text()).toContain('De nuevo en la lista');
    expect(resultsOf(await digest({ scheduledTime: week(16) }))).toEqual(['unsubscribed', 'done']);
    expect(resultsOf(await digest({ scheduledTime: week(23) }))).toEqual(['sent', 'sent']);
  });

  it('composes nothing of a digest nobody wants, and mails it to nobody', async () => {
    for (const link of [anasLink, bensLink]) await post(link, new URLSearchParams({ choice: 'unsubscribe' }));
    const mailsBefore = readdirSync(outbox).length;
    const unwanted = await digest({ scheduledTime: week(30) });
    expect(resultsOf(unwanted)).toEqual(['unsubscribed', 'unsubscribed']);
    expect(unwanted.subject).toBeUndefined();
    expect(await kept(week(30))).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
    expect(readdirSync(outbox).length).toBe(mailsBefore);
  });

  it('has no right that it does not use', () => {
    expect(unusedRights('functions/unsubscribe.ts', stack)).toEqual([]);
  });
});

describe('a test mail', () => {
  it('leaves to whom it is asked to, marked, again and again, and in no ledger', async () => {
    const ledgerBefore = (await scan(stack)).length;
    const tests = [];
    for (const to of ['me@example.org', 'me@example.org', ben]) {
      tests.push(await digest({ scheduledTime: week(30), to }));
    }
    expect(new Set(tests.flatMap(({ deliveries }) => deliveries.map(({ tag }) => tag))).size).toBe(3);
    const mails = await Promise.all(tests.map(({ deliveries }) => mailOf(deliveries[0]?.tag)));
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual(['me@example.org', 'me@example.org', ben]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
    for (const mail of mails) {
      expect(mail.subject).toMatch(/^\[Prueba\] ./);
      expect(header(mail, 'list-unsubscribe')).toBeUndefined();
      expect(mail.html).not.toContain('/unsubscribe/');
    }
    expect((await scan(stack)).length).toBe(ledgerBefore);
  });

  it.each(['', 'me', 'a@example.org, b@example.org', 'me@example.org\r\nBcc: b@example.org'])(
    'goes to no %j',
    async (to) => {
      const mailsBefore = readdirSync(outbox).length;
      await expect(digest({ scheduledTime: week(30), to })).rejects.toThrow('needs one e-mail address');
      expect(readdirSync(outbox).length).toBe(mailsBefore);
    },
  );
});
