import type { Signal } from './signal.ts';

/**
 * The currencies whose minor unit is not a hundredth. Not from `Intl`, which knows how many decimals people write: none
 * for the forint, whose hundredths every payment tool still counts.
 * https://www.six-group.com/en/products-services/financial-information/data-standards.html (ISO 4217, list one)
 */
const otherDigits = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/**
 * How many decimals a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217).
 *
 * @returns undefined for what cannot be a currency code
 */
export const minorDigitsOf = (currency: string): number | undefined =>
  /^[A-Z]{3}$/.test(currency) ? (otherDigits.get(currency) ?? 2) : undefined;

/**
 * An amount in major units as integer minor units, digit by digit: 129.90 times 100 is not 12990 in binary.
 *
 * @param amount as vendors write it, such as `129.90`, or a JSON number
 * @returns undefined when either is not what it should be, the amount is finer than the currency, or too large to be exact
 * @example minorOf('129.9', 'EUR') // => 12990
 */
export const minorOf = (amount: unknown, currency: string): number | undefined => {
  const digits = minorDigitsOf(currency);
  const text = typeof amount === 'number' ? String(amount) : typeof amount === 'string' ? amount.trim() : '';
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  if (digits === undefined || whole === '') return undefined;
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const minor = Number(`${sign}${whole}${kept}`);
  return Number.isSafeInteger(minor) ? minor + 0 : undefined;
};

type Outcome = NonNullable<Signal['outcome']>;

/** What happened to money, with the amount where it is known. */
export const outcomeOf = (event: Outcome['event'], amountMinor: number | undefined, currency: string): Outcome => ({
  event,
  ...(amountMinor !== undefined && { amountMinor, currency }),
});
