import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { MapAnswer } from '../core/map/api.ts';
import type { Address } from './address.ts';
import { type Frame, linkTo } from './frame.ts';
import type { MapVoice } from './sheet/voice.ts';

interface Given {
  readonly frame: Frame;
  readonly answer: MapAnswer;
  readonly voice: MapVoice;
}

const cadences = ['weekly', 'monthly', 'quarterly'] as const;

/** Earlier, later, and periods of another length. What is compared with belongs to one period and does not go along. */
const periods = ({ frame, answer: { asked }, voice: { sayOnMap: say } }: Given) => {
  const to = (period: string) => linkTo(frame, { ...frame.address, period, compare: undefined });
  return html`
  <span class="choices">
    <a id="earlier" ...${to(asked.earlier)}><span aria-hidden="true">‹ </span>${say('earlier')}</a>
    ${
      asked.later === undefined
        ? html`<a id="later" class="off" role="link" aria-disabled="true" tabindex="-1" title=${say('later.none')}>${say('later')}<span aria-hidden="true"> ›</span></a>`
        : html`<a id="later" ...${to(asked.later)}>${say('later')}<span aria-hidden="true"> ›</span></a>`
    }
  </span>
  <span class="choices">
    ${cadences.map(
      (cadence) =>
        html`<a id=${cadence} ...${to(asked.latest[cadence])} aria-current=${asked.cadence === cadence ? 'true' : undefined}>${say(cadence)}</a>`,
    )}
  </span>`;
};

const select = (
  id: 'compare' | 'segment' | 'medium',
  { frame, voice }: Given,
  { value, usual, options }: { value: string; usual: string; options: unknown },
) => html`
  <label class="choose">
    <span>${voice.sayOnMap(id)}</span>
    <select
      id=${id}
      value=${value}
      onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
        frame.go({ ...frame.address, [id]: currentTarget.value === usual ? undefined : currentTarget.value })}
    >${options}</select>
  </label>`;

const option = (value: string, label: string, chosen: string) =>
  html`<option value=${value} selected=${value === chosen}>${label}</option>`;

const compared = (given: Given) => {
  const { sheet, asked } = given.answer;
  const { compare: value, comparable } = asked;
  const usual = comparable[0]?.word ?? '';
  // An address may ask for a period that is further back than those on offer.
  const isOffered = comparable.some(({ word }) => word === value);
  const offered = isOffered ? comparable : [...comparable, { word: value, period: sheet.previous }];
  const options = offered.map(({ word, period }) => {
    const isThisYear = period.start.slice(0, 4) === sheet.period.start.slice(0, 4);
    return option(word, given.voice.figures.period(period, isThisYear ? 'short' : 'long'), value);
  });
  return select('compare', given, { value, usual, options });
};

const segment = (given: Given) => {
  const { asked, segments, everybody } = given.answer;
  const { name, sayOnMap: say } = given.voice;
  const value = asked.segment ?? '';
  const options = html`
    ${everybody && option('', say('segment.all'), value)}
    ${segments.map(
      (dimension) => html`
      <optgroup label=${name(dimension.name)}>
        ${dimension.values.map((one) => option(`${dimension.id}:${one.id}`, name(one.name), value))}
      </optgroup>`,
    )}`;
  return segments.length > 0 && select('segment', given, { value, usual: '', options });
};

const medium = (given: Given) => {
  const { asked, media } = given.answer;
  const { medium: nameOf, sayOnMap: say } = given.voice;
  const value = asked.medium ?? '';
  const options = [option('', say('medium.all'), value), ...media.map((one) => option(one, nameOf(one), value))];
  return media.length > 1 && select('medium', given, { value, usual: '', options });
};

/** The period, what it is compared with, and whom and what it counts. On a phone the rarer ones wait behind a button. */
export const Controls = (given: Given) => {
  const [isOpen, setOpen] = useState(false);
  const { sayOnMap: say } = given.voice;
  return html`
  <div class="controls" role="group" aria-label=${say('views')}>
    ${periods(given)}
    <button type="button" id="filters" class="fold" aria-expanded=${isOpen} aria-controls="choices" onClick=${() => setOpen(!isOpen)}>${say('filters')}</button>
    <div id="choices" class=${isOpen ? 'choosers open' : 'choosers'}>${compared(given)} ${segment(given)} ${medium(given)}</div>
  </div>`;
};

const languages = { en: 'English', es: 'Español' } as const;

/** The same view in another language. */
export const languageLinks = (frame: Pick<Frame, 'address' | 'locale' | 'go'>, label: string) => html`
  <nav class="choices" aria-label=${label}>
    ${(['en', 'es'] as const).map((lang) => {
      const next: Address = { ...frame.address, lang };
      return html`<a id=${`lang-${lang}`} ...${linkTo(frame, next)} lang=${lang} hreflang=${lang} aria-current=${frame.locale === lang ? 'true' : undefined}>${languages[lang]}</a>`;
    })}
  </nav>`;
