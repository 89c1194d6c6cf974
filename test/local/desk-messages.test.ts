import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type DeskMessage, deskMessages, sayOnDesk } from '../../local/desk/messages.ts';

const keys = Object.keys(deskMessages.en) as DeskMessage[];

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** A message taken apart, with the branches of its plurals and selects laid out in a row. */
const partsOf = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap((option) => partsOf(option.value)) : []),
  ]);
const literalType = 0;
const argumentsOf = (locale: 'en' | 'es', key: DeskMessage): string[] => {
  const parts = partsOf(
    new IntlMessageFormat(deskMessages[locale][key], locale, undefined, { ignoreTag: true }).getAst(),
  );
  const names = parts.flatMap((part) => (part.type !== literalType && 'value' in part ? [part.value] : []));
  return [...new Set(names)].sort();
};
const codeOf = (locale: 'en' | 'es', key: DeskMessage): string[] =>
  deskMessages[locale][key].split('`').filter((_, index) => index % 2 === 1);

describe('the messages of the desk', () => {
  it('are all Spanish in Spanish', () => {
    expect(keys.filter((key) => deskMessages.es[key] === deskMessages.en[key])).toEqual([]);
  });

  it.each(keys)('take the same arguments and name the same commands in both languages: %s', (key) => {
    expect(argumentsOf('es', key)).toEqual(argumentsOf('en', key));
    expect(codeOf('es', key)).toEqual(codeOf('en', key));
  });

  it.each(['en', 'es'] as const)('can be said in %s, of one and of many', (locale) => {
    for (const key of keys) {
      for (const n of [0, 1, 2, 1_234_567]) {
        const filled = Object.fromEntries(argumentsOf(locale, key).map((name) => [name, n]));
        expect(sayOnDesk(locale)(key, filled), key).toMatch(/^[^{}#]+$/);
      }
    }
  });
});
