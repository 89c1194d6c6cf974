import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { DigestContent, Verbatim } from '../../../core/digest/content.ts';
import { buildMime, senderOf } from '../../../core/digest/mime.ts';
import { eraseQuotes, quotedIn, quotesOf, quotingHeaders, remadeMail } from '../../../core/digest/quotes.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { badWeek } from './contents.ts';

const verbatim = (signal: string, text: string): Verbatim => ({
  text,
  signal,
  day: '2026-11-18',
  touchpointName: 'Network',
  medium: 'app',
});
/** A digest with a quote beside its first finding and as many more voices as it may have. */
const content: DigestContent = {
  ...badWeek,
  findings: badWeek.findings.map((finding, index) =>
    index === 0
      ? { ...finding, verbatim: verbatim('a'.repeat(16), 'The canary said that the code never came.') }
      : finding,
  ),
  verbatims: ['b', 'c', 'd'].map((id) =>
    verbatim(id.repeat(16), `Voice ${id} said something long enough to be quoted.`),
  ),
};
const unsubscribeUrl = 'https://api.example/unsubscribe/abc';

const mailOf = (some: DigestContent, isPublic: boolean): Promise<Buffer> => {
  const { subject, html, text, charts } = renderDigest(some, isPublic ? { unsubscribe: unsubscribeUrl } : {});
  return buildMime({
    from: senderOf('Faro Móvil', 'listening@faromovil.example'),
    to: 'head.cx@faromovil.example',
    subject,
    html,
    text,
    messageId: '<tag@faromovil.example>',
    date: new Date('2026-11-23T07:00:00Z'),
    headers: quotingHeaders('tag', some),
    pictures: charts.map(({ cid }) => ({ cid, png: Buffer.from([137, 80, 78, 71, 13, 10]), name: `${cid}.png` })),
    ...(isPublic && { unsubscribeUrl }),
  });
};

describe('a mail that is made again', () => {
  it.each([true, false])('is the same to the last byte while its words are the same', async (isPublic) => {
    const raw = await mailOf(content, isPublic);
    expect((await remadeMail(raw, content)).toString('latin1')).toBe(raw.toString('latin1'));
  });

  it('has lost the words of an erased signal in both parts, and keeps all others', async () => {
    const erased = eraseQuotes(content, new Set(['a'.repeat(16), 'c'.repeat(16)]));
    const {
      html = '',
      text = '',
      headers,
    } = await PostalMime.parse(await remadeMail(await mailOf(content, true), erased));
    for (const part of [html, text.replaceAll(/\s+/g, ' ')]) {
      expect(part).not.toMatch(/canary|Voice c/);
      expect(part).toMatch(/Voice b said something[\s\S]*Voice d said something/);
      expect(part.match(/\[erased\]/g)).toHaveLength(2);
    }
    expect(quotesOf(headers)).toEqual(['b'.repeat(16), 'd'.repeat(16)]);
  });
});

describe('the signals a digest quotes', () => {
  it('are named in the mail itself, whichever line they are folded into', async () => {
    const { headers } = await PostalMime.parse(await mailOf(content, true));
    expect(quotesOf(headers)).toEqual(quotedIn(content));
    expect(quotedIn(content)).toEqual(['a', 'b', 'c', 'd'].map((id) => id.repeat(16)));
  });

  it('are none in a mail without quotes', async () => {
    const silent = { ...content, findings: [], verbatims: [] };
    const { headers } = await PostalMime.parse(await mailOf(silent, true));
    expect([quotesOf(headers), quotedIn(silent)]).toEqual([[], []]);
  });
});
