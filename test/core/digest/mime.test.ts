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
