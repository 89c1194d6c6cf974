import { describe, expect, it } from 'vitest';
import type { DigestContent } from '../../../core/digest/content.ts';
import { plain } from '../../../core/digest/plain.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { activation, badWeek, badWeekSpanish, firstWeek, quietWeek } from './contents.ts';

const samples = { badWeek, badWeekSpanish, quietWeek, firstWeek };

/** As long as anything can be: every name, quote and list far beyond what the journey's schema allows. */
const long = '\u{1f9d1}&"<'.repeat(1_000);
const worstWeek: DigestContent = {
  ...badWeek,
  organisation: long,
  audience: long,
  timeZone: long,
  headlines: (['nps', 'csat', 'ces', 'rating', 'netSentiment'] as const).flatMap((metric) =>
    badWeek.headlines.slice(0, 1).map((headline) => ({ ...headline, metric })),
  ),
  findings: Array.from({ length: 9 }, () => ({
    ...activation,
    touchpointName: long,
    stageName: long,
    ownerName: long,
    ownerEmail: long,
    verbatim: { text: long, day: '2026-11-18' },
  })),
  tooFew: Array.from({ length: 200 }, () => ({ touchpointName: long, n: 12 })),
};

const spokenBy = (text: string) =>
  renderDigest({ ...badWeek, findings: [{ ...activation, verbatim: { text, day: '2026-11-18' } }] });

describe.each(Object.entries(samples))('%s', (_, content) => {
  const { html, text } = renderDigest(content);

  it('gives the same characters for the same content', () => {
    expect(renderDigest(structuredClone(content))).toEqual(renderDigest(content));
  });

  it('loads nothing from anywhere', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|video|object)\b|url\(|@import|https?:/i);
  });

  it('names its language and follows the light of the screen', () => {
    expect(html).toContain(`<html lang="${content.locale}">`);
    expect(html).toContain('<meta name="color-scheme" content="light dark"');
    expect(html).toMatch(/@media \(prefers-color-scheme:dark\)\{\.page\{background-color:#\w{6} !important\}/);
  });

  it('keeps the text part within 72 columns', () => {
    for (const line of text.split('\n')) expect(Array.from(line).length, line).toBeLessThanOrEqual(72);
  });

  it('tells the same facts in both parts', () => {
    const figures = (part: string) => new Set(part.match(/[+−]?\d[\d.,]*(?:\u00a0%)?/g));
    const body = html.slice(html.indexOf('</div>')).replaceAll(/<[^>]*>|&#\d+;/g, ' ');
    expect([...figures(text)].filter((figure) => !figures(body).has(figure))).toEqual([]);
  });
});

describe('what customers typed', () => {
  it('shows markup as the characters they are', () => {
    const { html, text } = spokenBy('<script>alert("x")</script> & <img src=x onerror=\'y\'>');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script>alert(&quot;x&quot;)&lt;/script> &amp; &lt;img');
    expect(text).toContain('<script>alert("x")</script>');
  });

  it("cannot leave an attribute through an owner's address", () => {
    const { html } = renderDigest({
      ...badWeek,
      findings: [{ ...activation, ownerEmail: 'a"onclick="x@example.org' }],
    });
    expect(html).toContain('href="mailto:a%22onclick=%22x@example.org"');
  });

  it('cannot reorder the line it stands in, nor hide in it', () => {
    const { html, text } = spokenBy('safe \u202egpj.exe\u2066\u200b\u00ad\u0000\u001b[2J\u2028end \ud800!');
    for (const part of [html, text]) {
      expect(part).toContain('safe gpj.exe [2J end \ufffd!');
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u00ad\u2028\ud800]|(?!\n)\p{Cc}/u);
    }
  });

  it('keeps what Persian words and family emoji are joined with', () => {
    expect(plain('می\u200cخواهم 👨\u200d👩\u200d👧')).toBe('می\u200cخواهم 👨\u200d👩\u200d👧');
  });

  it('may be one word of 4,000 letters', () => {
    const { html, text } = spokenBy('a'.repeat(4_000));
    expect(html).toMatch(/“a{279}…”/);
    expect(html).toContain('overflow-wrap:anywhere');
    expect(html).toContain('table-layout:fixed');
    expect(text).toMatch(/\n {2}\| “a{67}\n {2}\| a{68}\n/);
  });

  it('lets an Arabic quote run from right to left', () => {
    expect(spokenBy('ممتاز').html).toContain('<blockquote dir="auto"');
  });
});

describe('the worst content', () => {
  const { html, text, subject, preheader } = renderDigest(worstWeek);

  it('stays under 100 KB, where Gmail would cut it', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it('keeps subject, preheader and lines short', () => {
    expect(Array.from(subject).length).toBeLessThan(120);
    expect(Array.from(preheader).length).toBeLessThanOrEqual(200);
    expect(Math.max(...text.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(72);
  });
});

it('marks better and worse by word and arrow as well as by colour', () => {
  const { html, text } = renderDigest(badWeek);
  for (const part of [html, text]) {
    expect(part).toContain('▼ SIM activation got worse');
    expect(part).toContain('▲ Help desk got better');
  }
});
