import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A number as it can be compared, E.164. Without its country code it could be anybody's in the world.
 *
 * Score asks for it, because the tables of all countries' numbers would be a quarter of receive's bundle.
 *
 * @returns nothing for what cannot be a number
 * @example e164Of('+34 600 00 00 01') // => '+34600000001'
 */
export const e164Of = (text: string): string | undefined => {
  const number = text.startsWith('+') ? parsePhoneNumberFromString(text) : undefined;
  return number?.isPossible() ? number.number : undefined;
};
