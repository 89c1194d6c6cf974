import type { Locale } from '../journey/schema.ts';
import { measureIn } from './measure-names.ts';

/** A number as one language writes it, with a real minus sign and nothing a line end could tear apart. */
export const numberIn = (locale: Locale, options: Intl.NumberFormatOptions): ((x: number) => string) => {
  const format = new Intl.NumberFormat(locale, options);
  // Intl writes a hyphen, which is shorter than a plus sign and may be torn from its number at a line end.
  return (x) => format.format(x).replace('-', '−').replaceAll(' ', '\u00a0');
};

/** What the last word of a measure's name may be, for Intl to write it; others are written as the words they are. */
const units = new Map(
  Object.entries({
    milliseconds: 'millisecond',
    seconds: 'second',
    minutes: 'minute',
    hours: 'hour',
    days: 'day',
    weeks: 'week',
    months: 'month',
    years: 'year',
    meters: 'meter',
    metres: 'meter',
    kilometers: 'kilometer',
    kilometres: 'kilometer',
  }),
);
const lengthUnits: readonly string[] = ['meter', 'kilometer'];

/** Hours stay hours: who promises 48 of them does not mean two days. */
const larger: Readonly<Record<string, string>> = { second: 'minute', minute: 'hour' };
const sixty = 60;

/**
 * Exact amounts change to a larger unit only when they lose nothing: 120 seconds are 2 minutes, 90 stay 90. Measured ones
 * change when the smaller unit would pretend to a precision nobody needs.
 */
const inReadersUnit = (x: number, unit: string, isMeasured: boolean): { x: number; unit: string } => {
  const next = larger[unit];
  const losesNothing = x >= sixty && x % sixty === 0;
  if (next === undefined || !(losesNothing || (isMeasured && x >= 10 * sixty))) return { x, unit };
  return inReadersUnit(x / sixty, next, isMeasured);
};

const wordsIn = (measure: string): string[] => measure.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

/** Whether a measure is a time, and its limit a "within" rather than an "at most". */
export const isDuration = (measure: string): boolean => {
  const unit = units.get(wordsIn(measure).at(-1) ?? '');
  return unit !== undefined && !lengthUnits.includes(unit);
};

/**
 * What is measured, without the unit that its amounts say.
 *
 * @example measureName('en', 'firstAnswerSeconds') // => 'first answer'
 */
export const measureName = (locale: Locale, measure: string): string => {
  const words = wordsIn(measureIn(locale, measure));
  return words.slice(0, isDuration(measure) && words.length > 1 ? -1 : undefined).join(' ');
};

/**
 * An amount of a measure, whose unit is the last word of its name.
 *
 * @example quantityIn('en', 'waitSeconds', 120) // => '2 minutes'
 * @example quantityIn('en', 'openTickets', 3) // => '3 open tickets'
 * @example quantityIn('es', 'missedCalls', 1) // => '1 llamada perdida'
 */
export const quantityIn = (locale: Locale, measure: string, amount: number, precision?: 'measured'): string => {
  const words = wordsIn(measureIn(locale, measure, amount));
  const named = units.get(words.at(-1) ?? '');
  if (named === undefined) {
    return `${numberIn(locale, { maximumFractionDigits: 1 })(amount)}\u00a0${words.join(' ')}`;
  }
  const { x, unit } = inReadersUnit(amount, named, precision === 'measured');
  const maximumFractionDigits = precision === 'measured' && x >= 20 ? 0 : 1;
  return numberIn(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits })(x);
};
