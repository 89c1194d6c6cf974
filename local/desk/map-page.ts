import { html } from 'htm/preact';
import { headlineWords, marks } from '../../core/digest/statements.ts';
import { shownAnswersMin } from '../../core/insights/headline.ts';
import type { Locale } from '../../core/journey/schema.ts';
import { sayOnMap } from '../../core/map/messages.ts';
import type { Sheet } from '../../core/map/schema.ts';
import type { Asked } from '../../core/map/when.ts';
import { connect, type Place } from './connect.ts';
import { page } from './look.ts';
import { type MapVoice, mapVoiceOf } from './map-parts.ts';
import { narrowSheet, wideSheet } from './map-table.ts';

/** What a page needs to know beside its sheet. */
export interface MapFacts {
  readonly asked: Asked;
  /** The last closed month, as an address asks for it. */
  readonly lastMonth: string;
  readonly place: Place;
  /** The today of the invented sample; nothing where signals are real. */
  readonly sampleNow: Date | undefined;
  /** Nothing was ever received. */
  readonly isNothingHeard: boolean;
}

const frame = (locale: Locale, title: string) => {
  const say = sayOnMap(locale);
  return {
    title: `${title} · Listening Path`,
    back: { href: '/', label: say('home') },
    words: { lang: locale, skip: say('skip') },
    style: '/desk/map.css',
  };
};

/** Other periods and the other language; the address of each view can be passed on. */
const views = ({ locale }: Sheet, { asked, lastMonth }: MapFacts) => {
  const say = sayOnMap(locale);
  const link = (label: string, period: string | undefined, change: { lang?: Locale; isOn?: boolean } = {}) => {
    const { lang = locale, isOn } = change;
    const query = new URLSearchParams({ lang, ...(period !== undefined && { period }) });
    return html`<a href=${`?${query}`} lang=${lang} aria-current=${isOn ? 'true' : undefined}>${label}</a>`;
  };
  const isMonth = asked.cadence === 'monthly';
  return html`
  <nav class="views" aria-label=${say('views')}>
    <span>${link(`‹ ${say('earlier')}`, asked.previous)}${asked.next !== undefined && link(`${say('later')} ›`, asked.next)}</span>
    <span>${link(say('week'), undefined, { isOn: !isMonth })}${link(say('month'), lastMonth, { isOn: isMonth })}</span>
    <span>${link('English', asked.word, { lang: 'en', isOn: locale === 'en' })}${link('Español', asked.word, { lang: 'es', isOn: locale === 'es' })}</span>
  </nav>`;
};

/** What changed, in one line, as the digest's opening says it. */
const news = ({ stages, headlines, tested, signals }: Sheet, voice: MapVoice) => {
  const { say, figures, name, sayOnMap: sayHere } = voice;
  const touchpoints = stages.flatMap((stage) => stage.touchpoints);
  const changes = (['worse', 'better'] as const).flatMap((tone) => {
    const overall = headlines.filter(({ change }) => change?.verdict === tone);
    const names = [
      ...touchpoints.filter(({ mark }) => mark === tone).map((one) => name(one.name)),
      ...overall.map(({ metric }) => say('lead.overall', { metric: say(`metric.${metric}`) })),
    ];
    return names.length === 0
      ? []
      : [{ tone, text: say(`lead.${tone}`, { n: names.length, names: figures.list(names) }) }];
  });
  const rest = () => {
    if (touchpoints.some(({ mark }) => mark !== undefined)) return sayHere('news.rest');
    if (signals.later === 0) return sayHere('silentPeriod');
    return tested === 0 ? say('lead.tooFewPlaces') : say('lead.quietPlaces', { n: tested });
  };
  return html`
  <p class="news">
    ${changes.map(({ tone, text }) => html`<b class=${`mark ${tone}`}>${marks[tone]} ${text}.</b> `)}${rest()}
  </p>`;
};

const overall = (sheet: Sheet, voice: MapVoice) => {
  const { sayOnMap: say, figures, before } = voice;
  const { headlines, outcomes, signals } = sheet;
  return html`
  <ul class="scores">
    ${headlines.map((headline, index) => {
      const { metric, value, tone, verdict, evidence } = headlineWords(headline, index === 0, voice);
      const was = headline.earlier && figures.value(headline.metric, headline.earlier.value);
      return html`
      <li>
        <span class="metric">${metric}</span> <b class="figure">${value}</b>
        <span class=${`verdict ${tone}`}>${marks[tone]} ${verdict}</span>
        ${was !== undefined && html`<span class="evidence">${voice.say('headline.was', { value: was, before })}</span>`}
        <span class="evidence">${evidence}</span>
      </li>`;
    })}
    ${headlines.length === 0 && signals.later > 0 && html`<li class="few">${say('fewSignals', { n: signals.later })}</li>`}
    ${
      outcomes &&
      html`
      <li>
        <span class="metric">${say('outcomes')}</span>${' '}
        <b class="figure">${say('outcomes.gained', { n: outcomes.later.gained })}</b>
        <b class="verdict">${say('outcomes.lost', { n: outcomes.later.lost })}</b>
        <span class="evidence">${say('outcomes.was', { ...outcomes.earlier, before })}</span>
      </li>`
    }
  </ul>`;
};

/** How to read the sheet: nothing that is not on it. */
const keyOf = ({ stages, headlines, timeZone }: Sheet, { say, name, before, sayOnMap: sayHere }: MapVoice) => {
  const cells = stages.flatMap(({ touchpoints }) => touchpoints.flatMap((touchpoint) => touchpoint.cells));
  const metrics = new Set([
    ...headlines.map(({ metric }) => metric),
    ...cells.flatMap(({ score }) => score?.metric ?? []),
  ]);
  return [
    sayHere('key.star'),
    sayHere('key.marks', { before }),
    ...(stages.some(({ themes }) => themes.length > 0) ? [sayHere('key.themes')] : []),
    sayHere('key.few', { n: shownAnswersMin }),
    ...(cells.some(({ withheld }) => withheld) ? [sayHere('key.withheld')] : []),
    ...[...metrics].map((metric) => say(`help.${metric}`)),
    sayHere('key.period', { timeZone: name(timeZone) }),
  ].join(' ');
};

/** One sheet as a page: whole without a script, on a screen, a phone and paper. */
export const mapPage = (sheet: Sheet, facts: MapFacts): string => {
  const voice = mapVoiceOf(sheet);
  const { name, figures, sayOnMap: say } = voice;
  const { place, sampleNow, isNothingHeard } = facts;
  const organisation = name(sheet.organisation);
  const key = keyOf(sheet, voice);
  return page(
    frame(sheet.locale, `${say('title')} · ${organisation}`),
    html`
    <main id="main" class="map">
      <header class="masthead">
        <div>
          <p class="muted">${organisation}</p>
          <h1>${say('title')}</h1>
          <p class="when">${figures.period(sheet.period, 'long')}${sampleNow && html` <span class="muted">${say('sample')}</span>`}</p>
        </div>
        ${views(sheet, facts)}
      </header>
      ${
        isNothingHeard
          ? html`<section class="nothing" aria-labelledby="nothing"><h2 id="nothing">${say('nothing.title')}</h2> <p>${say('nothing.text')} <a href="#connect">${say('nothing.connect')}</a></p></section>`
          : html`${news(sheet, voice)} ${overall(sheet, voice)}`
      }
      ${wideSheet(sheet, key, voice)} ${narrowSheet(sheet, key, voice)}
      ${isNothingHeard && html`<div lang="en">${connect(place, sampleNow ?? new Date())}</div>`}
    </main>`,
  );
};

/** For an address that asks for a period that cannot be shown. */
export const badPeriodPage = (locale: Locale): string => {
  const say = sayOnMap(locale);
  return page(
    frame(locale, say('title')),
    html`<main id="main"><h1>${say('title')}</h1><p>${say('badPeriod')}</p><p><a href="/map">${say('week')}</a></p></main>`,
  );
};
