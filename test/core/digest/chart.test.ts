import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { trendChart } from '../../../core/digest/chart.ts';
import type { Trend } from '../../../core/digest/content.ts';
import { fullWeek, trend } from './contents-full.ts';
import { monthlyTrend } from './contents-mix.ts';

const svgOf = (of: Trend = trend) => trendChart(of, 'en', 'light');
/** The band is the one filled path, the line the one without a fill. */
const band = (svg: string) => / d="([^"]*)" fill="#dde3fa"/.exec(svg)?.[1] ?? '';
const line = (svg: string) => / d="([^"]*)" fill="none"/.exec(svg)?.[1] ?? '';
const strokes = (path: string) => path.match(/M/g)?.length ?? 0;
const labels = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text.replace('\u00a0', ' '));

const withValues = (values: readonly (number | undefined)[], metric: Trend['metric'] = 'nps'): Trend => ({
  metric,
  points: values.map((value, index) => ({
    period: trend.points[index]?.period ?? fullWeek.period,
    ...(value !== undefined && { reading: { n: 50, value, interval: { low: value - 1, high: value + 1 } } }),
  })),
});

describe('a trend chart', () => {
  beforeAll(async () => {
    await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
  });

  it.each(['light', 'dark'] as const)('is a well-formed drawing, twice as sharp as it is wide, for the %s', (light) => {
    const { width, height } = new Resvg(trendChart(trend, 'es', light));
    expect([width, height]).toEqual([880, 360]);
  });

  it('is the same for the same trend, and another in another light', () => {
    expect(svgOf()).toBe(svgOf(structuredClone(trend)));
    expect(svgOf()).not.toBe(trendChart(trend, 'en', 'dark'));
  });

  it('stands on an opaque ground and asks for one typeface', () => {
    expect(svgOf()).toMatch(/<rect width="440" height="180" fill="#ffffff"/);
    expect(svgOf().match(/font-family="[^"]*"/g)).toEqual(['font-family="Inter"']);
    expect(svgOf()).not.toMatch(/href|url\(|<style|<script/);
  });

  it('leaves a gap in line and band where too few answered', () => {
    expect([strokes(line(svgOf())), strokes(band(svgOf()))]).toEqual([2, 2]);
    const whole = svgOf(withValues([20, 22, 24]));
    expect([strokes(line(whole)), strokes(band(whole))]).toEqual([1, 1]);
  });

  it('shows a reading between two gaps as a point', () => {
    const points = (svg: string) => svg.match(/<circle[^>]* r="3"/g)?.length ?? 0;
    expect(points(svgOf(withValues([20, undefined, 24, undefined, 30, 31])))).toBe(2);
    expect(points(svgOf(withValues([20, 22, 24])))).toBe(0);
  });

  it('labels the last reading, a few dates and a few steps of the scale', () => {
    const said = labels(svgOf());
    expect(said.at(-1)).toBe('+20');
    expect(said).toEqual(expect.arrayContaining(['Aug 24', 'Oct 5', 'Nov 16']));
    expect(said.length).toBeLessThanOrEqual(9);
    expect(labels(trendChart(trend, 'es', 'light'))).toContain('24 ago');
  });

  it('dates months by month and year: the same day of two years would look the same', () => {
    expect(labels(svgOf(monthlyTrend))).toEqual(expect.arrayContaining(['Oct 2025', 'Apr 2026', 'Oct 2026']));
    expect(labels(trendChart(monthlyTrend, 'es', 'dark'))).toEqual(expect.arrayContaining(['oct 2025', 'oct 2026']));
  });

  it('never makes a mountain of a wobble, nor leaves the scale', () => {
    const heights = (svg: string) =>
      line(svg)
        .match(/[\d.]+/g)
        ?.filter((_, index) => index % 2 === 1)
        .map(Number) ?? [];
    const calm = heights(svgOf(withValues([50, 51, 50, 51])));
    expect(Math.max(...calm) - Math.min(...calm)).toBeLessThan(10);
    expect(labels(svgOf(withValues([99, 100, 99], 'csat'))).join()).not.toMatch(/1[1-9]\d/);
  });
});
