import { describe, expect, it } from 'vitest';
import { problemsAfter } from './small-journey.ts';

type Case = readonly [claim: string, from: string, to: string, ...expected: string[]];

const reported = (_: string, from: string, to: string, ...expected: string[]): void =>
  expect(problemsAfter([from, to])).toEqual(expected.map((line) => `journey.yaml:${line}`));

describe('ids that are there twice', () => {
  const copy = (line: string) => `${line}${line}`;
  const owner = '  - { id: care, name: Care, email: care@faro.example }\n';
  const touchpoint = '          - { id: website, name: Website, owner: digital, media: [web] }\n';
  const theme = '  - { id: price, name: Price, keywords: { en: [price*] } }\n';
  const value = '      - { id: contract, name: Contract, is: [contract] }\n';
  const stages =
    '    stages:\n      - { id: join, name: J, touchpoints: [{ id: shop, name: S, owner: care, media: [store] }] }\n';
  const source = '  - { id: tickets, channel: generic, medium: web, defaultTouchpoint: website }\n';
  const segment = '  - { id: plan, name: P, attribute: p, values: [{ id: x, name: X, is: [x] }] }\n';
  const digest = '  - { audience: managers, recipients: [a@b.example], cadence: monthly, day: 1, hour: 8 }\n';

  it.each<Case>([
    [
      'owners',
      owner,
      copy(owner),
      '9:11 the owner `care` is there twice: rename or remove one (the other is on line 8)',
    ],
    [
      'journeys',
      'sources:\n',
      `  - id: subscriber\n    name: S\n${stages.replace('id: join', 'id: again')}sources:\n`,
      '27:9 the journey `subscriber` is there twice: rename or remove one (the other is on line 11)',
    ],
    [
      'stages of two journeys',
      'sources:\n',
      `  - id: visitor\n    name: V\n${stages}sources:\n`,
      '30:15 the stage `join` is there twice: rename or remove one (the other is on line 14)',
    ],
    [
      'touchpoints of two stages',
      'touchpoints:\n          - id: help-desk',
      `touchpoints:\n${touchpoint}          - id: help-desk`,
      '21:19 the touchpoint `website` is there twice: rename or remove one (the other is on line 17)',
    ],
    [
      'promises of one measure at a touchpoint',
      'limit: 60, targetShare: 0.8 }]',
      'limit: 60, targetShare: 0.8 }, { measure: waitSeconds, limit: 300, targetShare: 0.95 }]',
      '25:93 waitSeconds is promised twice here: keep one limit (the other is on line 25)',
    ],
    [
      'sources',
      'segments:\n',
      `${source}segments:\n`,
      '37:11 the source `tickets` is there twice: rename or remove one (the other is on line 28)',
    ],
    [
      'segments',
      'themes:\n',
      `${segment}themes:\n`,
      '44:11 the segment `plan` is there twice: rename or remove one (the other is on line 38)',
    ],
    [
      'values of one segment',
      value,
      `${value}${value.replace('is: [contract]', 'is: [post]')}`,
      '44:15 the segment value `contract` is there twice: rename or remove one (the other is on line 43)',
    ],
    [
      'themes',
      theme,
      copy(theme),
      '46:11 the theme `price` is there twice: rename or remove one (the other is on line 45)',
    ],
    [
      'audiences',
      'digests:\n',
      `digests:\n${digest}`,
      '48:15 the audience `managers` is there twice: rename or remove one (the other is on line 47)',
    ],
  ])('are reported for %s, at the second', reported);

  it.each<Case>([
    [
      'lives on',
      'was: [old-desk]',
      'was: [website]',
      '26:19 `website` cannot be a former id while a touchpoint has it: rename that touchpoint, or remove this (the other is on line 17)',
    ],
    [
      'is there twice',
      'was: [old-desk]',
      'was: [old-desk, old-desk]',
      '26:29 the former id `old-desk` is there twice: its history can only go to one touchpoint (the other is on line 26)',
    ],
  ])('are reported for a former id that %s', reported);

  it('may be the same in two segments', () => {
    expect(
      problemsAfter([
        'themes:\n',
        `${segment.replace('id: plan', 'id: past').replace('id: x', 'id: prepaid')}themes:\n`,
      ]),
    ).toEqual([]);
  });
});

describe('a reference to nothing', () => {
  it.each<Case>([
    ['an owner', 'owner: digital', 'owner: digtal', '17:50 there is no owner `digtal`: did you mean `digital`?'],
    [
      'an owner unlike any other',
      'owner: digital',
      'owner: x',
      '17:50 there is no owner `x`: use one of care, digital',
    ],
    [
      'a default touchpoint',
      'defaultTouchpoint: help-desk',
      'defaultTouchpoint: helpdesk',
      '32:24 there is no touchpoint `helpdesk`: did you mean `help-desk`?',
    ],
    [
      'a former touchpoint',
      'defaultTouchpoint: help-desk',
      'defaultTouchpoint: old-desk',
      '32:24 `old-desk` is a former id: write `help-desk`',
    ],
    [
      'the touchpoint of a route',
      '{ touchpoint: website, keywords',
      '{ touchpoint: shop, keywords',
      '36:23 there is no touchpoint `shop`: use one of website, help-desk',
    ],
    [
      'a stage of a scope',
      'stages: [support]',
      'stages: [suport]',
      '52:23 there is no stage `suport`: did you mean `support`?',
    ],
    [
      'a touchpoint of a scope',
      'touchpoints: [website]',
      'touchpoints: [Website]',
      '52:47 there is no touchpoint `Website`: did you mean `website`?',
    ],
    [
      'a channel',
      'channel: zendesk',
      'channel: zendesc',
      '29:14 there is no channel `zendesc`: did you mean `zendesk`?',
    ],
  ])('is reported at the value for %s', reported);

  it('is not reported once per reference when the whole list is missing', () => {
    const owners =
      '  - { id: care, name: Care, email: care@faro.example }\n  - { id: digital, name: Digital, email: digital@faro.example }\n';
    expect(problemsAfter([`owners:\n${owners}`, 'owners: []\n'])).toEqual([
      'journey.yaml:7:9 `owners` needs at least one owner',
    ]);
  });
});

describe('a value the world does not know', () => {
  it.each<Case>([
    [
      'a time zone',
      'Europe/Madrid',
      'Europe/Madrit',
      '4:13 there is no time zone `Europe/Madrit`: did you mean `Europe/Madrid`?',
    ],
    ['a city alone', 'Europe/Madrid', 'madrid', '4:13 there is no time zone `madrid`: did you mean `Europe/Madrid`?'],
    [
      'small letters the scheduler would refuse',
      'Europe/Madrid',
      'europe/madrid',
      '4:13 there is no time zone `europe/madrid`: did you mean `Europe/Madrid`?',
    ],
    [
      'an offset, which has no daylight saving',
      'Europe/Madrid',
      "'+01:00'",
      '4:13 there is no time zone `+01:00`: use an IANA name such as Europe/Madrid',
    ],
    [
      "an audience's time zone",
      'hour: 8\n',
      'hour: 8\n    timeZone: Asia/Tokio\n',
      '52:15 there is no time zone `Asia/Tokio`: did you mean `Asia/Tokyo`?',
    ],
    ['a currency', 'currency: EUR', 'currency: EUX', '5:13 there is no currency `EUX`: did you mean `EUR`?'],
    [
      'a language by its English name',
      'language: es',
      'language: spanish',
      '31:15 `spanish` is not a language tag: write one such as es or en-GB',
    ],
    [
      'a language as programmers write it',
      'language: es',
      'language: es_ES',
      '31:15 `es_ES` is not a language tag: write `es-ES`',
    ],
    [
      'a language that does not exist',
      'language: es',
      'language: xx',
      '31:15 `xx` is not a language tag: write one such as es or en-GB',
    ],
    [
      'a language of one letter',
      'language: es',
      'language: e',
      '31:15 `e` is not a language tag: write one such as es or en-GB',
    ],
  ])('is reported for %s', reported);

  it.each(['UTC', 'Asia/Kolkata', 'Pacific/Kiritimati', 'America/Argentina/Buenos_Aires'])(
    'is not reported for %s',
    (timeZone) => {
      expect(problemsAfter(['Europe/Madrid', timeZone])).toEqual([]);
    },
  );
});

describe('a route', () => {
  const route = '{ touchpoint: website, attribute: tags, is: [web] }';

  it.each<Case>([
    [
      'looks at nothing',
      route,
      '{ touchpoint: website }',
      '35:9 this route never matches: give it `attribute` with `is`, or `keywords`',
    ],
    [
      'lacks the values',
      route,
      '{ touchpoint: website, attribute: tags }',
      '35:32 `attribute` needs `is` beside it: list the values that lead here',
    ],
    [
      'lacks the attribute',
      route,
      '{ touchpoint: website, is: [web] }',
      '35:32 `is` needs `attribute` beside it: name the attribute to look at',
    ],
    [
      'has half of one way beside the other',
      route,
      '{ touchpoint: website, is: [web], keywords: [a] }',
      '35:32 `is` needs `attribute` beside it: name the attribute to look at',
    ],
    [
      'goes two ways',
      route,
      route.replace(' }', ', keywords: [a] }'),
      '35:60 a route goes by `attribute` or by `keywords`: make two routes of this one',
    ],
    ['lists no values', 'is: [web]', 'is: []', '35:53 `is` needs at least one value'],
  ])('is reported when it %s', reported);
});

describe('a segment', () => {
  it.each<Case>([
    [
      'matches one value twice',
      'is: [contract]',
      'is: [contract, prepaid]',
      '43:56 `prepaid` already leads to another value: keep it in one of them (the other is on line 42)',
    ],
    [
      'differs in case alone',
      'is: [contract]',
      'is: [Prepaid]',
      '43:46 `Prepaid` already leads to another value: keep it in one of them (the other is on line 42)',
    ],
    [
      'differs in type alone',
      'is: [contract]',
      "is: ['1']",
      '43:46 `1` already leads to another value: keep it in one of them (the other is on line 42)',
    ],
    ['calls a value other', 'id: contract', 'id: other', '43:15 `other` is what no value matches: choose another id'],
  ])('is reported when it %s', reported);

  it('may repeat a match within one value', () => {
    expect(problemsAfter(['is: [contract]', 'is: [contract, Contract]'])).toEqual([]);
  });
});

describe('the schedule of a digest', () => {
  const weekly = 'cadence: weekly\n    weekday: monday\n    hour: 8\n';
  const schedule = (...lines: string[]) => [weekly, lines.map((line) => `${line}\n`).join('    ')] as const;
  const weeklyAt = (weekday: string, hour: number, ...more: string[]) =>
    schedule('cadence: weekly', `weekday: ${weekday}`, `hour: ${hour}`, ...more);
  const inMadrid = 'the week has closed in Europe/Madrid, with an hour of grace for late answers';

  it.each([
    [
      'weekly without a weekday',
      schedule('cadence: weekly', 'hour: 8'),
      '47:5 a weekly digest needs `weekday`: add one, such as weekday: monday',
    ],
    [
      'weekly with a day',
      schedule('cadence: weekly', 'weekday: monday', 'day: 1', 'hour: 8'),
      '51:5 a weekly digest has no `day`: remove it, and say `weekday`',
    ],
    [
      'monthly without a day',
      schedule('cadence: monthly', 'hour: 8'),
      '47:5 a monthly digest needs `day`: add one, such as day: 1',
    ],
    [
      'monthly with a weekday',
      schedule('cadence: monthly', 'day: 1', 'weekday: monday', 'hour: 8'),
      '51:5 a monthly digest has no `weekday`: remove it, and say `day`',
    ],
    [
      'weekly before the grace is over',
      weeklyAt('monday', 0),
      `51:11 hour 0 in Europe/Madrid comes before ${inMadrid}: choose hour 1 or later`,
    ],
    [
      'weekly on a Monday that is still Sunday at the organisation',
      weeklyAt('monday', 1, 'timeZone: Asia/Tokyo'),
      `51:11 hour 1 in Asia/Tokyo comes before ${inMadrid}: choose hour 9 or later`,
    ],
    [
      'weekly at an hour that is too early in winter alone',
      weeklyAt('monday', 8, 'timeZone: Asia/Tokyo'),
      `51:11 hour 8 in Asia/Tokyo comes before ${inMadrid}: choose hour 9 or later`,
    ],
    [
      'monthly before the grace is over',
      schedule('cadence: monthly', 'day: 1', 'hour: 0'),
      '51:11 hour 0 in Europe/Madrid comes before the month has closed in Europe/Madrid, with an hour of grace for late answers: choose hour 1 or later',
    ],
  ])('is reported when it is %s', (_, change, expected) => {
    expect(problemsAfter(change)).toEqual([`journey.yaml:${expected}`]);
  });

  it('is reported with another day when no hour of the day will do', () => {
    const change = weeklyAt('monday', 23, 'timeZone: Pacific/Kiritimati');
    expect(problemsAfter(change, ['Europe/Madrid', 'Pacific/Pago_Pago'])).toEqual([
      'journey.yaml:51:11 hour 23 in Pacific/Kiritimati comes before the week has closed in Pacific/Pago_Pago, with an hour of grace for late answers: choose the day after',
    ]);
  });

  it.each([
    ['the first hour after the grace', weeklyAt('monday', 1)],
    ['an hour that daylight saving skips once a year', weeklyAt('sunday', 2)],
    ['midnight of an audience that is behind', weeklyAt('monday', 0, 'timeZone: America/Los_Angeles')],
    ['the second of the month at midnight', schedule('cadence: monthly', 'day: 2', 'hour: 0')],
  ])('may be %s', (_, change) => {
    expect(problemsAfter(change)).toEqual([]);
  });

  it('is judged although something else about the digest is wrong', () => {
    expect(problemsAfter(weeklyAt('monday', 0, 'color: red')).map((line) => line.split(' ')[0])).toEqual([
      'journey.yaml:51:11',
      'journey.yaml:52:5',
    ]);
  });
});
