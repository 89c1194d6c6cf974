import { Tokenizer } from 'htmlparser2';

/** Elements that begin a line of their own, as a reader sees them. */
const blocks = new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr']);
/** What is in the source and not on the page. */
const unseen = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);

const ignore = () => {};

/**
 * The words of a piece of HTML, as a person would read them.
 *
 * Token by token, because a tree of elements costs the square of its depth, and whoever writes to us decides how deep.
 *
 * @example plainOfHtml('<p>Where is my&nbsp;refund?</p><p>Ines</p>') // => 'Where is my refund?\nInes'
 */
export const plainOfHtml = (html: string): string => {
  let text = '';
  let hiddenBy: string | undefined;
  const say = (words: string) => {
    // Where a line ends in the source says nothing about where it ends on the page.
    if (hiddenBy === undefined) text += words.replaceAll(/[\s\u{a0}]+/gu, ' ');
  };
  const nameAt = (start: number, end: number): string => html.slice(start, end).toLowerCase();
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const name = nameAt(start, end);
        if (unseen.has(name)) hiddenBy ??= name;
        if (blocks.has(name)) text += '\n';
      },
      onclosetag: (start, end) => {
        const name = nameAt(start, end);
        if (name === hiddenBy) hiddenBy = undefined;
        if (blocks.has(name)) text += '\n';
      },
      ontext: (start, end) => say(html.slice(start, end)),
      ontextentity: (codepoint) => say(String.fromCodePoint(codepoint)),
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return text
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
};
