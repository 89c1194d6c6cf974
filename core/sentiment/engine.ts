import type { Sentiment } from '../signal.ts';
import type { FindPhrases } from '../text/phrases.ts';
import { faceWeights } from './emoji.ts';
import { compileLexicon, type Role } from './lexicon.ts';
import { english } from './lexicon-en.ts';
import { spanish } from './lexicon-es.ts';
import { sentimentOf } from './shares.ts';
import { type Token, tokenise } from './tokens.ts';

/** The languages the embedded scorer reads. */
export type ReadableLanguage = 'en' | 'es';

const finders: Readonly<Record<ReadableLanguage, FindPhrases<Role>>> = {
  en: compileLexicon(english),
  es: compileLexicon(spanish),
};

export const K = { reach: 4, flipGood: -0.8, flipBad: -0.55, deniedW: -1.8, before: 0.5, after: 1.25, conc: 0.5, shout: 0.3, drawn: 0.2, excl: 0.12, tau: 0.8, perWord: 0, kappa: 1.1, quest: 0.8, pow: 2 };

export const readSentiment = (text: string, language: ReadableLanguage): Sentiment => {
  const tokens = tokenise(text);
  const opinions = opinionsOf(tokens, finders[language]);
  return sentimentOf(weigh(opinions, tokens.length));
};

export const weigh = (opinions: readonly number[], n: number): Sentiment['scores'] => {
  let good = 0;
  let bad = 0;
  for (const o of opinions) if (o > 0) good += o; else bad -= o;
  const neutral = K.tau + K.perWord * Math.sqrt(n);
  return {
    positive: good ** K.pow,
    negative: bad ** K.pow,
    neutral: neutral ** K.pow,
    mixed: (K.kappa * Math.min(good, bad)) ** K.pow,
  };
};

interface State {
  readonly opinions: number[];
  sentenceFrom: number;
  negated: number;
  wasNegated: boolean;
  degree: number;
  degreeLeft: number;
  factor: number;
  contrast: number;
}

export const opinionsOf = (tokens: readonly Token[], find: FindPhrases<Role>): number[] => {
  const words = tokens.map((t) => (t.kind === 'word' ? t.text : ''));
  for (const [i, t] of tokens.entries()) if (t.short !== undefined && find([t.short], 0).length > 0) words[i] = t.short;
  const s: State = { opinions: [], sentenceFrom: 0, negated: 0, wasNegated: false, degree: 0, degreeLeft: 0, factor: 1, contrast: 1 };
  for (let at = 0; at < tokens.length; ) {
    const t = tokens[at] as Token;
    if (t.kind === 'face') {
      s.opinions.push(faceWeights.get(t.text) ?? 0);
      at++; continue;
    }
    if (t.kind === 'pause') { s.negated = 0; s.wasNegated = false; s.degreeLeft = 0; s.factor = 1; at++; continue; }
    if (t.kind === 'end') {
      const marks = t.text;
      const q = marks.includes('?');
      const e = Math.min(3, marks.split('!').length - 1);
      for (let k = s.sentenceFrom; k < s.opinions.length; k++) s.opinions[k]! *= (q ? K.quest : 1) * (1 + e * K.excl);
      s.sentenceFrom = s.opinions.length; s.contrast = 1; s.factor = 1; s.negated = 0; s.wasNegated = false; s.degreeLeft = 0;
      at++; continue;
    }
    let best; for (const m of find(words, at)) if (best === undefined || m.words > best.words || (m.words === best.words && m.letters > best.letters)) best = m;
    if (best === undefined) { s.negated--; s.degreeLeft--; at++; continue; }
    act(s, best.value, t);
    at += best.words;
  }
  return s.opinions;
};

const act = (s: State, role: Role, t: Token) => {
  switch (role.kind) {
    case 'valence': {
      if (role.weight === 0 && !(role.isExpected && s.negated > 0)) { s.negated--; s.degreeLeft--; return; }
      let w = role.weight;
      const degree = s.degreeLeft > 0 ? s.degree : 0;
      w *= Math.max(0.3, 1 + degree + (t.isShouted ? K.shout : 0) + (t.short ? K.drawn : 0));
      if (s.negated > 0 && role.isExpected) w = Math.min(K.deniedW, w * K.flipGood); else if (s.negated > 0) w *= w > 0 ? K.flipGood : K.flipBad;
      s.opinions.push(w * s.factor * s.contrast);
      s.wasNegated = s.negated > 0; s.negated = 0; s.degreeLeft = 0; s.degree = 0;
      return;
    }
    case 'negator': s.negated = K.reach; return;
    case 'degree': s.degree = (s.degreeLeft > 0 ? s.degree : 0) + role.share + (t.isShouted || t.short ? 0.2 : 0); s.degreeLeft = 3; return;
    case 'join': s.negated = 0; s.wasNegated = false; s.degreeLeft = 0; return;
    case 'chain': if (s.wasNegated) s.negated = K.reach; return;
    case 'contrast': for (let k = s.sentenceFrom; k < s.opinions.length; k++) s.opinions[k]! *= K.before; s.contrast = K.after; s.negated = 0; s.degreeLeft = 0; s.factor = 1; return;
    case 'concession': s.factor = K.conc; s.negated = 0; return;
  }
};
