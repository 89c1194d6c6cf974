import { describe, expect, it } from 'vitest';
import type { DigestContent } from '../../../core/digest/content.ts';
import { plain } from '../../../core/digest/plain.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { activation, badWeek, badWeekSpanish, firstWeek, quietWeek } from './contents.ts';
import { emptyWeek, fullWeek } from './contents-full.ts';
import { fullWeekSpanish } from './contents-full-spanish.ts';
import { longestWeek } from './contents-longest.ts';
import { mixedFinding, month } from './contents-mix.ts';

const samples = {
  fullWeek,
  fullWeekSpanish,
  badWeek,
  badWeekSpanish,
  quietWeek,
  firstWeek,
  emptyWeek,
  mixedFinding,
  month,
};
const unsubscribe = `https://example.org/unsubscribe?token=${'x'.repeat(300)}`;

const said = { day: '2026-11-18', touchpointName: 'SIM activation', medium: 'app' } as const;
const spokenBy = (text: string) =>
  renderDigest({ ...badWeek, findings: [{ ...activation, verbatim: { ...said, text } }] });

/** What a reader of the HTML is told, pictures included, without the preheader. */
const told = (html: string): string =>
  html
    .slice(html.indexOf('</div>'))
    .replaceAll(/<img[^>]* alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]*>|&#\d+;/g, ' ');

describe.each(Object.entries(samples))('%s', (_, content) => {
  const { html, text, charts } = renderDigest(content, { unsubscribe });

  it('gives the same characters for the same content', () => {
    expect(renderDigest(structuredClone(content))).toEqual(renderDigest(content));
  });

  it('loads nothing from anywhere: its pictures are attached', () => {
    expect(html).not.toMatch(/<(link|script|iframe|video|object)\b|url\(|@import/i);
    const sources = html.match(/ src="[^"]*"/g) ?? [];
    expect(sources).toEqual(charts.map(({ cid }) => ` src="cid:${cid}"`));
    expect(html.replaceAll(unsubscribe, '')).not.toMatch(/https?:/);
  });

  it('names its language and follows the light of the screen', () => {
    expect(html).toContain(`<html lang="${content.locale}"`);
    expect(html).toContain('<meta name="color-scheme" content="light dark"');
    expect(html).toMatch(/@media \(prefers-color-scheme:dark\)\{\.page\{background-color:#\w{6} !important\}/);
  });

  it('keeps the text part within 72 columns, and its link whole', () => {
    const lines = text.split('\n');
    expect(lines).toContain(`${content.locale === 'es' ? 'Darse de baja' : 'Unsubscribe'}: ${unsubscribe}`);
    for (const line of lines.filter((one) => !one.includes('https:')))
      expect(Array.from(line).length, line).toBeLessThanOrEqual(72);
  });

  it('tells the same facts in both parts', () => {
    const figures = (part: string) => new Set(part.match(/[+−]?\d+(?:[.,]\d+)*(?:\u00a0%)?/g));
    const inHtml = figures(told(html));
    expect([...figures(text.replace(unsubscribe, ''))].filter((figure) => !inHtml.has(figure))).toEqual([]);
  });

  it('keeps to margins that Gmail does not drop', () => {
    expect(html).not.toMatch(/margin[^;"]*-\d/);
  });
});

describe('the pictures', () => {
  it('are two, one per light, with the trend in words; the dark one is hidden from whoever has no dark style', () => {
    const { html, charts } = renderDigest(fullWeek);
    expect(charts.map(({ cid }) => cid)).toEqual(['trend-light@listening-path', 'trend-dark@listening-path']);
    const [light, dark] = html.match(/<img[^>]*>/g) ?? [];
    for (const picture of [light, dark])
      expect(picture).toMatch(/src="cid:[^"]+" alt="NPS over 13 weeks[^"]+" width="\d+"/);
    expect(light).not.toContain('display:none');
    expect(dark).toContain('style="display:none;mso-hide:all');
    expect(html).toContain('.only-dark{display:block !important;max-height:none !important}');
  });

  it('are none when there is nothing to draw a line between', () => {
    const trend = { metric: 'nps', points: [{ period: fullWeek.period }] } as const;
    for (const content of [quietWeek, { ...fullWeek, trend }]) {
      const { html, charts } = renderDigest(content);
      expect(charts).toEqual([]);
      expect(html).not.toContain('<img');
    }
  });
});

describe('what customers typed', () => {
  it('shows markup as the characters they are', () => {
    const { html, text } = spokenBy('<script>alert("x")</script> & <img src=x onerror=\'y\'>');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script>alert(&quot;x&quot;)&lt;/script> &amp; &lt;img');
    expect(text).toContain('<script>alert("x")</script>');
  });

  it("cannot leave an attribute through an owner's address or a link", () => {
    const findings = [{ ...activation, ownerEmail: 'a"onclick="x@example.org' }];
    const { html } = renderDigest({ ...badWeek, findings }, { unsubscribe: 'https://example.org/"onclick="x' });
    expect(html).toContain('href="mailto:a%22onclick=%22x@example.org"');
    expect(html).toContain('href="https://example.org/&quot;onclick=&quot;x"');
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

  it('may run from right to left, and is spoken in its own language', () => {
    const { html } = renderDigest({ ...quietWeek, verbatims: [{ ...said, text: 'ممتاز', language: 'ar' }] });
    expect(html).toContain('<span dir="auto" lang="ar">“ممتاز”</span>');
  });
});

describe('the longest content', () => {
  const { html, text, subject, preheader } = renderDigest(longestWeek);

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

describe('what there is nothing to say about', () => {
  const nothing = { ...emptyWeek, headlines: quietWeek.headlines.slice(1), tested: 0 };

  it.each(['en', 'es'] as const)('leaves no heading behind (%s)', (locale) => {
    const words = digestWords({ ...nothing, locale });
    const empty = Object.values(words).flatMap((section) =>
      typeof section === 'object' && 'title' in section && 'items' in section && section.items.length === 0
        ? [section.title]
        : [],
    );
    const { html, text } = renderDigest({ ...nothing, locale });
    expect(empty).toContain(words.tooFew.title);
    for (const title of [...empty, words.touchpoints.title, words.responses.title]) {
      expect(text.split('\n')).not.toContain(title);
      expect(html).not.toContain(`>${title}<`);
    }
    expect(html).toContain(`>${words.reading.title}<`);
  });
});

it('marks better and worse by word and arrow as well as by colour', () => {
  const { html, text } = renderDigest(badWeek as DigestContent);
  for (const part of [told(html), text]) {
    expect(part).toContain('▼ SIM activation got worse');
    expect(part).toContain('▲ Help desk got better');
  }
});
