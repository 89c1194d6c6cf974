/** A piece of a text that identifies somebody. */
export interface Span {
  readonly kind: 'email' | 'iban' | 'id' | 'phone' | 'card';
  readonly start: number;
  readonly end: number;
}

const localCharacter = /[\p{L}\p{N}._%+~&'-]/u;
const localStart = /[\p{L}\p{N}_]/u;
const domain = /(?:[\p{L}\p{N}-]+\.)+(?:xn--[a-z\d-]+|\p{L}{2,})/uy;

/**
 * From each `@` leftwards over the local part and rightwards over the domain. A pattern for the whole address would
 * begin anew at every letter of "aaaa…"; from the `@`, each character is read at most twice.
 */
export const findEmails = (plain: string): Span[] => {
  const spans: Span[] = [];
  let from = 0;
  for (let at = plain.indexOf('@'); at !== -1; at = plain.indexOf('@', at + 1)) {
    domain.lastIndex = at + 1;
    const hasDomain = domain.test(plain);
    const end = domain.lastIndex;
    const start = hasDomain ? startOfLocal(plain, from, at) : at;
    if (start < at) spans.push({ kind: 'email', start, end });
    from = start < at ? end : at + 1;
  }
  return spans;
};

const startOfLocal = (plain: string, from: number, at: number): number => {
  let start = at;
  while (start > from && localCharacter.test(plain.charAt(start - 1))) start--;
  while (start < at && !localStart.test(plain.charAt(start))) start++;
  return start;
};

// Characters of an IBAN by country, of the registry's release 99: https://www.swift.com/standards/data-standards/iban
const ibanLengths = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
  FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
  LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
  RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const ibanStart = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}/giu;

/** The country says how long the number is: without that, one in groups would run on into the words behind it. */
export const findIbans = (plain: string): Span[] => {
  const spans: Span[] = [];
  for (const { 0: head, index: start } of plain.matchAll(ibanStart)) {
    const length = ibanLengths.get(head.slice(0, 2).toUpperCase());
    if (length === undefined || start < (spans.at(-1)?.end ?? 0)) continue;
    const end = endOfIban(plain, start, length);
    if (end !== undefined) spans.push({ kind: 'iban', start, end });
  }
  return spans;
};

const endOfIban = (plain: string, start: number, length: number): number | undefined => {
  const values: number[] = [];
  let at = start;
  while (values.length < length) {
    let value = ibanValue(plain.charCodeAt(at++));
    // One space or hyphen between groups.
    if (value === undefined && /[ -]/.test(plain.charAt(at - 1))) value = ibanValue(plain.charCodeAt(at++));
    if (value === undefined) return undefined;
    values.push(value);
  }
  return !letterOrDigit.test(plain.charAt(at)) && hasIbanChecksum(values) ? at : undefined;
};

/** 0–9 for digits and 10–35 for letters of either case, as ISO 13616 counts them. */
const ibanValue = (code: number): number | undefined => {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? lower - 87 : undefined;
};

const letterOrDigit = /[\p{L}\p{N}]/u;

/** ISO 13616: with the country and the check digits at the end, the whole number's rest by 97 is 1. */
const hasIbanChecksum = (values: readonly number[]): boolean => {
  let rest = 0;
  for (const value of [...values.slice(4), ...values.slice(0, 4)]) rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  return rest === 1;
};

const spanishId =
  /(?<![\p{L}\p{N}])(?:(?<nie>[xyz])-?)?(?<number>\d{7,8}|\d{1,2}\.\d{3}\.\d{3})-?(?<letter>[a-z])(?![\p{L}\p{N}])/giu;
const idLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';

/**
 * DNI (eight digits and a letter) and NIE (X, Y or Z, seven digits and a letter); the letter is the number's rest by
 * 23: https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/
 */
export const findSpanishIds = (plain: string): Span[] => {
  const spans: Span[] = [];
  for (const { 0: found, index: start, groups = {} } of plain.matchAll(spanishId)) {
    const { nie, number = '', letter = '' } = groups;
    const digits = number.replaceAll('.', '');
    if (digits.length !== (nie === undefined ? 8 : 7)) continue;
    // X, Y and Z stand for 0, 1 and 2 before the seven digits.
    const value = Number(`${nie === undefined ? '' : 'XYZ'.indexOf(nie.toUpperCase())}${digits}`);
    if (idLetters[value % 23] === letter.toUpperCase()) spans.push({ kind: 'id', start, end: start + found.length });
  }
  return spans;
};
