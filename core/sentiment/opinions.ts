import type { FindPhrases, Match } from '../text/phrases.ts';
import { faceWeights } from './emoji.ts';
import type { Role } from './lexicon.ts';
import type { Token } from './tokens.ts';

// Tuned on labelled tweets and product reviews; each may move by a fifth without moving macro-F1 by a hundredth.
/** Words a negation reaches past those that say nothing: "not what I would call friendly". */
const negationReachWords = 6;
const degreeReachWords = 3;
/** "Not good" is nearly bad, "not bad" is only half good. */
const deniedGood = -0.8;
const deniedBad = -0.55;
/** "No problem" is worth a hint at least, however small a problem is. */
const deniedBadMin = 0.9;
/** What was to be expected and did not happen: "never arrived". */
const deniedExpectation = -1.8;
/** "Slightly" and "a bit" together still leave a third. */
const emphasisMin = 0.3;
const shouted = 0.3;
const drawnOut = 0.2;
const perExclamationMark = 0.12;
const exclamationMarksMax = 3;
/** Who asks whether it is good does not say so. */
const asked = 0.6;
const beforeBut = 0.6;
const afterBut = 1.2;
const conceded = 0.5;

type Valence = Extract<Role, { kind: 'valence' }>;

/** What the words read so far do to the next opinion. */
interface Reading {
  readonly opinions: number[];
  /** Where the opinions of this sentence begin, and those after its last "but". */
  sentenceFrom: number;
  partFrom: number;
  /** Words the negation still reaches; 0 or less when there is none. */
  negatedWords: number;
  /** Whether the last opinion was negated, so that "or" may go on denying. */
  wasNegated: boolean;
  degree: number;
  degreeWords: number;
  /** Weight of the clause: less after "although". */
  clause: number;
  /** Weight of the sentence's part: more after "but". */
  part: number;
}

/**
 * The opinions a text holds, one number each: below 0 bad, above 0 good, about 1 for a hint and 3 for a strong word.
 *
 * Words are taken one after the other, the longest phrase first; a negation holds until an opinion takes it up, the
 * clause ends, or "and" begins a new thought. Without that end "no issues and everything was excellent" is a complaint.
 */
export const opinionsOf = (tokens: readonly Token[], find: FindPhrases<Role>): readonly number[] => {
  const words = wordsFor(tokens, find);
  const reading: Reading = {
    opinions: [],
    sentenceFrom: 0,
    partFrom: 0,
    negatedWords: 0,
    wasNegated: false,
    degree: 0,
    degreeWords: 0,
    clause: 1,
    part: 1,
  };
  let skip = 0;
  for (const [at, token] of tokens.entries()) {
    if (skip > 0) skip--;
    else if (token.kind === 'face') reading.opinions.push(faceWeights.get(token.text) ?? 0);
    else if (token.kind === 'pause') endClause(reading);
    else if (token.kind === 'end') endSentence(reading, token.text);
    else {
      const match = best(find(words, at));
      if (match === undefined) passWord(reading);
      else take(reading, match.value, token);
      skip = (match?.words ?? 1) - 1;
    }
  }
  endSentence(reading, '');
  return reading.opinions;
};

/** "Sooo" is "so" and "gooood" is "good": the form we know wins. Marks and faces stay empty and match nothing. */
const wordsFor = (tokens: readonly Token[], find: FindPhrases<Role>): readonly string[] =>
  tokens.map(({ kind, text, short }) => {
    if (kind !== 'word') return '';
    return short !== undefined && find([short], 0).length > 0 ? short : text;
  });

/** The longest phrase, then the one most of whose letters are given. */
const best = (matches: readonly Match<Role>[]): Match<Role> | undefined => {
  let found: Match<Role> | undefined;
  for (const match of matches) {
    const isBetter =
      found === undefined ||
      match.words > found.words ||
      (match.words === found.words && match.letters > found.letters);
    if (isBetter) found = match;
  }
  return found;
};

const take = (reading: Reading, role: Role, token: Token): void => {
  if (role.kind === 'valence') takeOpinion(reading, role, token);
  else if (role.kind === 'negator') reading.negatedWords = negationReachWords;
  else if (role.kind === 'chain') reading.negatedWords = reading.wasNegated ? negationReachWords : reading.negatedWords;
  else if (role.kind === 'degree') {
    reading.degree = (reading.degreeWords > 0 ? reading.degree : 0) + role.share + emphasisOf(token);
    reading.degreeWords = degreeReachWords;
  } else if (role.kind === 'join') endReach(reading);
  else if (role.kind === 'concession') {
    endClause(reading);
    reading.clause = conceded;
  } else {
    endClause(reading);
    scale(reading, reading.partFrom, beforeBut);
    reading.partFrom = reading.opinions.length;
    reading.part = afterBut;
  }
};

const takeOpinion = (reading: Reading, role: Valence, token: Token): void => {
  const { weight, isExpected, isDenial } = role;
  const isNegated = reading.negatedWords > 0 && !isDenial;
  if (weight === 0 && !(isNegated && isExpected)) {
    passWord(reading);
    return;
  }
  const degree = reading.degreeWords > 0 ? reading.degree : 0;
  let opinion = weight * Math.max(emphasisMin, 1 + degree + emphasisOf(token));
  if (isNegated) opinion = opinion < 0 ? Math.max(deniedBadMin, opinion * deniedBad) : opinion * deniedGood;
  if (isNegated && isExpected) opinion = Math.min(opinion, deniedExpectation);
  reading.opinions.push(opinion * reading.clause * reading.part);
  endReach(reading);
  reading.wasNegated = isNegated;
};

const emphasisOf = (token: Token): number =>
  (token.isShouted ? shouted : 0) + (token.short === undefined ? 0 : drawnOut);

const passWord = (reading: Reading): void => {
  reading.negatedWords--;
  reading.degreeWords--;
};

const endReach = (reading: Reading): void => {
  reading.negatedWords = 0;
  reading.degreeWords = 0;
  reading.wasNegated = false;
};

const endClause = (reading: Reading): void => {
  endReach(reading);
  reading.clause = 1;
};

const endSentence = (reading: Reading, marks: string): void => {
  const exclamationMarks = Math.min(exclamationMarksMax, marks.split('!').length - 1);
  scale(reading, reading.sentenceFrom, (marks.includes('?') ? asked : 1) * (1 + exclamationMarks * perExclamationMark));
  endClause(reading);
  reading.sentenceFrom = reading.opinions.length;
  reading.partFrom = reading.sentenceFrom;
  reading.part = 1;
};

const scale = (reading: Reading, from: number, by: number): void => {
  for (let i = from; i < reading.opinions.length; i++) reading.opinions[i] = (reading.opinions[i] ?? 0) * by;
};
