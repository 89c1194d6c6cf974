import { clip } from '../../core/digest/plain.ts';

/** How a text is set: its size in units of the drawing, about a pixel each. */
export interface Font {
  readonly size: number;
  readonly isBold?: boolean;
}

/** Advance widths of Arial, in thousandths of its size. Liberation Sans, Arimo and Helvetica have the same. */
const widths: readonly (readonly [letters: string, width: number])[] = [
  ["ijl'‘’", 222],
  ['!,./:;I[]\\ft|·ı\u00a0 ', 278],
  ['()-r`“”{}*', 350],
  ['ckssvxyzJ', 500],
  ['0123456789abdeghnopquL$?_#–«»', 556],
  ['+<=>~−±≈', 584],
  ['FTZ', 611],
  ['ABEKPSVXY&', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['Mm', 833],
  ['%W', 944],
  ['@—…▲▼★○✓✗', 1_010],
];
const widthOfLetter = new Map(widths.flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width])));
/** Of letters that are not listed: those of other alphabets, and the square ones of East Asia. */
const [otherWidth, squareWidth] = [700, 1_050];
const squareFrom = 0x1100;
const boldness = 1.08;

/** How wide a text is at most, in units of the drawing: nothing but letters is known of where it will be drawn. */
export const widthOf = (text: string, { size, isBold = false }: Font): number => {
  const letters = Array.from(text.normalize('NFD').replaceAll(/[\p{M}\p{Cf}]/gu, ''));
  const width = letters.reduce((sum, letter) => {
    const isSquare = (letter.codePointAt(0) ?? 0) >= squareFrom;
    return sum + (widthOfLetter.get(letter) ?? (isSquare ? squareWidth : otherWidth));
  }, 0);
  return (width / 1_000) * size * (isBold ? boldness : 1);
};

/** As much of a text as fits, ended by an ellipsis when that is not all of it. */
const shortened = (text: string, width: number, font: Font): string => {
  if (widthOf(text, font) <= width) return text;
  for (let length = Array.from(text).length - 1; length > 0; length -= 1) {
    const shorter = clip(text, length);
    if (widthOf(shorter, font) <= width) return shorter;
  }
  return '';
};

/**
 * A text in lines that fit a width, because SVG breaks none itself.
 *
 * @param linesMax what is left over by then ends in an ellipsis
 */
export const wrapped = (text: string, width: number, font: Font, linesMax: number): string[] => {
  const words = text.split(' ');
  const lines: string[] = [];
  while (words.length > 0 && lines.length < linesMax - 1) {
    let count = 1;
    while (count < words.length && widthOf(words.slice(0, count + 1).join(' '), font) <= width) count += 1;
    lines.push(shortened(words.splice(0, count).join(' '), width, font));
  }
  return words.length > 0 ? [...lines, shortened(words.join(' '), width, font)] : lines;
};
