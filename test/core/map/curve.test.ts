import fc from 'fast-check';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { curve } from '../../../core/map/curve.ts';
import type { Stage, Touchpoint } from '../../../core/map/schema.ts';
import { sampleWeek } from '../../web/sample-answer.ts';

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

const [deskStageWidth, phoneWidth] = [178, 300];
/** About what a letter of 13 pixels takes, and how high it stands above and hangs below its line. */
const letter = { width: 7.8, above: 10, below: 4 };

/** Every name in a drawing as the box it fills, and every point as its circle. */
const drawingOf = (svg: string) => ({
  labels: [...svg.matchAll(/<text x="([^"]*)" y="([^"]*)">([^<]*)</g)].map(([, x, y, text = '']) => {
    const reach = (letter.width * text.length) / 2;
    return {
      text,
      left: Number(x) - reach,
      right: Number(x) + reach,
      top: Number(y) - letter.above,
      bottom: Number(y) + letter.below,
    };
  }),
  points: [...svg.matchAll(/<circle cx="([^"]*)" cy="([^"]*)" r="([^"]*)"/g)].map(([, x, y, radius]) => ({
    x: Number(x),
    y: Number(y),
    radius: Number(radius),
  })),
});

/** Names that stand on a point, on each other or out of the drawing. */
const faultsOf = (svg: string): string[] => {
  const { labels, points } = drawingOf(svg);
  return labels.flatMap(({ text, left, right, top, bottom }, index) => {
    const hit = points.filter(({ x, y, radius }) => {
      const [nearX, nearY] = [Math.max(left, Math.min(x, right)), Math.max(top, Math.min(y, bottom))];
      return Math.hypot(x - nearX, y - nearY) < radius;
    });
    const across = labels
      .slice(index + 1)
      .filter((next) => left < next.right && next.left < right && top < next.bottom && next.top < bottom);
    const isCut = top < 0 || bottom > 132;
    return hit.length + across.length > 0 || isCut ? [text] : [];
  });
};

describe('the names on a curve', () => {
  it.each(['en', 'es'] as const)('are all there in the sample, and none covers a point: %s', (locale) => {
    const { sheet } = sampleWeek(locale).answer;
    const starred = sheet.stages.flatMap(({ touchpoints }) =>
      touchpoints.filter(({ isMomentOfTruth, felt }) => isMomentOfTruth && felt !== undefined),
    );
    const desk = renderToString(curve(sheet, deskStageWidth) as VNode);
    const phone = sheet.stages.map((one) => renderToString(curve(sheet, phoneWidth, [one]) as VNode));
    for (const drawings of [[desk], phone]) {
      expect(drawings.flatMap(faultsOf)).toEqual([]);
      expect(drawings.flatMap((svg) => drawingOf(svg).labels)).toHaveLength(starred.length);
    }
  });

  it('cover no point and no other name, however a journey of up to 24 touchpoints felt', () => {
    const names = fc.string({ unit: fc.constantFrom('a', 'W', 'm', ' '), minLength: 1, maxLength: 30 });
    const some = fc.record({ name: names, value: fc.option(fc.integer({ min: -100, max: 100 })), truth: fc.boolean() });
    const journeys = fc
      .array(fc.array(some, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
      .filter((stages) => stages.flat().length <= 24);
    fc.assert(
      fc.property(journeys, (drawn) => {
        const stages = drawn.map((touchpoints) =>
          stage(...touchpoints.map(({ name, value, truth }) => touchpoint(name, value ?? undefined, truth))),
        );
        expect(faultsOf(draw(...stages))).toEqual([]);
        for (const one of stages)
          expect(faultsOf(renderToString(curve({ stages, locale: 'en' }, phoneWidth, [one]) as VNode))).toEqual([]);
      }),
    );
  });

  it('leave out one for which there is no room, and its stop with the keyboard', () => {
    const crowd = Array.from({ length: 6 }, (_, index) => touchpoint(`A long name ${index}`, 0, true));
    const linkOf = (id: string) => ({ href: id });
    const svg = renderToString(curve({ stages: [stage(...crowd)], locale: 'en' }, 178, undefined, linkOf) as VNode);
    const { labels } = drawingOf(svg);
    expect(labels.length).toBeGreaterThan(1);
    expect(labels.length).toBeLessThan(crowd.length);
    expect(svg.match(/tabindex="0"/g)).toHaveLength(labels.length);
    expect(svg.match(/<title>/g)).toHaveLength(crowd.length);
  });
});
