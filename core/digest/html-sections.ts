import { html } from 'htm/preact';
import { targetBar } from './html-band.ts';
import { quotation } from './html-finding.ts';
import { inks } from './html-opening.ts';
import { aside, card, gap, heading, line, list, ruled } from './html-parts.ts';
import { type Look, styled } from './look.ts';
import { marks } from './statements.ts';
import type { IllusionWords } from './statements-places.ts';
import type { PromiseWords } from './statements-promise.ts';
import type { DigestWords } from './words.ts';

const illusion = ({ title, step, why }: IllusionWords) => html`
  ${line(html`<strong>${title}</strong>`, 'ink', 'item')}
  ${line(html`${step}. ${why}`, 'ink', 'body', '2px 0 0')}`;

/** Without colour or arrow: nothing here happened. */
export const illusionsCard = ({ illusions }: DigestWords) =>
  illusions.items.length > 0 && card(html`${heading(illusions.title)} ${ruled(illusions.items.map(illusion))}`);

const bars = { kept: 'bar-better', missed: 'bar-worse', unsure: 'band' } as const satisfies Record<string, Look>;

const promise = ({ tone, title, share, evidence, owner, kept, target }: PromiseWords) => html`
  ${line(html`<strong>${marks[tone]} ${title}</strong>`, inks[tone], 'item')}
  ${line(share, 'ink', 'body', '2px 0 8px')}
  ${targetBar(kept, target, bars[tone])}
  ${aside(`${evidence} · ${owner}`, '6px 0 0')}`;

export const promisesCard = ({ promises }: DigestWords) =>
  promises.items.length > 0 &&
  card(html`
    ${heading(promises.title)} ${ruled(promises.items.map(promise))}
    ${promises.more !== undefined && aside(promises.more, '12px 0 0')}`);

const silence = (item: string) => line(html`<strong ...${styled('worse')}>${marks.silent}</strong> ${item}`, 'ink');

export const silentCard = ({ silent }: DigestWords) =>
  silent.items.length > 0 && card(html`${heading(silent.title)} ${ruled(silent.items.map(silence))}`);

export const voicesCard = ({ voices }: DigestWords) =>
  voices.items.length > 0 && card(html`${heading(voices.title)} ${ruled(voices.items.map(quotation))}`);

const part = (title: string, content: unknown) => html`
  <h3 ...${styled('ink', 'margin:0 0 6px;font-size:14px;line-height:20px')}>${title}</h3>
  ${content}`;

/** What a reader needs only when in doubt, in small print and in one card. */
export const aboutCard = ({ responses, tooFew, reading }: DigestWords) => {
  const warning =
    responses.warning !== undefined &&
    line(html`<strong>${marks.silent} ${responses.warning}</strong>`, 'ink', 'body', '4px 0 0');
  const parts = [
    ...(responses.rate === undefined ? [] : [part(responses.title, html`${aside(responses.rate)} ${warning}`)]),
    ...(tooFew.items.length > 0 ? [part(tooFew.title, list(tooFew.items))] : []),
    part(reading.title, list(reading.items)),
  ];
  return card(parts.map((one, index) => html`${index > 0 && gap(16)} ${one}`));
};

export const footer = ({ footer: { why, unsubscribe } }: DigestWords) => html`
  <tr>
    <td align="center" ...${styled('muted', 'padding:8px 16px 24px;font-size:12px;line-height:18px')}>
      ${why}
      ${unsubscribe !== undefined && html` <a href=${unsubscribe.href} ...${styled('muted')}>${unsubscribe.label}</a>`}
    </td>
  </tr>`;
