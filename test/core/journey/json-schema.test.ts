import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { journeyJsonSchema, keysAt } from '../../../core/journey/json-schema.ts';

describe('the JSON Schema for editors', () => {
  it('is the one committed as journey.schema.json', () => {
    const committed = readFileSync(new URL('../../../journey.schema.json', import.meta.url), 'utf8');
    const generated = `${JSON.stringify(journeyJsonSchema(), null, 2)}\n`;
    expect(
      committed,
      'journey.schema.json is not what core/journey/schema.ts says: run `npx listening-path check --schema`, commit it',
    ).toBe(generated);
  });

  it('leaves out of `required` what has a default', () => {
    expect(journeyJsonSchema()).toMatchObject({
      required: ['organisation', 'owners', 'journeys', 'sources', 'digests'],
    });
  });
});

describe('the keys of a map', () => {
  it.each([
    ['the file', [], ['organisation', 'owners', 'journeys', 'sources', 'segments', 'themes', 'digests', 'deployment']],
    ['an item', ['owners', 0], ['id', 'name', 'email']],
    ['one choice of several', ['owners', 0, 'name'], ['en', 'es']],
    ['a map by language', ['themes', 3, 'keywords'], ['en', 'es']],
    ['a map of any keys', ['sources', 0, 'questions'], []],
    ['a path that leads nowhere', ['owners', 0, 'email', 'host'], []],
  ])('are told for %s', (_, path, keys) => {
    expect(keysAt(path)).toEqual(keys);
  });
});
