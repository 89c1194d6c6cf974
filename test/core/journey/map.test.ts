import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMap, nameIn } from '../../../core/journey/map.ts';
import type { Journey, Source } from '../../../core/journey/schema.ts';
import { changed, read, smallJourney } from './small-journey.ts';

const journeyOf = (text: string): Journey => {
  const result = read(text);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.journey;
};

const journey = journeyOf(smallJourney);
const map = compileMap(journey);
const [tickets] = journey.sources as [Source];

describe('a touchpoint', () => {
  it('is found with its stage by its id, whatever the case', () => {
    expect(map.touchpoint('Help-Desk')).toMatchObject({ id: 'help-desk', stage: { id: 'support', name: 'Support' } });
  });

  it('is found by a former id', () => {
    expect(map.touchpoint('old-desk')?.id).toBe('help-desk');
  });

  it('is not found by a name of the language', () => {
    expect([map.touchpoint('nowhere'), map.touchpoint('constructor')]).toEqual([undefined, undefined]);
  });

  it('has the owner the journey gives it, also under its former id', () => {
    expect([map.ownerOf('website')?.id, map.ownerOf('old-desk')?.id, map.ownerOf('gone')]).toEqual([
      'digital',
      'care',
      undefined,
    ]);
  });

  it('is found by its name in any language', () => {
    expect([map.touchpoint('Website')?.id, map.touchpoint(' help DESK ')?.id]).toEqual(['website', 'help-desk']);
  });
});

describe('the place of a signal', () => {
  const nowhere = { attributes: {} };

  it.each([
    ["the source's own when nothing tells", nowhere, 'help-desk'],
    ['the one it names', { ...nowhere, touchpoint: ' WEBSITE' }, 'website'],
    [
      'the one it names by a former id, before any route',
      { attributes: { tags: 'web' }, touchpoint: 'old-desk' },
      'help-desk',
    ],
    [
      'that of a route when it names none that is known',
      { attributes: { tags: 'web' }, touchpoint: 'shop 12' },
      'website',
    ],
    ['that of a route whose attribute matches', { attributes: { tags: 'Web' } }, 'website'],
    ['that of a route one of whose tags matches', { attributes: { tags: 'vip WEB  urgent' } }, 'website'],
    ['not that of a route a part of a tag matches', { attributes: { tags: 'cobweb' } }, 'help-desk'],
    ['not that of a route for another attribute', { attributes: { topic: 'web' } }, 'help-desk'],
    ['that of a route whose keyword is in the text', { ...nowhere, text: 'Your SITE is down' }, 'website'],
    ["the source's when no keyword is in the text", { ...nowhere, text: 'On parasites' }, 'help-desk'],
  ])('is %s', (_, signal, expected) => {
    expect(map.place(signal, tickets)).toBe(expected);
  });

  it('is that of the first of two routes that match', () => {
    const swapped = [
      '{ touchpoint: website, attribute: tags, is: [web] }',
      '{ touchpoint: help-desk, attribute: tags, is: [true, 7] }',
    ] as const;
    const other = compileMap(
      journeyOf(changed(swapped, ['defaultTouchpoint: help-desk', 'defaultTouchpoint: website'])),
    );
    const source = { ...tickets, defaultTouchpoint: 'website' };
    expect(other.place({ attributes: { tags: 7 }, text: 'site' }, source)).toBe('help-desk');
    expect(other.place({ attributes: { tags: true }, text: 'site' }, source)).toBe('help-desk');
    expect(other.place({ attributes: { tags: 8 }, text: 'site' }, source)).toBe('website');
  });

  it('is always a touchpoint of the map', () => {
    const signal = fc.record(
      {
        touchpoint: fc.string(),
        text: fc.string(),
        attributes: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean())),
      },
      { requiredKeys: ['attributes'] },
    );
    fc.assert(fc.property(signal, (one) => ['website', 'help-desk'].includes(map.place(one, tickets))));
  });
});

describe('the segments of a signal', () => {
  it.each([
    ['the value that matches', { plan: 'Contract' }, 'contract'],
    ['the value that matches a number', { plan: 1 }, 'prepaid'],
    ['other when no value matches', { plan: 'corporate' }, 'other'],
    ['other when only a word of the value matches', { plan: 'not prepaid' }, 'other'],
    ['other when the attribute is absent', {}, 'other'],
  ])('are %s', (_, attributes, expected) => {
    expect(map.segmentsOf(attributes)).toEqual({ plan: expected });
  });
});

describe('the scope of a digest', () => {
  it.each([
    ['everything when it says nothing', {}, ['website', 'help-desk']],
    ['everything when its lists are empty', { stages: [], touchpoints: [] }, ['website', 'help-desk']],
    ['the touchpoints of its stages', { stages: ['support'] }, ['help-desk']],
    [
      'its touchpoints beside those of its stages',
      { stages: ['support'], touchpoints: ['website'] },
      ['website', 'help-desk'],
    ],
  ])('is %s', (_, scope, expected) => {
    expect([...map.scope({ scope })]).toEqual(expected);
  });
});

describe('the version of a map', () => {
  const versionAfter = (from: string, to: string) => compileMap(journeyOf(changed([from, to]))).version;

  it('is twelve hex digits', () => {
    expect(map.version).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each([
    ["an owner's new address", 'care@faro.example', 'team@faro.example'],
    ['a renamed label', 'name: Website', 'name: Our site'],
    ['another owner', 'owner: digital', 'owner: care'],
    ['a digest at another hour', 'hour: 8', 'hour: 9'],
    ['another meaning of a question', 'q1: nps', 'q1: csat'],
    ['another order of values', '[prepaid, 1]', '[1, prepaid]'],
  ])('stays for %s', (_, from, to) => {
    expect(versionAfter(from, to)).toBe(map.version);
  });

  it('stays for another order of stages', () => {
    const [subscriber] = journey.journeys as [Journey['journeys'][number]];
    const turned = { ...journey, journeys: [{ ...subscriber, stages: subscriber.stages.toReversed() }] };
    expect(compileMap(turned).version).toBe(map.version);
  });

  it.each([
    ['a new limit of a promise', 'limit: 60', 'limit: 90'],
    ['a former id', 'was: [old-desk]', 'was: [old-desk, older-desk]'],
    ['another default', 'defaultTouchpoint: help-desk', 'defaultTouchpoint: website'],
    ['another value of a route', 'is: [web]', 'is: [internet]'],
    ['another keyword of a route', 'keywords: [site]', 'keywords: [page]'],
    ['another value of a segment', 'is: [contract]', 'is: [contract, post]'],
    ['another attribute of a segment', 'attribute: plan', 'attribute: tariff'],
    ['another keyword of a theme', 'price*', 'cost*'],
    ['another time zone', 'Europe/Madrid', 'Atlantic/Canary'],
  ])('changes for %s', (_, from, to) => {
    expect(versionAfter(from, to)).not.toBe(map.version);
  });
});

describe('the day of a signal', () => {
  it('is the calendar day of the organisation', () => {
    expect(map.dayOf('2026-03-28T23:30:00.000Z')).toBe('2026-03-29');
  });
});

describe('a name', () => {
  it('is the text itself or the one of the language', () => {
    expect([nameIn('Care', 'es'), nameIn({ en: 'Help', es: 'Ayuda' }, 'es')]).toEqual(['Care', 'Ayuda']);
  });
});

describe('the bundle of a function', () => {
  it('has neither zod nor YAML from the map: their imports are types', () => {
    const source = readFileSync(new URL('../../../core/journey/map.ts', import.meta.url), 'utf8');
    const imports = source.match(/^import (?!type ).*$/gm);
    expect(imports?.length).toBeGreaterThan(0);
    expect(imports?.filter((line) => /'(zod|yaml)|schema\.ts'/.test(line))).toEqual([]);
  });
});
