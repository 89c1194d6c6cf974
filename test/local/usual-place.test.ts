import { describe, expect, it } from 'vitest';
import { placeOptions, usualData } from '../../local/usual-place.ts';

describe('the options that mean the same place again', () => {
  it.each([
    ['journey.yaml', '.local', ''],
    ['/somewhere/journey.yaml', '/somewhere/.local', ''],
    ['mine.yaml', '.local/journeys/mine', ' --journey mine.yaml'],
    ['mine.yaml', undefined, ' --journey mine.yaml'],
    ['journey.yaml', '/srv/data', ' --data /srv/data'],
    ['../my journey.yaml', '.local', " --journey '../my journey.yaml' --data .local"],
  ])('leave out what is usual: %s, %s', (journey, data, options) => {
    expect(placeOptions('/somewhere', journey, data)).toBe(options);
  });

  it('name a data folder for each journey', () => {
    expect(usualData('/somewhere', 'journey.yaml')).toBe('.local');
    expect(usualData('/somewhere', '../other/journey.yaml')).toBe('.local/journeys/journey');
  });
});
