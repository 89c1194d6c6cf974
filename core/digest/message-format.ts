import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../journey/schema.ts';

/** The same few messages are said again and again, and reading the syntax of one costs more than saying it. */
const read = new Map<string, IntlMessageFormat>();

/**
 * Says one message in ICU message format.
 *
 * Values are put in as they are and never read as message syntax, so a customer's `{n}` stays `{n}`.
 *
 * @param message one of ours: all of them are kept, read
 */
export const sayMessage = (
  locale: Locale,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): string => {
  const name = `${locale} ${message}`;
  const format = read.get(name) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  read.set(name, format);
  return String(format.format({ ...values }));
};
