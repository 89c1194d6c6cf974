import type { Locale, Theme } from '../journey/schema.ts';
import { fold, wordsOf } from './fold.ts';
import { compilePhrases, type FindPhrases } from './phrases.ts';

/**
 * Compiles the journey's themes into a finder of theme ids; once, because the finder runs on every signal.
 *
 * Words match whole, whatever their case and accents; a word that ends in `*` matches any ending, and the words of a
 * phrase follow each other with only spaces or marks between. In a language that has no keywords of its own all
 * languages' are tried: brand names and "error 500" are the same everywhere.
 *
 * @returns ids in the journey's order, each once, for a text and its ISO 639-1 language
 * @example compileThemes(journey.themes)('Llevo una hora en la cola', 'es') // => ['waiting']
 */
export const compileThemes = (themes: readonly Theme[]): ((text: string, language: string) => string[]) => {
  const compile = (...locales: Locale[]): FindPhrases<string> =>
    compilePhrases(
      themes.flatMap(({ id, keywords }) =>
        locales.flatMap((locale) => (keywords[locale] ?? []).map((keyword) => [keywordParts(keyword), id] as const)),
      ),
    );
  const own = new Map([
    ['en', compile('en')],
    ['es', compile('es')],
  ]);
  const any = compile('en', 'es');
  return (text, language) => {
    const find = own.get(language) ?? any;
    const words = wordsOf(text);
    const found = new Set(words.flatMap((_, at) => find(words, at).map(({ value }) => value)));
    return themes.map(({ id }) => id).filter((id) => found.has(id));
  };
};

/**
 * Compiles one list of keywords, of a routing rule for example, into a question about a text. Keywords match as those
 * of {@link compileThemes} do.
 *
 * @example compileKeywords(['bill', 'factura*'])('Billions of facturas') // => true, for the second
 */
export const compileKeywords = (keywords: readonly string[]): ((text: string) => boolean) => {
  const find = compilePhrases(keywords.map((keyword) => [keywordParts(keyword), true] as const));
  return (text) => {
    const words = wordsOf(text);
    return words.some((_, at) => find(words, at).length > 0);
  };
};

/** The words of a keyword as texts have them, each with its `*` if it has one. */
const keywordParts = (keyword: string): readonly string[] => fold(keyword).match(/[\p{L}\p{M}\p{N}]+\*?/gu) ?? [];
