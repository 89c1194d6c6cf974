import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type MessageKey, messages, sayIn } from '../../../core/digest/messages.ts';

const keys = Object.keys(messages.en) as MessageKey[];

/** Names and shapes that both languages share. */
const alike: readonly MessageKey[] = ['metric.nps', 'metric.csat', 'metric.ces', 'percent', 'finding.step'];

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** A message taken apart, with the branches of its plurals and selects laid out in a row. */
const partsOf = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap((option) => partsOf(option.value)) : []),
  ]);
const taken = (locale: 'en' | 'es', key: MessageKey): Part[] =>
  partsOf(new IntlMessageFormat(messages[locale][key], locale, undefined, { ignoreTag: true }).getAst());

const literalType = 0;
const spoken = (locale: 'en' | 'es', key: MessageKey): string =>
  taken(locale, key)
    .map((part) => (part.type === literalType ? part.value : ''))
    .join(' ');
const argumentsOf = (locale: 'en' | 'es', key: MessageKey): string[] => [
  ...new Set(taken(locale, key).flatMap((part) => (part.type !== literalType && 'value' in part ? [part.value] : []))),
];

describe('Spanish', () => {
  it('has words of its own for every message but a few names', () => {
    expect(keys.filter((key) => messages.es[key] === messages.en[key])).toEqual(alike);
  });

  it('holds no English word that a translator may have left behind', () => {
    const english =
      /\b(the|than|and|answers?|noise|sure|week|month|changed?|more|range|was|got|needs?|worse|better)\b/i;
    for (const key of keys) expect(spoken('es', key), key).not.toMatch(english);
  });

  it('uses the same arguments as English', () => {
    for (const key of keys) expect(argumentsOf('es', key).sort(), key).toEqual(argumentsOf('en', key).sort());
  });
});

describe.each(['en', 'es'] as const)('every message in %s', (locale) => {
  it('can be said, of one and of many', () => {
    const chosen = { span: 'week', unit: 'points', direction: 'worse', sureness: 'very' };
    for (const key of keys) {
      for (const n of [1, 2, 1_234_567]) {
        const filled = Object.fromEntries(argumentsOf(locale, key).map((name) => [name, name]));
        const said = sayIn(locale)(key, { ...filled, ...chosen, n, later: n, earlier: n });
        expect(said, key).toMatch(/^[^{}#]+$/);
      }
    }
  });

  it('writes a minus sign and no-break spaces where a hyphen and a space would break', () => {
    for (const key of keys) expect(spoken(locale, key), key).not.toMatch(/\d %|-\d/);
  });
});

it('tells one from many', () => {
  expect(sayIn('en')('tooFew.more', { n: 1 })).toBe('and 1 more touchpoint');
  expect(sayIn('en')('tooFew.more', { n: 2 })).toBe('and 2 more touchpoints');
  expect(sayIn('es')('tooFew.more', { n: 1 })).toBe('y 1 punto de contacto más');
  expect(sayIn('es')('tooFew.more', { n: 12_345 })).toBe('y 12.345 puntos de contacto más');
});

it('never reads a name as message syntax', () => {
  expect(sayIn('en')('finding.place', { stage: '{n, plural, <b>' })).toBe('Stage: {n, plural, <b>');
});
