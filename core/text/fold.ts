/**
 * Text as we compare it: lower case, no accents, full-width forms as plain ones.
 *
 * Customers drop accents on telephones ("atencion"), and lists of words should not have to say each one twice. Only
 * Latin, Greek and Cyrillic accents go (U+0300–U+036F): in other scripts such marks are vowels.
 *
 * @example fold('Código de ACTIVACIÓN') // => 'codigo de activacion'
 */
export const fold = (text: string): string => stripAccents(text).toLowerCase();

/** The same with its capitals kept, for readers to whom SHOUTING says something. */
export const stripAccents = (text: string): string =>
  plainAscii.test(text) ? text : text.normalize('NFKD').replace(/[\u0300-\u036f]+/g, '');

// Most English texts are: normalising them would cost more than reading them.
const plainAscii = /^[\0-\x7f]*$/;

/**
 * The words of a text: runs of letters and digits of its folded form, so that `log-in` is two words anywhere.
 *
 * @example wordsOf("¡Qué lento!, 5G no-va") // => ['que', 'lento', '5g', 'no', 'va']
 */
export const wordsOf = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
