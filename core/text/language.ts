import { endings, scripts, smallWords, tellingLetters } from './language-words.ts';

// Under about four words a guess is wrong more often than the habit of the source.
const lettersMin = 20;
// One whole small word of evidence, and a third more than the runner-up has.
const evidenceMin = 1;
const leadMin = 1.3;

const noise = /https?:\S+|www\.\S+|\S+@\S*|[@#]\S+|\[\w+\]/gu;
const word = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu;

// A Map, because "constructor" is a word people write.
const languagesOf = new Map<string, string[]>();
for (const [language, list] of smallWords) {
  for (const small of new Set(list.split(/\s+/))) {
    languagesOf.set(small, [...(languagesOf.get(small) ?? []), language]);
  }
}
export const detect = (plain: string, p = {e: evidenceMin, l: leadMin,w:0.5}): string | undefined => {
  const words = plain.match(word) ?? [];
  const evidence = new Map<string, number>();
  const add = (languages: readonly string[]) => {
    for (const language of languages) {
      evidence.set(language, (evidence.get(language) ?? 0) + 1 / languages.length);
    }
  };
  for (const each of words) {
    const l = languagesOf.get(each.replace('’', "'"));
    if (l) {add(l);continue}
    for (const [e, ls] of endings) if (e.test(each)) for (const x of ls) evidence.set(x, (evidence.get(x) ?? 0) + p.w / ls.length);
  }
  for (const [letters, languages] of tellingLetters) if (letters.test(plain)) add(languages);
  const [best, second] = [...evidence].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < p.e || best[1] < p.l * (second?.[1] ?? 0)) return undefined;
  return best[0];
};
