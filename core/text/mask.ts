import { findNumbers } from './mask-numbers.ts';
import { findEmails, findIbans, findSpanishIds, type Span } from './mask-patterns.ts';

/**
 * Replaces what identifies a person by its kind: `[email]`, `[phone]`, `[card]`, `[iban]` and `[id]` (DNI and NIE).
 *
 * Check digits decide where there are any, so that order numbers stay. Names and addresses stay too: without a model
 * they cannot be told from other words. Every finder judges a candidate by its own characters and its two neighbours,
 * never by what stands further off; that is why masking twice changes nothing, and why the time grows with the length
 * of the text and not with its malice.
 *
 * @example maskPersonal('Call me: +34 612 34 56 78, order 4711') // => 'Call me: [phone], order 4711'
 */
export const maskPersonal = (text: string): string => {
  let plain = plainForm(text);
  const spans: Span[] = [];
  for (const find of [findEmails, findIbans, findSpanishIds, findNumbers]) {
    const found = find(plain);
    spans.push(...found);
    plain = blank(plain, found);
  }
  spans.sort((a, b) => a.start - b.start);
  let masked = '';
  let end = 0;
  for (const span of spans) {
    masked += `${text.slice(end, span.start)}[${span.kind}]`;
    end = span.end;
  }
  return masked + text.slice(end);
};

// Zeros of the decimal digits people write besides our own: Arabic, Persian and Devanagari.
const otherZeros = [0x0660, 0x06f0, 0x0966];
const toPlain =
  /[\u00a0\u2000-\u200b\u202f\u205f\u3000\u2010-\u2015\u2212\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/**
 * The text with one plain character for each exotic one, so that places in it are places in the text: full-width forms
 * as ASCII, every kind of space as a space, of dash as a hyphen, and other digits as ours.
 */
const plainForm = (text: string): string =>
  text.replace(toPlain, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    const zero = otherZeros.find((each) => code >= each && code <= each + 9);
    if (zero !== undefined) return String(code - zero);
    return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
  });

/** Found spans become what stands at the end of a mask, so that a second masking sees the same neighbours. */
const blank = (plain: string, spans: readonly Span[]): string => {
  let blanked = '';
  let end = 0;
  for (const span of spans) {
    blanked += plain.slice(end, span.start) + ']'.repeat(span.end - span.start);
    end = span.end;
  }
  return blanked + plain.slice(end);
};
