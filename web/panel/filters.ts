import { html } from 'htm/preact';
import type { TouchpointAnswer } from '../../core/map/api.ts';
import { type Frame, linkTo } from '../frame.ts';
import { feelingMarks } from '../sheet/voice.ts';
import type { Words } from './words.ts';

const feelings = ['positive', 'negative', 'mixed', 'neutral'] as const;

/** Which comments to show: by how they feel, and by what they name. Each choice is an address of its own. */
export const filtersOf = ({ themes }: TouchpointAnswer, frame: Frame, words: Words) => {
  const { t, sayOnMap, name } = words;
  const { address } = frame;
  const link = (filter: 'sentiment' | 'theme', value: string | undefined, content: unknown, kind = '') => html`
    <li><a class=${kind} aria-current=${address[filter] === value ? 'true' : undefined} ...${linkTo(frame, { ...address, [filter]: value })}>${content}</a></li>`;
  const sign = (mark: string) => html`<b aria-hidden="true">${mark}</b> `;
  const isElsewhere = address.theme !== undefined && themes.every(({ id }) => id !== address.theme);
  const hasThemes = themes.length > 0 || isElsewhere;
  return html`
    <p class="filter-name" id="panel-feeling">${t('filter.sentiment')}</p>
    <ul class="filters" aria-labelledby="panel-feeling">
      ${link('sentiment', undefined, t('filter.all'))}
      ${feelings.map((feeling) => link('sentiment', feeling, html`${sign(feelingMarks[feeling])}${t(`feeling.${feeling}`)}`, feeling))}
    </ul>
    <p class="filter-name" id="panel-theme">${t('filter.theme')}${!hasThemes && html`: ${sayOnMap('themes.none')}`}</p>
    ${
      hasThemes &&
      html`
      <ul class="filters" aria-labelledby="panel-theme">
        ${link('theme', undefined, t('filter.all'))}
        ${themes.map(({ id, name: theme, comments, polarity }) =>
          link(
            'theme',
            id,
            html`${sign(feelingMarks[polarity])}${name(theme)} <span class="how">${sayOnMap(`theme.${polarity}`)}, ${sayOnMap('theme.comments', { n: comments })}</span>`,
            polarity,
          ),
        )}
        ${isElsewhere && link('theme', address.theme, name(address.theme ?? ''))}
      </ul>`
    }`;
};
