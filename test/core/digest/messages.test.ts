import { IntlMessageFormat } from 'intl-messageformat';
import { afterAll, describe, expect, it } from 'vitest';
import type { DigestContent } from '../../../core/digest/content.ts';
import { type MessageKey, messages, sayIn } from '../../../core/digest/messages.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { media } from '../../../core/signal.ts';
import { activation, badWeek, firstWeek, quietWeek } from './contents.ts';
import { emptyWeek, fullWeek, kept, touchpoints } from './contents-full.ts';
import { mixedFinding, mixedWeek, month } from './contents-mix.ts';

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

/** Every choice a message may make: the options of its selects, by argument. */
const choicesOf = (key: MessageKey): Record<string, string>[] => {
  const selects = taken('en', key).flatMap((part) => ('options' in part && !('pluralType' in part) ? [part] : []));
  return selects.flatMap(({ value, options }) => Object.keys(options).map((option) => ({ [value]: option })));
};

describe('Spanish', () => {
  it('has words of its own for every message but a few names', () => {
    expect(keys.filter((key) => messages.es[key] === messages.en[key])).toEqual(alike);
  });

  it('holds no English word that a translator may have left behind', () => {
    const english =
      /\b(the|than|and|answers?|noise|sure|week|month|changed?|more|range|was|got|needs?|worse|better|missed|silent|ask|find)\b/i;
    for (const key of keys) expect(spoken('es', key), key).not.toMatch(english);
  });

  it('uses the same arguments as English', () => {
    for (const key of keys) expect(argumentsOf('es', key).sort(), key).toEqual(argumentsOf('en', key).sort());
  });
});

describe.each(['en', 'es'] as const)('every message in %s', (locale) => {
  it('can be said, of one and of many, whatever it chooses', () => {
    for (const key of keys) {
      for (const n of [1, 2, 1_234_567]) {
        for (const choice of [{}, ...choicesOf(key)]) {
          const filled = Object.fromEntries(argumentsOf(locale, key).map((name) => [name, n]));
          expect(sayIn(locale)(key, { ...filled, ...choice }), key).toMatch(/^[^{}#]+$/);
        }
      }
    }
  });

  it('writes a minus sign and no-break spaces where a hyphen and a space would break', () => {
    for (const key of keys) expect(spoken(locale, key), key).not.toMatch(/\d %|-\d/);
    expect(sayIn(locale)('percent', { number: 5 })).toBe('5\u00a0%');
  });
});

describe('the messages', () => {
  const english = messages.en;
  afterAll(() => {
    Object.assign(messages, { en: english });
  });

  it('are each said by some digest: a dead one would be translated for nobody', () => {
    const said = new Set<string>();
    const listening = new Proxy(english, {
      get: (target, key) => {
        said.add(String(key));
        return target[key as MessageKey];
      },
    });
    Object.assign(messages, { en: listening });
    for (const content of everything) renderDigest(content, { unsubscribe: 'https://example.org/u' });
    expect(keys.filter((key) => !said.has(key))).toEqual([]);
  });
});

const calm = { ...fullWeek, findings: [], commitments: [], silent: [], illusions: [] };
const { reason: _, spread: __, ...bare } = activation;
const everything: readonly DigestContent[] = [
  quietWeek,
  badWeek,
  firstWeek,
  emptyWeek,
  fullWeek,
  calm,
  mixedWeek,
  mixedFinding,
  month,
  { ...fullWeek, findings: [] },
  { ...fullWeek, previous: { start: '2025-11-10', end: '2025-11-17' } },
  { ...fullWeek, findings: [], tested: 0 },
  { ...calm, silent: fullWeek.silent },
  {
    ...calm,
    findings: [{ ...bare, evidence: 'A' }, { ...activation, evidence: 'B' }, ...Array(5).fill(activation)],
    headlines: (['rating', 'netSentiment'] as const).flatMap((metric) =>
      quietWeek.headlines.map((headline) => ({ ...headline, metric })),
    ),
    touchpoints: Array.from({ length: 30 }, () => touchpoints[0] ?? []).flat(),
    commitments: [
      { ...kept, name: 'Solved in two days' },
      ...Array(9).fill(kept),
      { ...kept, measure: 'failures', verdict: 'missed' },
    ],
    silent: Array.from({ length: 9 }, (_, index) => ({
      ...fullWeek.silent[0],
      source: `tablet-${index}`,
    })) as DigestContent['silent'],
    verbatims: media.map((medium) => ({ text: 'Fine.', day: '2026-11-18', touchpointName: 'Website', medium })),
    tooFew: Array(20).fill(quietWeek.tooFew[0]),
  },
];

it('tells one from many', () => {
  expect(sayIn('en')('tooFew.more', { n: 1 })).toBe('and 1 more touchpoint');
  expect(sayIn('en')('tooFew.more', { n: 2 })).toBe('and 2 more touchpoints');
  expect(sayIn('es')('tooFew.more', { n: 1 })).toBe('y 1 punto de contacto más');
  expect(sayIn('es')('tooFew.more', { n: 12_345 })).toBe('y 12.345 puntos de contacto más');
});

it('never reads a name as message syntax', () => {
  expect(sayIn('en')('lead.worse', { names: '{n, plural, <b>' })).toBe('Worse: {n, plural, <b>');
});
