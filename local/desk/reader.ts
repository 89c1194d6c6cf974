import { html } from 'htm/preact';
import { numberIn } from '../../core/digest/figures-numbers.ts';
import type { Journey, Locale } from '../../core/journey/schema.ts';
import { deskMessages, type SayOnDesk, sayOnDesk } from './messages.ts';

/** Who looks at a page: how things are said and written for them, and how links keep their language. */
export interface Reader {
  readonly locale: Locale;
  readonly say: SayOnDesk;
  readonly number: (n: number) => string;
  /** A day, and a moment of one, on the organisation's clocks. */
  readonly day: (at: Date) => string;
  readonly moment: (atMs: number) => string;
  /** An address on this machine, which says the language if this one does. */
  readonly to: (path: string, query?: Readonly<Record<string, string>>) => string;
}

const locales = Object.keys(deskMessages) as Locale[];

/** Who asks by an address; one that names no language of ours is answered in the organisation's. */
export const readerOf = (query: string, organisation: Journey['organisation']): Reader => {
  const wanted = new URLSearchParams(query).get('lang');
  const lang = locales.find((one) => one === wanted);
  const locale = lang ?? organisation.locale;
  const { timeZone } = organisation;
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const moments = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  });
  return {
    locale,
    say: sayOnDesk(locale),
    number: numberIn(locale, {}),
    day: (at) => days.format(at),
    moment: (atMs) => moments.format(atMs),
    to: (path, query) => {
      const asked = new URLSearchParams({ ...query, ...(lang && { lang }) }).toString();
      return asked === '' ? path : `${path}?${asked}`;
    },
  };
};

/** A message with what stands between its backticks as code. */
export const withCode = (message: string) =>
  message.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece));
