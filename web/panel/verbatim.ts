import { html } from 'htm/preact';
import { plain } from '../../core/digest/plain.ts';
import type { Voice } from '../../core/map/api.ts';
import { type Frame, linkTo } from '../frame.ts';
import { feelingMarks } from '../sheet/voice.ts';
import { highestAnswer, type Words } from './words.ts';

/** Of the code a tool sends, the part that names a language everybody knows; nothing when it is none. */
const languageOf = ({ language }: Voice, { figures }: Words) => {
  const code = language?.split(/[-_]/)[0]?.toLowerCase();
  const name = code && figures.language(code);
  return name ? { code, name } : undefined;
};

/**
 * A customer's own words: text and nothing else, whatever is in it. It keeps its direction to itself, and its invisible
 * letters are taken out.
 */
export const verbatimOf = (voice: Voice, frame: Frame, timeZone: string, words: Words) => {
  const { t, say, figures, medium, name, locale } = words;
  const { at, text, isClipped, sentiment, themes, scores, customer } = voice;
  const language = languageOf(voice, words);
  const said = [
    medium(voice.medium),
    ...scores.map(
      (one) => `${say(`metric.${one.name}`)} ${say('quote.score', { value: one.value, max: highestAnswer[one.name] })}`,
    ),
    ...(language && language.code !== locale ? [say('quote.language', { language: language.name })] : []),
    ...themes.map((theme) => name(theme.name)),
  ];
  return html`
    <li class="verbatim">
      <blockquote><bdi dir="auto" lang=${language?.code}>${plain(text)}</bdi></blockquote>
      ${isClipped && html`<p class="how">${t('verbatim.clipped')}</p>`}
      <p class="how">
        ${sentiment && html`<b class=${`mark ${sentiment}`}><span aria-hidden="true">${feelingMarks[sentiment]}</span> ${t(`feeling.${sentiment}`)}</b> · `}
        <time datetime=${at}>${figures.hour(at, timeZone)}</time> · ${said.join(' · ')}
      </p>
      ${customer !== undefined && html`<a class="act" ...${linkTo(frame, { ...frame.address, customer })}>${t('verbatim.story')}</a>`}
    </li>`;
};
