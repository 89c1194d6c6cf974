import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readJourney } from '../../../core/journey/read.ts';
import { problemsAfter, read, smallJourney } from './small-journey.ts';

const sample = readFileSync(new URL('../../../journey.yaml', import.meta.url), 'utf8');

describe('a journey that is right', () => {
  it('is read from the sample of the repository', () => {
    const channels = ['generic', 'standard-webhooks', 'typeform', 'zendesk', 'twilio'];
    const result = readJourney(sample, { fileName: 'journey.yaml', channels });
    expect(result.ok ? result.journey.organisation.name : result.problems).toBe('Faro Móvil');
  });

  it('has its defaults filled in', () => {
    const result = read(smallJourney);
    expect(result.ok ? result.journey.journeys[0]?.stages[0]?.touchpoints[0] : result.problems).toMatchObject({
      kind: 'learn',
      commitments: [],
      was: [],
    });
  });

  it('may share values by anchors', () => {
    expect(problemsAfter(['name: Join', 'name: &join Join'], ['name: Support', 'name: *join'])).toEqual([]);
  });
});

describe('a text that is not YAML', () => {
  it.each([
    ['an open bracket', 'owners: [care\n', '2:1 this is not YAML: check quotes, brackets and indentation here ('],
    ['a tab', 'owners:\n\t- care\n', '2:1 a tab indents this line: use spaces'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1 a second document starts here: remove this line, `---`'],
    ['a tag', 'a: !care 1\n', '1:4 this tag means nothing here: remove it, or quote the `!`'],
    ['an alias of nothing', 'a: *care\n', '1:4 nothing above is marked `&care`: mark it, or put quotes around the `*`'],
  ])('is reported at its place and judged no further: %s', (_, text, expected) => {
    const result = read(text);
    expect(result.ok ? [] : result.problems.filter((line) => !line.startsWith(`journey.yaml:${expected}`))).toEqual([]);
    expect(result.ok).toBe(false);
  });

  it('is refused when its aliases multiply without end', () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed'])
      levels.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`);
    expect(read(levels.join('\n'))).toEqual({
      ok: false,
      problems: ['journey.yaml:1:1 aliases repeat too much of this file: write the values out'],
    });
  });
});

describe('a shape that is wrong', () => {
  const keys = 'organisation, owners, journeys, sources, segments, themes, digests, deployment';

  it.each([
    ['an empty file', ''],
    ['a file of comments', '# soon\n'],
    ['a list', '- care\n'],
  ])('is reported at the start for %s', (_, text) => {
    expect(read(text)).toEqual({
      ok: false,
      problems: [`journey.yaml:1:1 the file must be a map with the keys ${keys}: start from the sample`],
    });
  });

  it.each<[claim: string, from: string, to: string, expected: readonly string[]]>([
    [
      'a key given twice',
      '  locale: en',
      '  name: Faro\n  locale: en',
      ['3:3 this key is already in the same map: keep one of the two'],
    ],
    [
      'an unknown key, at the key',
      'locale: en\n',
      'locale: en\n  logo: x\n',
      ['4:3 `logo` is no key of this map: use one of name, locale, timeZone, currency, sender, retentionDays'],
    ],
    [
      'a mistyped key with the word that was meant, and the missing one at its object',
      '  name: Faro',
      '  nmae: Faro',
      ['2:3 `name` is missing: it must be text', '2:3 `nmae` is no key of this map: did you mean `name`?'],
    ],
    [
      'a missing section',
      'themes:\n  - { id: price, name: Price, keywords: { en: [price*] } }\ndigests:',
      'digest:',
      ['1:1 `digests` is missing: it must be a list', '44:1 `digest` is no key of this map: did you mean `digests`?'],
    ],
    ['a missing choice', '  locale: en\n', '', ['2:3 `locale` is missing: it must be one of en, es']],
    [
      'a missing owner',
      'owner: digital, ',
      '',
      ['17:13 `owner` is missing: it must be the id of the owner that answers for it'],
    ],
    ['a missing translation', ', es: Ayuda', '', ['22:19 `es` is missing: it must be text']],
    [
      'an unknown language of a name',
      'es: Ayuda',
      'es: Ayuda, fr: Aide',
      ['22:47 `fr` is no key of this map: use one of en, es'],
    ],
    [
      'an unknown language of keywords',
      'en: [price*]',
      'en: [price*], fr: [prix]',
      ['45:57 `fr` is no key of this map: use one of en, es'],
    ],
    [
      'a name that is a list',
      'name: Faro',
      'name: [Faro]',
      ['2:9 `name` must be text: put quotes around numbers, true and false'],
    ],
    [
      'a name that is neither text nor languages',
      'name: Subscriber',
      'name: 7',
      ['12:11 `name` must be one text, or one per language: { en: …, es: … }'],
    ],
    ['an empty text', 'name: Faro', "name: ''", ['2:9 `name` must not be empty']],
    [
      'a number where text belongs',
      'channel: zendesk',
      'channel: 7',
      ['29:14 `channel` must be text: put quotes around numbers, true and false'],
    ],
    [
      'text where a number belongs',
      'limit: 60',
      "limit: '60'",
      ['25:58 `limit` must be a number: write it without quotes'],
    ],
    [
      'a number out of range',
      'targetShare: 0.8',
      'targetShare: 80',
      ['25:75 `targetShare` must be a share from 0 to 1'],
    ],
    [
      'a fraction where a whole number belongs',
      'hour: 8',
      'hour: 8.5',
      ['51:11 `hour` must be a whole number: write it without quotes and decimals'],
    ],
    ['an hour that no clock has', 'hour: 8', 'hour: 24', ['51:11 `hour` must be an hour from 0 to 23']],
    [
      'a day that not all months have',
      'cadence: weekly\n    weekday: monday',
      'cadence: monthly\n    day: 31',
      ['50:10 `day` must be 1 to 28: other days do not exist in every month'],
    ],
    [
      'text where true or false belongs',
      'language: es',
      'language: es\n    solicited: sometimes',
      ['32:16 `solicited` must be true or false: write it without quotes'],
    ],
    [
      'a value where a list belongs',
      'media: [web]',
      'media: web',
      ['17:66 `media` must be a list: write [one, two], or a line with a dash for each'],
    ],
    [
      'a value where a map belongs',
      'questions: { q1: nps }',
      'questions: nps',
      ['33:16 `questions` must be a map: write its keys and values, { key: … }'],
    ],
    [
      'an item that is no map',
      '  - id: tickets\n',
      '  - 7\n  - id: tickets\n',
      ['28:5 each of `sources` must be a map: write its keys and values, { id: … }'],
    ],
    ['an empty list', '[boss@faro.example]', '[]', ['48:17 `recipients` needs at least one recipient']],
    [
      'a key without a value',
      'was: [old-desk]',
      'was:',
      ['26:17 `was` must be a list: write [one, two], or a line with a dash for each, and nothing is written here'],
    ],
    [
      'a choice with the word that was meant',
      'media: [web]',
      'media: [wep]',
      [
        '17:67 each of `media` must be one of web, app, store, phone, chat, email, sms, social, review: did you mean `web`?',
      ],
    ],
    [
      'a choice nothing is like',
      'medium: email',
      'medium: telepathy',
      ['30:13 `medium` must be one of web, app, store, phone, chat, email, sms, social, review'],
    ],
    [
      'a role of a question',
      '{ q1: nps }',
      '{ q1: npps }',
      [
        '33:22 `q1` must be one of nps, csat, ces, rating, text, email, phone, customer, touchpoint, language, attribute: did you mean `nps`?',
      ],
    ],
    [
      'an id that would not fit an address',
      'id: subscriber',
      'id: The Subscriber',
      ['11:9 `id` must be lower-case letters, digits and dashes, starting with a letter (at most 48)'],
    ],
    [
      'an address that is none',
      'boss@faro.example',
      'the boss',
      ['48:18 each of `recipients` must be an e-mail address such as care@example.org'],
    ],
    [
      'a currency in small letters',
      'currency: EUR',
      'currency: euro',
      ['5:13 `currency` must be an ISO 4217 code such as EUR'],
    ],
    [
      'a value of a route that is a list',
      'is: [web]',
      'is: [[web]]',
      ['35:54 each of `is` must be text, a number, true or false'],
    ],
    [
      'a measure without its unit',
      'waitSeconds',
      'Wait Seconds',
      ['25:38 `measure` must be a measure with its unit in the name, such as waitSeconds'],
    ],
  ])('is reported for %s', (_, from, to, expected) => {
    expect(problemsAfter([from, to])).toEqual(expected.map((line) => `journey.yaml:${line}`));
  });

  it('is reported for a third segment, at the list', () => {
    const third = (id: string) => `  - { id: ${id}, name: X, attribute: x, values: [{ id: x, name: X, is: [x] }] }\n`;
    expect(problemsAfter(['themes:\n', `${third('region')}${third('age')}themes:\n`])).toEqual([
      'journey.yaml:38:3 `segments` can have at most 2 dimensions: more would make cells too small to trust',
    ]);
  });
});

describe('the report', () => {
  it('lists problems of syntax, shape and meaning together, in the order of the file', () => {
    const problems = problemsAfter(
      ['hour: 8', 'hour: 0'],
      ['scope: { stages: [support]', 'scope: { stages: [suport]'],
      ['owner: digital', 'owner: digitl'],
      ['  locale: en', '  locale: fr\n  name: Faro'],
      ['medium: email', 'meduim: email'],
      ['currency: EUR', 'currency: EUX'],
    );
    expect(problems.map((line) => line.split(' ')[0])).toEqual(
      ['3:11', '4:3', '6:13', '18:50', '29:5', '31:5', '52:11', '53:23'].map((place) => `journey.yaml:${place}`),
    );
  });

  it('names the file it was given and keeps every message on one line', () => {
    const result = readJourney('"a\\nb": 1', { fileName: 'maps/faro.yaml', channels: [] });
    const problems = result.ok ? [] : result.problems;
    expect(problems.filter((line) => !/^maps\/faro\.yaml:1:1 .+$/.test(line))).toEqual([]);
    expect(problems).toHaveLength(6);
  });

  it('says a problem of a shared value once, where it is written', () => {
    const anchored = ['name: Join', 'name: &name { en: Join }'] as const;
    expect(problemsAfter(anchored, ['name: Support', 'name: *name'])).toEqual([
      'journey.yaml:15:21 `es` is missing: it must be text',
      'journey.yaml:19:15 `es` is missing: it must be text',
    ]);
  });
});

describe('reading', () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof read(text).ok === 'boolean'),
      { numRuns: 1_000 },
    );
  });

  it('never throws on text made of what YAML is made of', () => {
    const token = fc.constantFrom(
      ...'- ,: ,? ,[,],{,},&a ,*a,!!set ,!x ,|,>,",\',#,%,---,...,<<,\n,\n  ,\t,a,owners,1,~,\\'.split(','),
      ',',
    );
    const texts = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));
    fc.assert(
      fc.property(texts, (text) => typeof read(text).ok === 'boolean'),
      { numRuns: 2_000 },
    );
  });

  it('survives a value of a segment that is a map, even one that hides how it is written', () => {
    expect(read('segments: [{ values: [{ is: [{ toString: 0 }] }] }]').ok).toBe(false);
  });

  it('never throws on data of any shape, and gives every problem a place', () => {
    const isPlaced = (line: string) => /^journey\.yaml:[1-9]\d*:[1-9]\d* \S/.test(line);
    const some = <T>(value: fc.Arbitrary<T>) =>
      fc.option(fc.oneof(value, fc.jsonValue({ maxDepth: 2 })), { nil: undefined });
    const journey = fc.record({
      organisation: some(
        fc.record({ name: some(fc.string()), timeZone: some(fc.constantFrom('Europe/Madrid', 'UTC', 'X')) }),
      ),
      sources: some(
        fc.array(some(fc.record({ routing: some(fc.array(some(fc.record({ is: some(fc.array(fc.jsonValue())) })))) }))),
      ),
      segments: some(
        fc.array(some(fc.record({ values: some(fc.array(some(fc.record({ is: some(fc.array(fc.jsonValue())) })))) }))),
      ),
      digests: some(
        fc.array(
          some(
            fc.record({
              cadence: some(fc.constantFrom('weekly', 'monthly')),
              day: some(fc.integer()),
              hour: some(fc.nat(23)),
              weekday: some(fc.constantFrom('monday')),
            }),
          ),
        ),
      ),
    });
    fc.assert(
      fc.property(journey, (data) => {
        const result = read(stringify(data));
        expect(result.ok ? [] : result.problems.filter((line) => !isPlaced(line))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
