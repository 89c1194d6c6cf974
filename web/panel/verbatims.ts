import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MapAnswer, TouchpointAnswer, VerbatimsAnswer } from '../../core/map/api.ts';
import { addressOf } from '../address.ts';
import { type Frame, linkTo } from '../frame.ts';
import { useLoaded } from '../loaded.ts';
import { lastDayOf } from '../sheet/days.ts';
import { filtersOf } from './filters.ts';
import { nextFilled, usePages } from './paging.ts';
import { problemOf, stateOf } from './states.ts';
import { verbatimOf } from './verbatim.ts';
import type { Words } from './words.ts';

interface Given {
  readonly frame: Frame;
  readonly map: MapAnswer;
  readonly words: Words;
}

const countOf = (n: number, isLast: boolean, { address }: Frame, { t }: Words): string => {
  if (n > 0) return t('verbatims.shown', { n, isLast: isLast ? 'yes' : 'no' });
  const isFiltered = address.sentiment !== undefined || address.theme !== undefined;
  return isLast ? t('verbatims.none', { isFiltered: isFiltered ? 'yes' : 'no' }) : t('verbatims.noneYet');
};

/** The comments themselves, and a way to more of them that never loses the reader's place. */
const Pages = ({ first, frame, map, words }: Given & { first: VerbatimsAnswer }) => {
  const { t, sayOnMap } = words;
  const { shown, more, isLoading, problem } = usePages(first, (cursor, signal) =>
    frame.client.verbatims(frame.address, cursor, signal),
  );
  const count = useRef<HTMLParagraphElement>(null);
  const { verbatims, cursor, added } = shown;
  const isLast = cursor === undefined;
  useEffect(() => {
    // The button that was pressed went with the last page, and the focus with it.
    if (isLast && verbatims.length > first.verbatims.length && document.activeElement === document.body) {
      count.current?.focus();
    }
  }, [isLast, verbatims, first]);
  return html`
    <ul class="verbatims" aria-busy=${isLoading ? 'true' : undefined}>
      ${verbatims.map((one) => verbatimOf(one, frame, map.sheet.timeZone, words))}
    </ul>
    <p class="few" role="status" tabindex="-1" ref=${count}>
      ${isLoading ? sayOnMap('loading') : `${added > 0 && verbatims.length > added ? `${t('verbatims.added', { n: added })} ` : ''}${countOf(verbatims.length, isLast, frame, words)}`}
    </p>
    ${problem && problemOf(problem, more, sayOnMap)}
    ${
      !isLast &&
      html`
      <button type="button" class="more" aria-disabled=${isLoading ? 'true' : undefined} onClick=${more}>
        ${t(verbatims.length === 0 ? 'verbatims.search' : 'verbatims.more')}
      </button>`
    }`;
};

/** The way to the week a longer period ended in or, while that one goes on, to the last that is over. */
const weekOf = ({ frame, map: { sheet, asked }, words: { t } }: Given) => {
  const [lastDay, latest] = [lastDayOf(sheet.period), asked.latest.weekly];
  const week = { ...frame.address, period: lastDay < latest ? lastDay : latest, compare: undefined };
  const { href, onClick } = linkTo(frame, week);
  const follow = (click: MouseEvent) => {
    onClick(click);
    // The link goes with what it stands for, and must not take the focus along.
    if (click.defaultPrevented) document.getElementById('panel-verbatims')?.focus();
  };
  return html`
    <p class="few">${t('verbatims.weeksOnly')}</p>
    <p><a class="act" href=${href} onClick=${follow}>${t('verbatims.week')}</a></p>`;
};

/** What was found, unless it would tell who said it. */
export const foundOf = (first: VerbatimsAnswer, given: Given) => {
  const { t } = given.words;
  if (first.tooFew) return html`<p class="few">${t('verbatims.tooFew', { n: given.map.answersMin })}</p>`;
  return first.weeksOnly ? weekOf(given) : html`<${Pages} first=${first} ...${given} />`;
};

/** What customers wrote at a touchpoint, in their own words. */
export const Verbatims = ({ answer, ...given }: Given & { answer: TouchpointAnswer }) => {
  const { frame, words } = given;
  const { address, client } = frame;
  const key = addressOf({ ...address, compare: undefined, customer: undefined });
  const loaded = useLoaded(key, (signal) =>
    nextFilled((cursor, abort) => client.verbatims(address, cursor, abort), undefined, signal),
  );
  return html`
    <section class="in-their-words" aria-labelledby="panel-verbatims">
      <h3 id="panel-verbatims" tabindex="-1">${words.t('verbatims')}</h3>
      ${filtersOf(answer, frame, words)}
      ${stateOf(loaded, words.sayOnMap, (first) => foundOf(first, given))}
    </section>`;
};
