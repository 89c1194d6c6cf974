import { html } from 'htm/preact';
import { type Look, styled } from './look.ts';

export const font = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/** The few sizes of letters there are; each says its line too, because programs differ in what they make of none. */
const sizes = {
  hero: 'font-size:52px;line-height:56px;font-weight:700',
  step: 'font-size:28px;line-height:34px;font-weight:700',
  number: 'font-size:24px;line-height:30px;font-weight:700',
  strong: 'font-size:18px;line-height:26px;font-weight:700',
  lead: 'font-size:16px;line-height:22px',
  point: 'font-size:16px;line-height:22px;font-weight:600',
  item: 'font-size:15px;line-height:21px',
  body: 'font-size:14px;line-height:20px',
  small: 'font-size:13px;line-height:18px',
} as const;

export const line = (content: unknown, look: Look, size: keyof typeof sizes = 'body', margin = '0') =>
  html`<p ...${styled(look, `margin:${margin};${sizes[size]}`)}>${content}</p>`;

/** What only who doubts will read. */
export const aside = (content: unknown, margin = '0') => line(content, 'muted', 'small', margin);

/** Mail programs know tables best. `fixed` keeps one long word from stretching the mail beyond the screen. */
export const table = (rows: unknown) =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed"><tbody>${rows}</tbody></table>`;

/** Outlook gives a block no height but that of its line. */
const lineHigh = (height: number): string => `height:${height}px;line-height:${height}px;font-size:1px`;
export const gap = (height: number) => html`<div style=${lineHigh(height)}> </div>`;

const breakable = 'word-break:break-word;overflow-wrap:anywhere';

export const card = (content: unknown) => html`
  <tr>
    <td ...${styled(['card', 'rule'], `padding:24px;border:1px solid;border-radius:12px;${breakable}`, 'pad')}>${content}</td>
  </tr>
  <tr><td style=${lineHigh(12)}> </td></tr>`;

export const heading = (text: string, below = 12) =>
  html`<h2 ...${styled('ink', `margin:0 0 ${below}px;font-size:17px;line-height:24px`)}>${text}</h2>`;

/** A moment of truth. */
export const star = () => html`<span ...${styled('star')}>★</span>`;

/** Rows with a line between them. */
export const ruled = (items: readonly unknown[], space = 14) =>
  table(
    items.map(
      (item, index) => html`
        <tr>
          <td ...${index === 0 ? {} : styled('rule', `padding:${space}px 0 0;border-top:1px solid`)}>
            ${item} ${index < items.length - 1 && gap(space)}
          </td>
        </tr>`,
    ),
  );

export const list = (items: readonly string[]) => html`
  <ul ...${styled('muted', `margin:0;padding:0 0 0 18px;${sizes.small}`)}>
    ${items.map((item) => html`<li style="margin:0 0 4px">${item}</li>`)}
  </ul>`;
