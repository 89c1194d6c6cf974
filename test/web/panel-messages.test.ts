import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type PanelMessage, panelMessages, sayOnPanel } from '../../web/panel/messages.ts';

const keys = Object.keys(panelMessages.en) as PanelMessage[];

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** A message taken apart, with the branches of its plurals and selects laid out in a row. */
const partsOf = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap((option) => partsOf(option.value)) : []),
  ]);
const literalType = 0;
const argumentsOf = (locale: 'en' | 'es', key: PanelMessage): string[] => {
  const parts = partsOf(
    new IntlMessageFormat(panelMessages[locale][key], locale, undefined, { ignoreTag: true }).getAst(),
  );
  return [
    ...new Set(parts.flatMap((part) => (part.type !== literalType && 'value' in part ? [part.value] : []))),
  ].sort();
};

describe('the messages of the panel', () => {
  it('are all Spanish in Spanish', () => {
    expect(keys.filter((key) => panelMessages.es[key] === panelMessages.en[key])).toEqual([]);
  });

  it('take the same arguments in both languages', () => {
    for (const key of keys) expect(argumentsOf('es', key), key).toEqual(argumentsOf('en', key));
  });

  it.each(['en', 'es'] as const)('can be said in %s, of one and of many', (locale) => {
    for (const key of keys) {
      for (const n of [0, 1, 2, 1_234_567]) {
        const filled = Object.fromEntries(argumentsOf(locale, key).map((name) => [name, n]));
        expect(sayOnPanel(locale)(key, filled), key).toMatch(/^[^{}#]+$/);
      }
    }
  });

  it('count attempts as each language counts', () => {
    const attempts = [1, 2, 3, 4, 11, 22].map((nth) => sayOnPanel('en')('story.attempt', { nth, days: 9 }));
    expect(attempts.map((said) => said.split(' ')[0])).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd']);
    expect(sayOnPanel('es')('story.attempt', { nth: 3, days: 1 })).toBe('3.ª vez en 1 día');
  });
});
