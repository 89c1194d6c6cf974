// One code point takes up to four bytes in UTF-8: a smaller limit could not hold an emoji.
const bytesMin = 4;

// The locale only names the rules for marks and spaces, which en and es share; without one the machine's would decide.
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * Splits a text into parts that a service with a size limit accepts: at sentence ends, inside a sentence that is too
 * long at word ends, inside such a word between code points. Joined, the parts are the text again.
 *
 * @param bytesMax UTF-8 bytes a part may have, at least 4; Comprehend takes 5,000
 * @returns parts of at most that many bytes, none of them empty; no part for an empty text
 * @throws {RangeError} when a single character would not fit
 * @example splitByBytes('Slow app. Nice staff.', 12) // => ['Slow app. ', 'Nice staff.']
 */
export const splitByBytes = (text: string, bytesMax: number): string[] => {
  if (!(bytesMax >= bytesMin)) throw new RangeError(`splitByBytes: bytesMax must be at least ${bytesMin}`);
  if (text === '') return [];
  if (Buffer.byteLength(text) <= bytesMax) return [text];
  const parts: string[] = [];
  let part = '';
  let partBytes = 0;
  for (const { piece, bytes } of piecesOf(text, bytesMax)) {
    if (partBytes + bytes > bytesMax) {
      parts.push(part);
      part = '';
      partBytes = 0;
    }
    part += piece;
    partBytes += bytes;
  }
  parts.push(part);
  return parts;
};

/** The largest pieces that fit: sentences, else words, else code points. */
function* piecesOf(text: string, bytesMax: number): Generator<{ piece: string; bytes: number }> {
  for (const { segment: sentence } of sentences.segment(text)) {
    const bytes = Buffer.byteLength(sentence);
    if (bytes <= bytesMax) yield { piece: sentence, bytes };
    else yield* smallerPiecesOf(sentence, bytesMax);
  }
}

function* smallerPiecesOf(sentence: string, bytesMax: number): Generator<{ piece: string; bytes: number }> {
  for (const { segment: word } of words.segment(sentence)) {
    const bytes = Buffer.byteLength(word);
    if (bytes <= bytesMax) yield { piece: word, bytes };
    else for (const letter of word) yield { piece: letter, bytes: Buffer.byteLength(letter) };
  }
}
