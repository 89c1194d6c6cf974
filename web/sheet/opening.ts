import { html } from 'htm/preact';
import { headlineWords, marks } from '../../core/digest/statements.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import type { Sheet } from '../../core/map/schema.ts';
import { type Frame, linkTo } from '../frame.ts';
import { addDays } from './days.ts';
import { newsOf } from './news.ts';
import { touchpointLink } from './parts.ts';
import { isComparedAsMailed, type MapVoice } from './voice.ts';

const dayIn = ({ figures }: MapVoice, day: string): string =>
  figures.period({ start: day, end: addDays(day, 1) }, 'long');

/** Where nothing came in: when something did, and the way there. */
const newestNote = ({ newestDay, asked }: MapAnswer, frame: Frame, voice: MapVoice) => {
  if (newestDay === undefined) return undefined;
  const { sayOnMap: say } = voice;
  const isOpen = newestDay >= addDays(asked.latest.weekly, 7);
  return html` ${say('silentPeriod.last', { day: dayIn(voice, newestDay) })}${' '}
    ${isOpen ? say('silentPeriod.open') : html`<a id="newest" ...${linkTo(frame, { ...frame.address, period: newestDay, compare: undefined })}>${say('silentPeriod.show')}</a>`}`;
};

/** A sentence whose names of touchpoints lead to them. */
const withLinks = (text: string, places: ReturnType<typeof newsOf>['changes'][number]['places'], frame: Frame) => {
  let rest = text;
  const pieces = places.flatMap(({ id, name }) => {
    const at = rest.indexOf(name);
    const before = rest.slice(0, at);
    rest = rest.slice(at + name.length);
    return [before, html`<a class="place" ...${touchpointLink(frame, id)}>${name}</a>`];
  });
  return [...pieces, rest];
};

/** What changed, in one line. */
export const news = (answer: MapAnswer, frame: Frame, voice: MapVoice) => {
  const { changes, rest } = newsOf(answer.sheet, voice);
  const { listeningSince: since } = answer.sheet;
  const began = since && ` ${voice.sayOnMap('listeningSince', { day: dayIn(voice, since) })}`;
  return html`
  <p class="news">
    ${changes.map(({ tone, text, places }) => html`<b class=${`mark ${tone}`}>${marks[tone]} ${withLinks(text, places, frame)}.</b> `)}${rest}${began}${newestNote(answer, frame, voice)}
  </p>`;
};

/** The overall scores with how sure they are, and who came and went. */
export const overall = (sheet: Sheet, voice: MapVoice) => {
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

/** What a filter leaves, by name: "Plan: Contract". */
export const partsOf = ({ asked, segments }: MapAnswer, { name, medium }: MapVoice): string[] => {
  const [dimension, value] = asked.segment?.split(':') ?? [];
  const { name: dimensionName = dimension ?? '', values = [] } = segments.find(({ id }) => id === dimension) ?? {};
  const valueName = values.find(({ id }) => id === value)?.name ?? value;
  return [
    ...(valueName === undefined ? [] : [`${name(dimensionName)}: ${name(valueName)}`]),
    ...(asked.medium === undefined ? [] : [medium(asked.medium)]),
  ];
};

/** Says so wherever figures are not those of the mail, on paper, too. */
export const partNote = (answer: MapAnswer, frame: Frame, voice: MapVoice) => {
  const { sayOnMap: say, figures, before } = voice;
  const parts = partsOf(answer, voice);
  const isOther = !isComparedAsMailed(answer.sheet);
  if (parts.length === 0 && !isOther) return undefined;
  const { everybody, asked } = answer;
  // Who may not look at everybody gets no further than their segment.
  const isWidened = everybody || asked.medium !== undefined || isOther;
  const segment = everybody ? undefined : frame.address.segment;
  const whole = { ...frame.address, segment, medium: undefined, compare: undefined };
  return html`
  <p class="part" role="note">
    ${parts.length > 0 && html`<b>${say('part.of', { parts: figures.list(parts) })}</b> `}
    ${isOther && html`${say('part.compare', { before })} `}
    ${isWidened && html`<a id="show-all" ...${linkTo(frame, whole)}>${say('part.all')}</a>`}
  </p>`;
};

/** How to read the sheet: nothing that is not on it. */
export const keyOf = (
  { sheet, answersMin }: Pick<MapAnswer, 'sheet' | 'answersMin'>,
  { say, name, before, sayOnMap: sayHere }: MapVoice,
): string => {
  const { stages, headlines, timeZone } = sheet;
  const cells = stages.flatMap(({ touchpoints }) => touchpoints.flatMap((touchpoint) => touchpoint.cells));
  const metrics = new Set([
    ...headlines.map(({ metric }) => metric),
    ...cells.flatMap(({ score }) => score?.metric ?? []),
  ]);
  return [
    sayHere('key.felt'),
    sayHere('key.star'),
    sayHere('key.marks', { before }),
    ...(stages.some(({ themes }) => themes.length > 0) ? [sayHere('key.themes')] : []),
    sayHere('key.few', { n: answersMin }),
    ...(cells.some(({ withheld }) => withheld) ? [sayHere('key.withheld')] : []),
    ...[...metrics].map((metric) => say(`help.${metric}`)),
    sayHere('key.period', { timeZone: name(timeZone) }),
  ].join(' ');
};
