/**
 * How many decimals a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217).
 *
 * @returns undefined for what is no currency code
 */
export const minorDigitsOf = (currency: string): number | undefined =>
  /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
    : undefined;

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
