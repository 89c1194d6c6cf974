import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { definitionsIn } from '../../../core/journey/definitions.ts';
import { read, smallJourney } from './small-journey.ts';

const sample = readFileSync(new URL('../../../journey.yaml', import.meta.url), 'utf8');

/** A journey of these lines of touchpoints alone. */
const journeyOf = (...lines: readonly string[]): string =>
  ['journeys:', '  - stages:', '      - touchpoints:', ...lines, 'sources: []'].join('\n');

describe('the definitions of a journey', () => {
  it('are the lines of the file, as they are written, and where they begin', () => {
    const lines = smallJourney.split('\n');
    const { website, 'help-desk': desk } = definitionsIn(smallJourney);
    expect(website).toEqual({ line: 17, text: lines[16] });
    expect(desk).toEqual({ line: 21, text: lines.slice(20, 26).join('\n') });
  });

  it('come with the journey that is read', () => {
    const journey = read(smallJourney);
    expect(journey.ok && journey.definitions).toEqual(definitionsIn(smallJourney));
  });

  it('are all of the sample’s touchpoints, and each reads as YAML of exactly its own', () => {
    const lines = sample.split('\n');
    const stages = (parse(sample) as { journeys: { stages: { touchpoints: { id: string }[] }[] }[] }).journeys;
    const touchpoints = stages.flatMap((one) => one.stages.flatMap((stage) => stage.touchpoints));
    const definitions = definitionsIn(sample);
    expect(Object.keys(definitions)).toEqual(touchpoints.map(({ id }) => id));
    for (const touchpoint of touchpoints) {
      const { line, text } = definitions[touchpoint.id] ?? { line: 0, text: '' };
      expect(parse(text)).toEqual([touchpoint]);
      expect(text.split('\n')).toEqual(lines.slice(line - 1, line - 1 + text.split('\n').length));
    }
  });

  it('keep the comments in them and directly above, and no others', () => {
    const text = journeyOf(
      '          # first of all',
      '          - id: one # its id',
      '            # why it is called so',
      '            name: One',
      '            # nothing follows',
      '',
      '          # about two,',
      '          # which is new',
      '          - id: two',
      '',
      '          # about nothing',
      '',
      '          - { id: three } # at the end',
    );
    expect(definitionsIn(text)).toEqual({
      one: {
        line: 4,
        text: [
          '          # first of all',
          '          - id: one # its id',
          '            # why it is called so',
          '            name: One',
        ].join('\n'),
      },
      two: {
        line: 10,
        text: ['          # about two,', '          # which is new', '          - id: two'].join('\n'),
      },
      three: { line: 16, text: '          - { id: three } # at the end' },
    });
  });

  it.each([
    ['a dash on a line of its own', ['          -', '            id: one'], [4, 5]],
    ['a dash with an anchor', ['          - &base # shared', '            id: one'], [4, 5]],
    ['a flow over several lines', ['          - { id: one,', '              name: One }'], [4, 5]],
    [
      'a text of several lines',
      ['          - id: one', '            name: |', '              One', '              of all'],
      [4, 7],
    ],
    ['a list in a flow', ['          [', '            { id: one },', '          ]'], [5, 5]],
  ])('may be written as %s', (_, lines, [first = 0, last = 0]) => {
    const text = journeyOf(...lines);
    expect(definitionsIn(text)).toEqual({
      one: {
        line: first,
        text: text
          .split('\n')
          .slice(first - 1, last)
          .join('\n'),
      },
    });
  });

  it('follow what is repeated by a name to where the name stands', () => {
    const text = `${journeyOf('          - &one { id: one }', '      - touchpoints: *more')}\nmore: &more []`;
    expect(definitionsIn(text.replace('*more', '[*one]'))).toEqual({
      one: { line: 5, text: '      - touchpoints: [*one]' },
    });
  });

  it('have the lines of a file from Windows, without its line ends', () => {
    const { website } = definitionsIn(smallJourney.replaceAll('\n', '\r\n'));
    expect(website).toEqual(definitionsIn(smallJourney).website);
  });

  it('are none of a text that is no journey, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(definitionsIn(text)).toEqual({});
      }),
    );
    expect(definitionsIn('journeys: [{ stages: 7 }, 3]\n')).toEqual({});
  });
});
