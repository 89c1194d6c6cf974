/**
 * Text that cannot change what stands around it: no control characters, no line ends, and none of the invisible
 * format characters that reorder a line (a bidi override makes `exe.gpj` read `jpg.exe`) or hide in it.
 *
 * The zero-width joiners stay, because Persian words and family emoji need them.
 *
 * @example plain('fine\r\nBcc: all@example.org') // => 'fine Bcc: all@example.org'
 */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cf}/gu, (letter) => (letter === '\u200c' || letter === '\u200d' ? letter : ''))
    .replaceAll(/[ \p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

/**
 * Cuts a plain text at a word end, or within a word that is longer than half of the room.
 *
 * @param lengthMax in code points, the ellipsis included
 */
export const clip = (text: string, lengthMax: number): string => {
  const letters = Array.from(text);
  if (letters.length <= lengthMax) return text;
  const wordEnd = letters.lastIndexOf(' ', lengthMax - 1);
  const end = wordEnd > lengthMax / 2 ? wordEnd : lengthMax - 1;
  return `${letters.slice(0, end).join('').trimEnd()}…`;
};
