import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { type MapMessage, mapMessages } from '../../../core/map/messages.ts';

const keys = Object.keys(mapMessages.en) as MapMessage[];
const argumentsOf = (text: string): string[] =>
  [
    ...JSON.stringify(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()).matchAll(
      /"type":[12346],"value":"(\w+)"/g,
    ),
  ]
    .map(([, name = '']) => name)
    .filter((name, index, all) => all.indexOf(name) === index)
    .toSorted();

it.each(keys)('Spanish says “%s” in its own words, with the same values', (key) => {
  expect(mapMessages.es[key]).not.toBe(key === 'felt.point' ? '' : mapMessages.en[key]);
  expect(argumentsOf(mapMessages.es[key])).toEqual(argumentsOf(mapMessages.en[key]));
});
