import { atValue, closest, type Problem } from './problems.ts';
import { selectTexts } from './select.ts';

/** Checks of single values against what the runtime knows: zones, currencies and languages. */

/** A problem for each text at a pattern that the judge can say something against. */
const judged = (root: unknown, pattern: string, complaintAbout: (value: string) => string | undefined): Problem[] =>
  selectTexts(root, pattern).flatMap(({ path, value }) => {
    const complaint = complaintAbout(value);
    return complaint === undefined ? [] : [atValue(path, complaint)];
  });

/** Whether days can be told in this zone. Offsets such as `+01:00` know no daylight saving, and the scheduler none. */
export const isTimeZone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return /^[A-Z]/.test(value);
  } catch {
    return false;
  }
};

const complainAboutTimeZone = (value: string): string | undefined => {
  const known = Intl.supportedValuesOf('timeZone');
  // `europe/madrid` would do here, but not for the scheduler.
  const otherCase = known.find((zone) => zone !== value && zone.toLowerCase() === value.toLowerCase());
  if (isTimeZone(value) && !otherCase) return undefined;
  const city = known.find((zone) => zone.split('/').at(-1)?.toLowerCase() === value.toLowerCase());
  const best = otherCase ?? city ?? closest(value, known);
  const mend = best ? `did you mean \`${best}\`?` : 'use an IANA name such as Europe/Madrid';
  return `there is no time zone \`${value}\`: ${mend}`;
};

export const checkTimeZones = (root: unknown): Problem[] => [
  ...judged(root, 'organisation.timeZone', complainAboutTimeZone),
  ...judged(root, 'digests.*.timeZone', complainAboutTimeZone),
];

export const checkCurrency = (root: unknown): Problem[] =>
  judged(root, 'organisation.currency', (value) => {
    const known = Intl.supportedValuesOf('currency');
    // What is no code at all the schema has reported.
    if (known.includes(value) || !/^[A-Z]{3}$/.test(value)) return undefined;
    const best = closest(value, known);
    return `there is no currency \`${value}\`: ${best ? `did you mean \`${best}\`?` : 'use an ISO 4217 code such as EUR'}`;
  });

const canonicalLanguage = (value: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
};

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

export const checkLanguages = (root: unknown): Problem[] =>
  judged(root, 'sources.*.language', (value) => {
    const canonical = canonicalLanguage(value.replaceAll('_', '-'));
    const isKnown = canonical !== undefined && languageNames.of(canonical) !== undefined;
    if (isKnown && canonical === value) return undefined;
    return `\`${value}\` is not a language tag: write ${isKnown ? `\`${canonical}\`` : 'one such as es or en-GB'}`;
  });
