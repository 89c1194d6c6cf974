import type { Attachment } from 'postal-mime';

export type Light = 'light' | 'dark';

/** Style sheets and tags: where a media query can stand, and where no word of a customer does. */
const markup = /<style\b[^>]*>[\s\S]*?<\/style>|<[a-z][^>]*>/gi;
const colourQuery = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
const [always, never] = ['(min-width:0px)', '(max-width:0px)'];

/**
 * The mail as a screen in one light shows it, whatever light this browser is in: a browser cannot be asked to take
 * another one for a frame, so the mail's own questions about it are answered beforehand.
 *
 * @example inLight('<style>@media (prefers-color-scheme:dark){…}</style>', 'dark')
 * // => '<style>@media (min-width:0px){…}</style>…'
 */
export const inLight = (html: string, light: Light): string => {
  const answered = html.replaceAll(markup, (piece) =>
    piece.replaceAll(colourQuery, (_, asked: string) => (asked.toLowerCase() === light ? always : never)),
  );
  return `${answered}<style>:root{color-scheme:${light} !important}</style>`;
};

/** The mail with the pictures it brings along put in: `cid:` is an address only mail programs know. */
export const withPictures = (html: string, attachments: readonly Attachment[]): string => {
  const pictures = new Map(
    attachments
      .filter(({ contentId, mimeType }) => contentId !== undefined && /^image\/[\w.+-]+$/.test(mimeType))
      .map(({ contentId = '', mimeType, content }) => [
        contentId.replace(/^<|>$/g, ''),
        `data:${mimeType};base64,${content}`,
      ]),
  );
  return html.replaceAll(/\bcid:([^\s"'<>()]+)/gi, (address, id: string) => pictures.get(id) ?? address);
};
