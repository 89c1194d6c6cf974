/** Consecutive groups of digits, taken as one number. */
export interface NumberCandidate {
  readonly digits: string;
  /** Digits per group, "3-3-3". */
  readonly shape: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How numbers are dialled inside a country, and in which groups they are written: where our two languages are spoken,
 * and in their neighbours. Shapes are listed, because a count of digits does not tell "10 20 30 40 50" from a number.
 */
const nationalShapes: readonly (readonly [begins: RegExp, shapes: string])[] = [
  // Nine digits: Spain, Peru, Portugal.
  [/^[6-9]/, '9 3-3-3 3-2-2-2 2-3-2-2 3-6 2-7'],
  // Nine digits: Chile.
  [/^9/, '1-4-4 1-8'],
  // Ten digits: North America, Mexico, Colombia.
  [/^[2-9]/, '10 3-3-4 3-7 2-4-4 2-8 3-3-2-2'],
  // The same after the long-distance 1.
  [/^1[2-9]/, '11 1-3-3-4 1-10'],
  // Buenos Aires, and Brazil's mobiles.
  [/^11/, '2-4-4 2-8'],
  [/^[1-9][1-9]9/, '2-5-4'],
  // After the trunk prefix 0: the United Kingdom, France, Germany, Argentina.
  [/^0[1-9]/, '10 11 2-2-2-2-2 5-6 5-3-3 5-5 4-3-4 4-3-3 4-6 4-7 3-4-4 3-3-4 3-8 2-4-4'],
  // Spain's country code without its plus.
  [/^34[6-9]/, '11 2-9 2-3-3-3 2-3-2-2-2 2-2-3-2-2'],
];
const nationalBegins = new Map<string, RegExp[]>();
for (const [begins, shapes] of nationalShapes) {
  for (const shape of shapes.split(' ')) nationalBegins.set(shape, [...(nationalBegins.get(shape) ?? []), begins]);
}

// ITU-T E.164 allows 15 digits; shorter than 8 there are hardly any.
const internationalDigitsMin = 8;
const internationalDigitsMax = 15;
// Where all numbers are of one length, the rest is the text's: "+1 555 123 4567 20 times".
const fixedLengths: readonly (readonly [begins: RegExp, digits: number])[] = [
  [/^(?:1|34|51|56)/, 11],
  [/^(?:57|58)/, 12],
];

/** Whether a run of digit groups is written as telephone numbers are, at home or with a country code. */
export const isPhone = (plain: string, candidate: NumberCandidate): boolean => {
  const { digits, shape } = candidate;
  const international = internationalDigits(plain, candidate);
  if (international === undefined) {
    return nationalBegins.get(shape)?.some((begins) => begins.test(digits)) === true && !isOther(plain, candidate);
  }
  const digitsMax = fixedLengths.find(([begins]) => begins.test(international))?.[1] ?? internationalDigitsMax;
  return international.length >= internationalDigitsMin && international.length <= digitsMax;
};

/** The digits after `+` or `00`, if the number has one. */
const internationalDigits = (plain: string, { digits, start }: NumberCandidate): string | undefined => {
  if (digits.startsWith('00')) return digits.slice(2);
  const hasPlus = plain.endsWith('+', start) || plain.endsWith('+(', start);
  return hasPlus ? digits : undefined;
};

/** "$899.999.999" is money, "#2345678901" an order. */
const isOther = (plain: string, { start, end }: NumberCandidate): boolean =>
  /[$€£#]/.test(plain.charAt(start - 1)) || /^ ?[$€£]/.test(plain.slice(end, end + 2));
