import type { Chance } from './chance.ts';
import type { Mood, PhraseBank } from './phrases.ts';
import { english } from './phrases-en.ts';
import { spanish } from './phrases-es.ts';
import { better, worse } from './truth.ts';

const banks: Readonly<Record<'es' | 'en', PhraseBank>> = { es: spanish, en: english };

/** What a comment is about. */
export interface Occasion {
  readonly touchpoint: string;
  readonly mood: Mood;
  readonly language: 'es' | 'en';
  readonly isNewestWeek: boolean;
}

/** What comments of the newest week add at the touchpoints where something was planted. */
const planted: Readonly<Record<string, { bank: 'lateCode' | 'quickChat'; named: Readonly<Record<Mood, number>> }>> = {
  [worse.touchpoint]: { bank: 'lateCode', named: worse.named },
  [better.touchpoint]: { bank: 'quickChat', named: better.named },
};

/** Parts of a comment and how often people write so: most say what happened and little else. */
const shapes: readonly (readonly [weight: number, parts: string])[] = [
  [25, 'happened'],
  [21, 'opening happened'],
  [20, 'happened consequence'],
  [13, 'happened closing'],
  [6, 'opening happened closing'],
  [6, 'opening happened consequence'],
  [9, 'short'],
];
const weights = shapes.map(([weight]) => weight);

const lowerCaseShare = 0.12;
const unaccentedShare = 0.15;
const hurriedShare = 0.06;
const faceShare = 0.07;
const exclaimedShare = 0.05;
const contactShare = 0.004;

/** One comment. Every draw is made in the same order, so that the same customer always writes the same. */
export const say = (draw: Chance, { touchpoint, mood, language, isNewestWeek }: Occasion): string => {
  const bank = banks[language];
  const reason = isNewestWeek ? planted[touchpoint] : undefined;
  const isAboutIt = reason !== undefined && draw.happens(reason.named[mood]);
  const happened = isAboutIt ? bank.planted[reason.bank][mood] : bank.happened[touchpoint]?.[mood];
  const isLateCode = isAboutIt && reason.bank === 'lateCode' && mood === 'cross';
  const consequence = isLateCode && draw.happens(0.6) ? bank.planted.lateCodeConsequence : bank.consequence[mood];
  const [, shape = 'happened'] = shapes[draw.index(weights)] ?? [];
  const parts: Readonly<Record<string, readonly string[] | undefined>> = {
    opening: bank.opening[mood],
    happened,
    consequence,
    closing: bank.closing[mood],
    short: bank.short[mood],
  };
  // Who was hit by what was planted says so in more than two words.
  const chosen = isAboutIt && shape === 'short' ? 'happened' : shape;
  const said = chosen.split(' ').map((part) => draw.of(parts[part] ?? []));
  return typed(draw, said.join(' '), mood, bank);
};

const upperFirst = /^\p{Lu}/u;
const lowerFirst = (text: string): string => text.replace(upperFirst, (letter) => letter.toLowerCase());

/** The comment as thumbs on glass leave it. */
const typed = (draw: Chance, said: string, mood: Mood, bank: PhraseBank): string => {
  let text = said;
  if (draw.happens(exclaimedShare) && mood !== 'flat') text = text.replace(/\.?$/, '!!');
  if (draw.happens(lowerCaseShare)) text = lowerFirst(text).replace(/\.$/, '');
  if (draw.happens(unaccentedShare)) text = unaccented(text);
  if (draw.happens(hurriedShare)) text = hurried(text, bank.hurried);
  if (draw.happens(faceShare)) text = `${text} ${draw.of(bank.faces[mood])}`;
  if (draw.happens(contactShare)) text = `${text} ${draw.of(bank.contact)}`;
  return text;
};

/** Telephones make accents slow, but ñ has its own key. */
const unaccented = (text: string): string =>
  text.replaceAll(/[áéíóú¡¿]/g, (letter) => 'aeiou'.charAt('áéíóú'.indexOf(letter)));

const hurried = (text: string, words: PhraseBank['hurried']): string => {
  const spellings = new Map(words);
  return text.replaceAll(/\p{L}+/gu, (word) => spellings.get(word) ?? word);
};
