import type { Locale } from '../journey/schema.ts';
import { sayMessage } from './message-format.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';

export type MessageKey = keyof typeof en;

/** What a language must supply: every key of English, no more. */
export type Messages = Readonly<Record<MessageKey, string>>;

export const messages: Readonly<Record<Locale, Messages>> = { en, es };

/** Says one message of a language. Numbers inside plurals are written as the locale writes them. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The voice of one language.
 *
 * @example sayIn('es')('lead.quiet', { n: 1 }) // => 'Nada cambió más allá del ruido en 1 comparación.'
 */
export const sayIn =
  (locale: Locale): Say =>
  (key, values) =>
    sayMessage(locale, messages[locale][key], values);
