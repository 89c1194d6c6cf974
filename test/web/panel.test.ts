import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { figuresIn } from '../../core/digest/figures.ts';
import type { MapAnswer, VerbatimsAnswer } from '../../core/map/api.ts';
import { scoreRanges } from '../../core/signal.ts';
import { type Address, addressOf } from '../../web/address.ts';
import type { Frame } from '../../web/frame.ts';
import { filtersOf } from '../../web/panel/filters.ts';
import { Panel } from '../../web/panel/panel.ts';
import { storyOf } from '../../web/panel/story.ts';
import { factsOf } from '../../web/panel/touchpoint.ts';
import { foundOf } from '../../web/panel/verbatims.ts';
import { highestAnswer, wordsOf } from '../../web/panel/words.ts';
import * as answers from './panel-answers.ts';

const locales = ['en', 'es'] as const;
type Locale = (typeof locales)[number];

/** Nothing is loaded while a page is written as text, so nobody is asked. */
const never = () => new Promise<never>(() => {});
const client: Frame['client'] = {
  map: never,
  isOld: () => false,
  touchpoint: never,
  verbatims: never,
  customer: never,
};

const givenIn = (locale: Locale, more: Address = {}) => {
  const map: MapAnswer = { ...answers.map, sheet: { ...answers.map.sheet, locale } };
  const address: Address = { period: '2026-11-09', touchpoint: 'sim-activation', ...more };
  const frame: Frame = { address, locale, client, go: () => {} };
  return { map, frame, words: wordsOf(map.sheet) };
};
const written = (content: unknown): string => renderToString(html`<div>${content}</div>` as VNode);

const facts = (locale: Locale, answer = answers.touchpoint) =>
  written(factsOf(answer, answers.map.answersMin, givenIn(locale).words));
const found = (locale: Locale, page: VerbatimsAnswer = answers.verbatims, more: Address = {}) =>
  written(foundOf(page, givenIn(locale, more)));
const filters = (locale: Locale, more: Address = {}) => {
  const { frame, words } = givenIn(locale, more);
  return written(filtersOf(answers.touchpoint, frame, words));
};
const story = (locale: Locale, answer = answers.customer) => {
  const { frame, map, words } = givenIn(locale, { customer: 'c1' });
  return written(storyOf(answer, frame, map, words));
};
const panel = (locale: Locale, more: Address = {}) => {
  const { frame, map } = givenIn(locale, more);
  return written(html`<${Panel} frame=${frame} answer=${map} />`);
};

/** What a screen reader says of a page. */
const spoken = (page: string): string =>
  page
    .replaceAll(/<(\w+)[^>]* aria-hidden="true"[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const linksIn = (page: string): string[] =>
  [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

const pagesIn = (locale: Locale): string[] => [
  facts(locale),
  facts(locale, answers.quiet),
  found(locale),
  found(locale, { verbatims: [] }, { theme: 'code' }),
  found(locale, { verbatims: [], cursor: 'next' }),
  found(locale, { verbatims: [], tooFew: true }),
  found(locale, { verbatims: [], weeksOnly: true }),
  filters(locale, { theme: 'elsewhere' }),
  story(locale),
  story(locale, { locale, customer: '7F3A', linked: [], steps: [] }),
  panel(locale),
  panel(locale, { customer: 'c1' }),
  panel(locale, { touchpoint: 'gone' }),
];

describe.each(locales)('the panel in %s', (locale) => {
  it('leaves nothing unsaid, with all there can be and with nothing', () => {
    for (const page of pagesIn(locale)) {
      expect(page.replace(/<pre>.*<\/pre>/s, '')).not.toMatch(/undefined|NaN|null|\[object|Infinity|[{}]/);
    }
  });

  it('has a word for every sign', () => {
    for (const page of pagesIn(locale)) expect(spoken(page)).not.toMatch(/[▲▼≈✓✗○★✕±]/);
    expect(spoken(filters(locale))).toContain(locale === 'es' ? 'se critica' : 'criticised');
  });

  it('rounds as the mail does', () => {
    const figures = figuresIn(locale);
    const page = spoken(facts(locale));
    expect(page).toContain(figures.value('nps', -9));
    expect(page).toContain(figures.range('nps', { low: -18, high: -1 }));
  });

  it('uses no style and no script in its markup, which the page’s policy would not allow', () => {
    for (const page of pagesIn(locale)) expect(page).not.toMatch(/<script|<[^>]* (style|on\w+)=/i);
  });
});

describe('a touchpoint', () => {
  it('is drawn as a line that stops where there is no score', () => {
    const strokes = (name: string) =>
      new RegExp(`class="${name}" d="([^"]*)"`).exec(facts('en'))?.[1]?.match(/M/g)?.length;
    expect([strokes('line'), strokes('band')]).toEqual([2, 2]);
  });

  it('says every figure of its drawings', () => {
    const page = spoken(facts('en'));
    for (const { signals } of answers.touchpoint.series) expect(page).toContain(` ${signals} `);
    expect(facts('en').match(/<td>no score shown<\/td>/g)).toHaveLength(2);
    expect(page).toContain('NPS over 13 weeks, with its 95 % range: from +12');
    for (const { value, n } of answers.touchpoint.distributions[0]?.counts ?? [])
      expect(page).toContain(` ${value} ${n} `);
    expect(page).toMatch(/positive 21 .*neutral 9 .*mixed 12 .*negative 41/);
  });

  it('of which only two periods are told says them and draws nothing between them', () => {
    const [first, , , , , , , , , , , , last] = answers.touchpoint.series;
    const compared = { ...answers.touchpoint, series: [first, last].flatMap((point) => point ?? []) };
    const page = facts('en', compared);
    expect(page).not.toMatch(/class="(trend|volume|unseen)"[^>]*><(path|rect|table)/);
    expect(spoken(page)).toMatch(/August 17 – 23, 2026 \+12 .*? 140 November 9 – 15, 2026 −9 .*? 152 /);
  });

  it('is said to be without change only where scores were compared', () => {
    const { score, ...unscored } = { ...answers.touchpoint, statements: [] };
    const { earlier: _, ...only } = score ?? answers.touchpoint.score ?? expect.fail('the touchpoint has a score');
    expect(spoken(facts('en', { ...unscored, score: { ...only, earlier: only.later } }))).toContain(
      'told apart from noise',
    );
    for (const answer of [unscored, { ...unscored, score: only }]) {
      expect(spoken(facts('en', answer))).not.toContain('told apart from noise');
      expect(spoken(facts('es', answer))).toContain('solo se comparan notas que se muestran en ambos periodos');
    }
  });

  it('has no drawing without a score, and says why there is none', () => {
    const page = facts('en', answers.quiet);
    expect(page).not.toContain('class="trend"');
    expect(spoken(page)).toContain('at least 10 are needed');
  });

  it('whose score is withheld says that, and not that few answered', () => {
    const { score: _, ...unscored } = answers.touchpoint;
    expect(spoken(facts('en', unscored))).toContain('would give away that of a smaller group');
  });

  it('is called by its name before anything is loaded', () => {
    expect(panel('es')).toMatch(/<h2 [^>]*>SIM activation<\/h2>/);
    expect(spoken(panel('es'))).toContain('Cargando');
  });

  it('shows the lines that define it as they are written', () => {
    expect(facts('en')).toContain('name: { en: SIM activation, es: Activación }');
  });
});

describe("customers' words", () => {
  it('are text, whatever is in them', () => {
    for (const page of [found('en'), story('en')]) {
      expect(page).not.toMatch(/<img|<script|<b>"|[\u202a-\u202e\u2066-\u2069\0]/);
      expect(page).toContain('&lt;img src=x onerror=');
    }
  });

  it('keep their direction to themselves, and their language where it is one', () => {
    const page = found('es');
    const isolated = [...page.matchAll(/<bdi ([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(isolated).toEqual([
      'dir="auto" lang="en"',
      'dir="auto" lang="en"',
      'dir="auto" lang="ar"',
      'dir="auto"',
      'dir="auto" lang="es"',
    ]);
    expect(spoken(page)).toContain('en árabe');
  });

  it('come with their feeling, score, day and medium', () => {
    expect(spoken(found('en'))).toContain('negative · Nov 13, 10:20 · App · NPS 2 out of 10 · Code never arrived');
  });

  it('are not shown where they would tell who said them', () => {
    const page = found('en', { verbatims: [], tooFew: true });
    expect(spoken(page)).toContain('Fewer than 10 answered');
    expect(page).not.toMatch(/<button|<li/);
  });

  it('lead to a week that is over where a longer period would tell who said them', () => {
    const { frame, map, words } = givenIn('en', { period: '2026-10', compare: '2026-08' });
    const weekOf = (start: string, end: string) => {
      const month = { ...map, sheet: { ...map.sheet, period: { start, end } } };
      return written(foundOf({ verbatims: [], weeksOnly: true }, { frame, map: month, words }));
    };
    const page = weekOf('2026-10-01', '2026-11-01');
    expect(spoken(page)).toContain('Words are shown week by week');
    expect(linksIn(page)).toEqual(['?period=2026-10-31&touchpoint=sim-activation']);
    expect(linksIn(weekOf('2026-11-01', '2026-12-01'))).toEqual(['?period=2026-11-09&touchpoint=sim-activation']);
  });

  it('that were not found yet can be searched further back', () => {
    expect(spoken(found('en', { verbatims: [], cursor: 'next' }))).toContain('Search further back');
    expect(spoken(found('en', { verbatims: [] }, { sentiment: 'mixed' }))).toContain('No comments like this');
  });

  it('lead to a story only where the reader may read it', () => {
    expect(linksIn(found('en')).filter((href) => href.includes('customer=c1'))).toHaveLength(4);
    const { customer: _, ...nobody } = answers.voice;
    expect(linksIn(found('en', { verbatims: [nobody] }))).toEqual([]);
  });

  it('are filtered by addresses of their own, one of each kind at a time', () => {
    const address: Address = { period: '2026-11-09', touchpoint: 'sim-activation', theme: 'code' };
    const page = filters('en', { theme: 'code' });
    expect(linksIn(page)).toContain(addressOf({ ...address, sentiment: 'negative' }));
    expect(linksIn(page)).toContain(addressOf({ ...address, theme: 'staff' }));
    expect(linksIn(page)).toContain(addressOf({ ...address, theme: undefined }));
    const [, current] = [...page.matchAll(/aria-current="true" href="([^"]*)"/g)].map(([, href]) => href);
    expect(current).toContain('theme=code');
  });

  it('are scored out of the highest answer there is', () => {
    const highest = Object.entries(scoreRanges).map(([name, [, high]]) => [name, high]);
    expect(highestAnswer).toEqual(Object.fromEntries(highest));
  });
});

describe("a customer's story", () => {
  it('is told stage by stage in the order it happened, with gaps and attempts', () => {
    const page = spoken(story('en'));
    expect([...story('en').matchAll(/<h3>(\w+)<\/h3>/g)].map(([, stage]) => stage)).toEqual(['Buy', 'Onboard', 'Buy']);
    expect(page).toMatch(/310 days without contact .*2nd time in 5 days .*3rd time in 9 days/);
    expect(spoken(story('es'))).toContain('3.ª vez en 9 días');
  });

  it('begins with their life in a line', () => {
    expect(spoken(story('en'))).toContain(
      '5 signals on 4 days, December 30, 2025 – November 13, 2026. Nothing for 9 days. 2 purchases, €120.00 in all.',
    );
  });

  it('says how much of it this reader may not see', () => {
    expect(spoken(story('en'))).toContain('1 more step is outside of what you answer for');
  });

  it('leads to the touchpoints that are on the sheet, and to no others', () => {
    const places = linksIn(story('en'));
    expect(new Set(places)).toEqual(new Set(['?period=2026-11-09&touchpoint=sim-activation']));
  });
});
