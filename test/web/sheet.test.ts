import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { digestWords } from '../../core/digest/words.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import type { Address } from '../../web/address.ts';
import { clientOf } from '../../web/client.ts';
import type { Frame } from '../../web/frame.ts';
import { SheetView } from '../../web/sheet/sheet.ts';
import { mapVoiceOf } from '../../web/sheet/voice.ts';
import { later, sampleWeek } from './sample-answer.ts';

const client = clientOf(async () => undefined);

const draw = (answer: MapAnswer, address: Address = {}, hasDesk = false, isSample = false): string => {
  const frame: Frame = { address, locale: answer.sheet.locale, client, go: () => {} };
  return renderToString(
    html`<${SheetView} frame=${frame} answer=${answer} voice=${mapVoiceOf(answer.sheet)} tools=${{ hasDesk, isSample }} />` as VNode,
  );
};

const weeks = { en: sampleWeek('en'), es: sampleWeek('es') };
const pages = { en: draw(weeks.en.answer), es: draw(weeks.es.answer) };
const idsIn = (page: string) => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('the sheet of the sample organisation', () => {
  it.each(['en', 'es'] as const)('says every overall score in the words of the mail: %s', (locale) => {
    const words = digestWords(weeks[locale].digest);
    expect(words.headlines.items.length).toBeGreaterThan(3);
    for (const { metric, value, verdict, evidence } of words.headlines.items)
      for (const said of [metric, value, verdict, evidence]) expect(pages[locale]).toContain(said);
    const said = pages[locale].replaceAll(/<[^>]+>/g, '');
    const leads = words.leads.filter(({ tone }) => ['worse', 'better', 'missed', 'silent'].includes(tone));
    expect(leads.length).toBeGreaterThan(2);
    for (const { text } of leads) expect(said).toContain(text);
  });

  it('leads from what changed to where it changed', () => {
    expect(pages.en).toMatch(
      /▼ Worse: <a class="place" href="\?touchpoint=sim-activation"[^>]*>SIM activation<\/a>\.<\/b>/,
    );
  });

  it('is a table with headers both ways and a caption', () => {
    expect(pages.en.match(/<th scope="col"/g)).toHaveLength(8);
    expect(pages.en.match(/<th scope="row"/g)?.length).toBeGreaterThan(8);
    expect(pages.en).toMatch(/<table class="sheet"><caption>.{100}/);
    expect(pages.en).toContain('“Get me going today”');
  });

  it('gives every mark a sign and a word, and a star its meaning', () => {
    expect(pages.en).toContain('<b class="mark worse">▼ worse</b>');
    expect(pages.en).toContain('<b class="mark better">▲ better</b>');
    expect(pages.en).toContain('<span class="unseen">moment of truth: </span>');
    expect(pages.es).toContain('<b class="mark worse">▼ peor</b>');
  });

  it('says where nobody was heard', () => {
    expect(pages.en).toMatch(/store-tablets <b>! silent<\/b>/);
    expect(pages.en).toMatch(/text-messages <b>○ nothing yet<\/b>/);
  });

  it('says that a stage hears signals which name it themselves, and that nobody listens only where that is so', () => {
    const heard = {
      en: 'Only signals that name their touchpoint themselves',
      es: 'Solo señales que nombran ellas mismas su punto de contacto',
    };
    for (const locale of ['en', 'es'] as const) expect(pages[locale]).toContain(`${heard[locale]}</p>`);
    expect(pages.en).not.toContain('Nobody listens here');
    const { answer } = weeks.en;
    const stages = answer.sheet.stages.map(({ named: _, ...stage }) => stage);
    expect(draw({ ...answer, sheet: { ...answer.sheet, stages } })).toContain('Nobody listens here');
  });

  it('needs no style of an element and no script within the document, and names each element once', () => {
    for (const page of [pages.en, pages.es]) {
      expect(page).not.toMatch(/ style=|<style| on\w+=|NaN|undefined/);
      expect(idsIn(page)).toHaveLength(new Set(idsIn(page)).size);
    }
  });

  it('leads from every touchpoint to its panel, in the view one is in', () => {
    const page = draw(weeks.en.answer, { period: '2026-11-09', lang: 'en', theme: 'delivery' });
    const touchpoints = weeks.en.answer.sheet.stages.flatMap((stage) => stage.touchpoints);
    for (const { id } of touchpoints) {
      const href = `href="?period=2026-11-09&amp;lang=en&amp;touchpoint=${id}"`;
      expect(page.split(href).length).toBeGreaterThan(2);
    }
  });

  it('tells which touchpoint is open', () => {
    expect(pages.en).not.toMatch(/class="place"[^>]*aria-current/);
    expect(draw(weeks.en.answer, { touchpoint: 'sim-activation' })).toMatch(
      /class="place"[^>]*touchpoint=sim-activation"[^>]*aria-current="true"/,
    );
  });
});

describe('what a view asks for', () => {
  it('offers what can be chosen, and says which is', () => {
    expect(pages.en).toMatch(/<a id="weekly"[^>]*aria-current="true">Week</);
    expect(pages.en).toMatch(/<a id="monthly" href="\?period=2026-10">Month</);
    expect(pages.en).toMatch(/<option [^>]*selected[^>]*>Nov 2\b/);
    expect(pages.en).toContain('<optgroup label="Plan">');
    expect(pages.en).toMatch(/<a id="earlier" href="\?period=2026-11-02">/);
    expect(pages.en).toMatch(/<a id="later"[^>]*aria-disabled="true"/);
  });

  it('offers what an address compares with, however long ago that was', () => {
    const earlier = { start: '2026-01-05', end: '2026-01-12' };
    expect(draw(sampleWeek('en', { earlier }).answer)).toMatch(/<option [^>]*value="2026-01-05"[^>]*>/);
  });

  it('says clearly that a part is not what the mail says, and how to see everything again', () => {
    const { answer } = weeks.en;
    const page = draw(
      { ...answer, asked: { ...answer.asked, segment: 'plan:contract', medium: 'chat' } },
      { segment: 'plan:contract', medium: 'chat', period: '2026-11-09' },
    );
    expect(page).toContain('Not what the mail says, but a part of it: only Plan: Contract and Chat.');
    expect(page).toMatch(/<a id="show-all" href="\?period=2026-11-09">/);
    expect(pages.en).not.toContain('show-all');
  });

  it('offers everybody only to who may look at everybody, and no way that leads nowhere', () => {
    const { answer } = weeks.en;
    const held: MapAnswer = { ...answer, everybody: false, asked: { ...answer.asked, segment: 'plan:contract' } };
    const own = draw(held, { segment: 'plan:contract' });
    expect(pages.en).toContain('All customers');
    expect(own).not.toContain('All customers');
    expect(own).toContain('only Plan: Contract.');
    expect(own).not.toContain('show-all');
    const inChat: MapAnswer = { ...held, asked: { ...held.asked, medium: 'chat' } };
    expect(draw(inChat, { segment: 'plan:contract', medium: 'chat' })).toMatch(
      /<a id="show-all" href="\?segment=plan%3Acontract">/,
    );
  });

  it('claims that nothing else changed only where nothing is withheld from it', () => {
    const { sheet } = weeks.en.answer;
    const unmarked = sheet.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map(({ mark: _, isPromiseMissed: __, ...touchpoint }) => touchpoint),
    }));
    const newsIn = (shown: MapAnswer['sheet']): string =>
      /<p class="news">(.*?)<\/p>/s.exec(draw({ ...weeks.en.answer, sheet: shown }))?.[1] ?? '';
    const withheld = 'Scores that are withheld in either period were not compared.';
    expect(newsIn(sheet)).toMatch(/! Silent source: store-tablets\.<\/b> No other score changed beyond noise\.$/);
    const { isMailed, ...unsent } = sheet;
    expect(isMailed).toBe(true);
    expect(newsIn(unsent)).toContain(`No other change beyond noise is shown. ${withheld}`);
    expect(newsIn({ ...unsent, stages: unmarked, headlines: [] })).toBe(
      `<b class="mark silent">! Silent source: store-tablets.</b> No change beyond noise is shown. ${withheld}`,
    );
  });

  it('names the period it compares with where that is not the one before', () => {
    const page = draw(sampleWeek('en', { earlier: { start: '2026-10-19', end: '2026-10-26' } }).answer);
    expect(page).toContain('Compared with the week of Oct\u00a019; the mail compares with the period before.');
    expect(page).not.toContain('the week before');
  });
});

describe('a sheet of little', () => {
  it('leads from a silent period to the newest signals, once their week is over', () => {
    const { answer } = sampleWeek('en', { keep: () => false });
    const silent = { ...answer, isNothingHeard: false };
    const last = draw({ ...silent, newestDay: '2026-03-05' });
    expect(last).toMatch(/No signals arrived in this period\. The newest are of March 5, 2026\./);
    expect(last).toContain('href="?period=2026-03-05"');
    const open = draw({ ...silent, newestDay: '2026-11-17' });
    expect(open).toContain('Their week is shown once it is over.');
    expect(open).not.toContain('id="newest"');
  });

  it('says how to connect the first source while nothing was heard', () => {
    const nothing = sampleWeek('en', { keep: () => false }).answer;
    expect(draw(nothing)).toContain('<code>npx listening-path sources</code>');
    const page = draw(nothing, {}, true);
    expect(page).toContain('Nothing was heard yet');
    // The run's own commands stand there, with its own journey.
    expect(page).not.toContain('<code>npx');
    expect(page).toContain('docs/channels.md');
    expect(page).toContain('href="/desk/#connect"');
    expect(draw(sampleWeek('es', { keep: () => false }).answer)).not.toContain('/desk/');
  });

  it('says when a period was silent', () => {
    expect(draw(sampleWeek('en', { keep: ({ day }) => day < later.start }).answer)).toContain(
      'No signals arrived in this period.',
    );
  });

  it('says since when is listened, where that began within the period', () => {
    const newsIn = (locale: 'en' | 'es', more: Partial<MapAnswer['sheet']>): string => {
      const { answer } = weeks[locale];
      const page = draw({ ...answer, sheet: { ...answer.sheet, ...more } });
      return /<p class="news">(.*?)<\/p>/s.exec(page)?.[1] ?? '';
    };
    const since = { listeningSince: '2026-11-12' };
    expect(newsIn('en', since)).toContain(
      '. Listening began on November 12, 2026; the days of this period before that',
    );
    expect(newsIn('es', since)).toContain('. Se escucha desde el 12 de noviembre de 2026; faltan los días anteriores');
    expect(newsIn('en', {})).not.toContain('Listening began');
  });

  it('counts few answers and scores none of them', () => {
    const seen = new Set<string>();
    const keep = ({ day, touchpoint }: { day: string; touchpoint: string }) => {
      if (day < later.start || seen.has(touchpoint)) return false;
      return seen.add(touchpoint).size <= 3;
    };
    const page = draw(sampleWeek('en', { keep }).answer);
    expect(page).toMatch(/class="few">\d answers?</);
    expect(page).toContain('Too few answers for an overall score');
    expect(page).not.toMatch(/class="score"|<svg/);
  });
});
