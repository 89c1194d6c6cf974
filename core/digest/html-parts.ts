import { html } from 'htm/preact';
import { type Look, styled } from './look.ts';

export const font = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
export const breakable = 'word-break:break-word;overflow-wrap:anywhere';

/** Mail programs know tables best. `fixed` keeps one long word from stretching the mail beyond the screen. */
export const table = (rows: unknown, style = '') =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=${`width:100%;table-layout:fixed;border-collapse:separate;${style}`}><tbody>${rows}</tbody></table>`;

export const card = (content: unknown) => html`
  <tr>
    <td ...${styled(['card', 'rule'], `padding:20px;border-width:1px;border-style:solid;border-radius:10px;${breakable}`)}>${content}</td>
  </tr>
  <tr><td style="height:12px;line-height:12px;font-size:1px"> </td></tr>`;

export const heading = (text: string) =>
  html`<h2 ...${styled('ink', 'margin:0 0 12px;font-size:17px;line-height:24px')}>${text}</h2>`;

export const line = (content: unknown, look: Look, style = '') =>
  html`<p ...${styled(look, `margin:4px 0 0;font-size:14px;line-height:20px;${style}`)}>${content}</p>`;

export const list = (items: readonly string[], look: Look) => html`
  <ul style="margin:0;padding:0 0 0 18px">
    ${items.map((item) => html`<li ...${styled(look, 'margin:0 0 4px;font-size:14px;line-height:20px')}>${item}</li>`)}
  </ul>`;
