import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { curve } from '../../../core/map/curve.ts';
import type { Stage, Touchpoint } from '../../../core/map/schema.ts';

const touchpoint = (name: string, value?: number, isMomentOfTruth = false): Touchpoint => ({
  id: name,
  name,
  isMomentOfTruth,
  cells: [],
  ...(value !== undefined && { felt: { n: 50, value, interval: { low: value - 9, high: value + 9 } } }),
});
const stage = (...touchpoints: Touchpoint[]): Stage => ({ id: 's', name: 'S', touchpoints, sources: [], themes: [] });
const draw = (...stages: Stage[]): string => renderToString(curve({ stages, locale: 'en' }, 178) as VNode);
const strokes = (svg: string, name: string) =>
  new RegExp(`class="${name}" d="([^"]*)"`).exec(svg)?.[1]?.match(/M/g)?.length;

describe('the curve of a journey', () => {
  it('stops where too few wrote, and goes on behind', () => {
    const svg = draw(
      stage(touchpoint('a', 1), touchpoint('b', 2)),
      stage(touchpoint('c'), touchpoint('d', 3), touchpoint('e', 4)),
    );
    expect([strokes(svg, 'line'), strokes(svg, 'band')]).toEqual([2, 2]);
  });

  it('names moments of truth with their value, and stars them', () => {
    const svg = draw(stage(touchpoint('Queue', -22, true), touchpoint('Till', 30)));
    expect(svg).toMatch(/<g class="truth">.*>Queue −22<\/text>/s);
    expect(svg).not.toContain('>Till +30</text>');
  });

  it('keeps a stage at its height when it stands alone', () => {
    const stages = [stage(touchpoint('a', -80)), stage(touchpoint('b', 60))];
    const alone = renderToString(curve({ stages, locale: 'en' }, 178, stages.slice(1)) as VNode);
    const heightOf = (svg: string) => /<circle cx="[^"]*" cy="([^"]*)" r="4"\/?>(?![\s\S]*<circle)/.exec(svg)?.[1];
    expect(heightOf(alone)).toBeDefined();
    expect(heightOf(alone)).toBe(heightOf(draw(...stages)));
  });

  it('says every point, its range and the gaps to whoever does not see it', () => {
    const alt = /aria-label="([^"]*)"/.exec(draw(stage(touchpoint('Queue', -22), touchpoint('Till'))))?.[1];
    expect(alt).toContain('Queue −22 (−31 to −13)');
    expect(alt).toContain('Too few comments: Till.');
  });

  it('draws a journey nobody wrote about as its zero line alone', () => {
    const svg = draw(stage(touchpoint('a'), touchpoint('b')));
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<circle/);
    expect(svg).toContain('class="zero"');
  });

  it('takes a name as text, whatever is in it', () => {
    const svg = draw(stage(touchpoint('<script>alert(1)</script>\u202Egpj', 5, true)));
    expect(svg).not.toMatch(/<script|\u202E/);
  });
});
