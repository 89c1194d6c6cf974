import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { buildMime, ledgerHeader, senderOf } from '../../../core/digest/mime.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { badWeekSpanish } from './contents.ts';

const { subject, html, text } = renderDigest(badWeekSpanish);
const mail = {
  from: senderOf('Faro Móvil', 'listening@faromovil.example'),
  to: 'head.cx@faromovil.example',
  subject,
  html,
  text,
  messageId: '<customer-experience.2026-11-23@faromovil.example>',
  date: new Date('2026-11-23T07:00:00Z'),
  headers: { [ledgerHeader]: 'D#customer-experience/2026-11-23T07:00:00Z#head.cx@faromovil.example' },
};

describe('a built mail', () => {
  it('survives the way with its accents, both parts and its ledger key', async () => {
    const parsed = await PostalMime.parse(await buildMime(mail));
    expect(parsed.subject).toBe('Activación de la SIM empeora: NPS −18 (antes +6)');
    expect(parsed.from).toMatchObject({ name: 'Faro Móvil · Listening Path', address: 'listening@faromovil.example' });
    expect(parsed.to).toMatchObject([{ address: 'head.cx@faromovil.example' }]);
    expect(parsed.text?.replaceAll('\r\n', '\n').trim()).toBe(text.trim());
    expect(parsed.html?.replaceAll('\r\n', '\n').trim()).toBe(html.trim());
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.date).toBe('2026-11-23T07:00:00.000Z');
    expect(parsed.headers).toContainEqual(expect.objectContaining({ value: mail.headers[ledgerHeader] }));
  });

  it('offers the text first and the HTML last, the one to prefer', async () => {
    const source = (await buildMime(mail)).toString();
    expect(source).toContain('Content-Type: multipart/alternative');
    expect(source.indexOf('text/plain; charset=utf-8')).toBeLessThan(source.indexOf('text/html; charset=utf-8'));
    expect(source.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2);
  });

  it('is ASCII in lines of at most 78 characters that end as SMTP wants them', async () => {
    const source = (await buildMime(mail)).toString('latin1');
    for (const line of source.split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,78}$/);
  });

  it('gives the same bytes for the same input, and another boundary for another message', async () => {
    const [one, again, other] = await Promise.all([
      buildMime(mail),
      buildMime({ ...mail }),
      buildMime({ ...mail, messageId: '<other@faromovil.example>' }),
    ]);
    expect(one.equals(again)).toBe(true);
    const boundary = /boundary="([^"]+)"/;
    expect(boundary.exec(one.toString())?.[1]).not.toBe(boundary.exec(other.toString())?.[1]);
  });

  it('carries its pictures inside, where the HTML finds them by their ids', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 13, 10]);
    const withPicture = {
      ...mail,
      html: '<p>Trend <img src="cid:trend@listening-path" alt="It fell"></p>',
      pictures: [{ cid: 'trend@listening-path', png, name: 'trend.png' }],
    };
    const bytes = await buildMime(withPicture);
    const parsed = await PostalMime.parse(bytes);
    expect(parsed.attachments).toMatchObject([
      {
        filename: 'trend.png',
        mimeType: 'image/png',
        disposition: 'inline',
        related: true,
        contentId: '<trend@listening-path>',
      },
    ]);
    expect(Buffer.from(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(png);
    const source = bytes.toString();
    const order = ['multipart/alternative', 'text/plain', 'multipart/related', 'text/html', 'image/png'];
    const places = order.map((type) => source.indexOf(`Content-Type: ${type}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect((await buildMime({ ...withPicture })).equals(bytes)).toBe(true);
  });

  it('offers one click to unsubscribe, in header lines as RFC 8058 writes them, and only when there is an address', async () => {
    const url = `https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/unsubscribe/${'aB3-_'.repeat(30)}`;
    const lines = (await buildMime({ ...mail, unsubscribeUrl: url })).toString().split('\r\n');
    expect(lines).toContain(`List-Unsubscribe: <${url}>`);
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect((await buildMime(mail)).toString()).not.toMatch(/^List-/m);
  });

  it('does not say what built it', async () => {
    expect((await buildMime(mail)).toString()).not.toMatch(/^x-mailer|nodemailer/im);
  });
});

describe("a line end in somebody's name", () => {
  const sneaky = 'Faro\r\nBcc: everyone@example.org\r\n\r\n<b>';

  it.each([
    ['organisation', { from: senderOf(sneaky, 'listening@faromovil.example') }],
    ['sender', { from: { name: 'Faro', address: `listening@faromovil.example\r\nBcc: everyone@example.org` } }],
    ['recipient', { to: `head.cx@faromovil.example\r\nBcc: everyone@example.org` }],
    ['subject', { subject: sneaky }],
    ['message id', { messageId: `<a@b>\r\nBcc: everyone@example.org` }],
    ['ledger key', { headers: { [ledgerHeader]: sneaky } }],
    ['unsubscribe link', { unsubscribeUrl: `https://x.example/\r\nBcc: everyone@example.org` }],
  ])('begins no header in the %s', async (_, change) => {
    const parsed = await PostalMime.parse(await buildMime({ ...mail, ...change }));
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(parsed.to).toHaveLength(1);
    expect(parsed.html).toContain('<!doctype html>');
  });

  it('cannot add a recipient by a comma', async () => {
    const parsed = await PostalMime.parse(
      await buildMime({ ...mail, from: senderOf('A, b@example.org', 'l@example.org') }),
    );
    expect(parsed.from).toMatchObject({ name: 'A, b@example.org · Listening Path', address: 'l@example.org' });
  });
});
