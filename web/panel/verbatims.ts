import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MapAnswer, TouchpointAnswer, VerbatimsAnswer } from '../../core/map/api.ts';
import { addressOf } from '../address.ts';
import type { Frame } from '../frame.ts';
import { useLoaded } from '../loaded.ts';
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
      ${isLoading ? sayOnMap('loading') : `${verbatims.length > added ? `${t('verbatims.added', { n: added })} ` : ''}${countOf(verbatims.length, isLast, frame, words)}`}
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

/** What was found, unless so few answered that their words would tell who they are. */
export const foundOf = (first: VerbatimsAnswer, given: Given) =>
  first.tooFew
    ? html`<p class="few">${given.words.t('verbatims.tooFew', { n: given.map.answersMin })}</p>`
    : html`<${Pages} first=${first} ...${given} />`;

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
