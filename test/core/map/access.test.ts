import { describe, expect, it } from 'vitest';
import { loadJourney } from '../../../bin/commands/shared.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { groupsFor, segmentFor, viewerOf } from '../../../core/map/access.ts';

const journey = loadJourney('journey.yaml');
const map = compileMap(journey);
const viewer = (...groups: string[]) =>
  viewerOf({ sub: 'a1', 'cognito:groups': `[${groups.join(' ')}]` }, journey, map);
const everything = map.scope({ scope: {} });

describe('who signed in', () => {
  it('sees nothing without a role, whatever else they were given', () => {
    for (const groups of [[], ['names'], ['segment:plan:contract'], ['manager'], ['manager:nobody'], ['Admin']])
      expect(viewer(...groups)).toBeUndefined();
    expect(viewerOf({ sub: 'a1' }, journey, map)).toBeUndefined();
  });

  it('sees as a manager what the digest of their audience is about', () => {
    const own = viewer('manager:care-team');
    const digest = journey.digests.find(({ audience }) => audience === 'care-team');
    expect(own).toMatchObject({ role: 'manager', readsStories: false });
    expect(own?.scope).toEqual(digest && map.scope(digest));
    expect(own?.scope.size).toBeLessThan(everything.size);
    expect(viewer('manager:care-team', 'manager:customer-experience')?.scope).toEqual(everything);
  });

  it('reads single customers’ stories as an admin, or when that was granted', () => {
    expect(viewer('admin')).toMatchObject({ role: 'admin', readsStories: true });
    expect(viewer('analyst')).toMatchObject({ role: 'analyst', readsStories: false });
    expect(viewer('analyst', 'names')?.readsStories).toBe(true);
    expect(viewer('manager:care-team', 'names')?.readsStories).toBe(true);
  });

  it('is told the same by a list as by the text API Gateway makes of it', () => {
    const groups = ['analyst', 'names'];
    for (const claim of [groups, '[analyst names]', '[analyst, names]', 'analyst names'])
      expect(viewerOf({ sub: 'a1', 'cognito:groups': claim }, journey, map)).toEqual(viewer(...groups));
  });

  it('looks at their own segments alone', () => {
    const own = viewer('analyst', 'segment:plan:contract') ?? { segments: [] };
    expect(segmentFor(own, undefined)).toEqual({ isAllowed: true, segment: 'plan:contract' });
    expect(segmentFor(own, 'plan:contract').isAllowed).toBe(true);
    expect(segmentFor(own, 'plan:prepaid').isAllowed).toBe(false);
    expect(segmentFor({ segments: [] }, undefined)).toEqual({ isAllowed: true });
  });

  it('has a group for every role, audience and segment of the journey', () => {
    expect(groupsFor(journey)).toEqual(
      expect.arrayContaining(['admin', 'analyst', 'names', 'manager:care-team', 'segment:plan:contract']),
    );
  });
});
