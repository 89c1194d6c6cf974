import type { Span } from './mask-patterns.ts';
import { isPhone, type NumberCandidate } from './phone-shapes.ts';

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Whether only what separates the groups of one number stands between this group and the one before. */
  readonly isJoined: boolean;
  readonly isAfterLetter: boolean;
  readonly isBeforeLetter: boolean;
}

// Enough for a card (4-4-4-4-3) and for the longest way to group a telephone number (33 6 12 34 56 78).
const groupsMax = 7;
// Under eight digits there are order numbers, dates and prices, and nothing we could tell from them.
const digitsMin = 8;
const digitsMax = 19;
const gapMax = 3;
const betweenGroups = /^(?:[ .-]|\)[ -]?|[ -]?\(|\)-\(| - )$/;

/**
 * Cards and telephone numbers among the groups of digits of a text.
 *
 * From left to right, at each group the longest run of whole groups that is a card, else the longest that is a telephone
 * number. Whole groups only: nine digits in the middle of a tracking number are nobody's.
 */
export const findNumbers = (plain: string): Span[] => {
  const groups = groupsOf(plain);
  const spans: Span[] = [];
  for (let at = 0; at < groups.length; ) {
    const candidates = candidatesAt(groups, at);
    const card = candidates.find(isCard);
    const found = card ?? candidates.find((candidate) => isPhone(plain, candidate));
    if (found === undefined) {
      at++;
      continue;
    }
    const kind = card === undefined ? 'phone' : 'card';
    spans.push({ kind, start: startWithSigns(plain, found), end: found.end });
    while ((groups[at]?.start ?? Number.POSITIVE_INFINITY) < found.end) at++;
  }
  return spans;
};

const groupsOf = (plain: string): Group[] => {
  let before = 0;
  return [...plain.matchAll(/\d+/g)].map(({ 0: digits, index: start }) => {
    const end = start + digits.length;
    const isJoined = start - before <= gapMax && betweenGroups.test(plain.slice(before, start));
    before = end;
    const isAfterLetter = isLetter(plain, start - 1);
    return { digits, start, end, isJoined, isAfterLetter, isBeforeLetter: isLetter(plain, end) };
  });
};

const isLetter = (plain: string, at: number): boolean => /\p{L}/u.test(plain.charAt(at));

/** The runs of groups that begin at one of them and stand apart from letters, the longest first. */
const candidatesAt = (groups: readonly Group[], at: number): NumberCandidate[] => {
  const candidates: NumberCandidate[] = [];
  const first = groups[at];
  if (first === undefined || first.isAfterLetter) return candidates;
  let digits = '';
  let shape = '';
  for (let next = at; next < at + groupsMax; next++) {
    const group = groups[next];
    if (group === undefined || (next > at && !group.isJoined)) break;
    if (digits.length + group.digits.length > digitsMax) break;
    digits += group.digits;
    shape += next > at ? `-${group.digits.length}` : group.digits.length;
    if (digits.length < digitsMin || group.isBeforeLetter) continue;
    candidates.unshift({ digits, shape, start: first.start, end: group.end });
  }
  return candidates;
};

const cardDigitsMin = 13;
// Four or more digits first, then groups of three or more; the last may be short. "10 9 8 10 …" are scores.
const cardShape = /^(?:\d\d|[4-9])(?:-[3-9])*(?:-\d)?$/;
// No issuer's numbers begin so; compact dates do ("20261122103000").
const noCard = /^(?:0|19|20)/;

const isCard = ({ digits, shape }: NumberCandidate): boolean =>
  digits.length >= cardDigitsMin && cardShape.test(shape) && !noCard.test(digits) && hasLuhnChecksum(digits);

/** ISO/IEC 7812: every second digit from the right counts double, as the sum of its digits. */
const hasLuhnChecksum = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighed = i % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
};

/** Where the number begins with the plus and the opening bracket that belong to it. */
const startWithSigns = (plain: string, { start, end }: NumberCandidate): number => {
  const [signs = ''] = /(?:\(\+|\+\(|\+|\()?$/.exec(plain.slice(Math.max(0, start - 2), start)) ?? [];
  const hasBracket = plain.slice(start, end).includes(')');
  if (signs.includes('(') && !hasBracket) return signs.endsWith('+') ? start - 1 : start;
  return start - signs.length;
};
