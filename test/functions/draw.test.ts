import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderDigest } from '../../core/digest/render.ts';
import { type Draw, drawPictures, makeDraw } from '../../functions/draw.ts';
import { badWeekSpanish } from '../core/digest/contents.ts';

const root = join(import.meta.dirname, '../..');
const layer = {
  RESVG_WASM: join(root, 'node_modules/@resvg/resvg-wasm/index_bg.wasm'),
  CHART_FONT: join(root, 'assets/inter-subset.ttf'),
};
const svg = (text: string, font = 'Inter') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><text x="4" y="20" font-family="${font}">${text}</text></svg>`;

/** A log that keeps its warnings. */
const logOf = () => {
  const warnings: unknown[][] = [];
  return { warnings, logger: { warn: (...input: unknown[]) => void warnings.push(input) } };
};

describe('drawing', () => {
  const draw = makeDraw(layer);

  it('gives a PNG of the drawing’s own size, and the same bytes for the same drawing', async () => {
    const [one, again] = [await draw(svg('NPS −18')), await makeDraw(layer)(svg('NPS −18'))];
    expect(one.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
    expect([one.readUInt32BE(16), one.readUInt32BE(20)]).toEqual([120, 30]);
    expect(again.equals(one)).toBe(true);
  });

  it('asks no font of the system: every family is drawn with the one of the layer', async () => {
    expect(await draw(svg('NPS', 'sans-serif'))).toEqual(await draw(svg('NPS')));
    expect(await draw(svg('NPS', 'Arial, Helvetica'))).toEqual(await draw(svg('NPS')));
  });

  it('has a shape for every letter, digit and sign of a chart, in English and in Spanish', async () => {
    const empty = await draw(svg(''));
    const missing = await draw(svg('漢'));
    const wanted = 'ABCXYZabcxyz0123456789áéíóúüñÁÉÍÓÚÜÑ¿¡ºª−–—-+%·…’‘“”«»(),.:;/|°€↑↓×±';
    for (const letter of wanted) {
      const drawn = await draw(svg(letter));
      expect(drawn.equals(empty) || drawn.equals(missing), letter).toBe(false);
    }
  });

  it('fails by name where the layer is not there, and works once it is', async () => {
    await expect(makeDraw({})(svg('x'))).rejects.toThrow('environment: CHART_FONT is missing');
    await expect(draw('<svg')).rejects.toThrow();
    expect((await draw(svg('x'))).length).toBeGreaterThan(100);
  });
});

describe('the pictures of a mail', () => {
  const charts = [{ cid: 'trend@listening-path', svg: svg('trend') }];

  it('are the charts, by their ids', async () => {
    const { warnings, logger } = logOf();
    const [picture, ...others] = await drawPictures(charts, makeDraw(layer), logger);
    expect(picture).toMatchObject({ cid: 'trend@listening-path', name: 'trend.png' });
    expect([others, warnings]).toEqual([[], []]);
  });

  it('are all there for a digest with a trend, each where its HTML looks for it', async () => {
    const { warnings, logger } = logOf();
    const points = [24, 31, 18, 27, 6, -18].map((value, week) => ({
      period: { start: `2026-03-${String(2 + 5 * week).padStart(2, '0')}`, end: '2026-04-06' },
      reading: { n: 120, value, interval: { low: value - 12, high: value + 12 } },
    }));
    const { charts, html } = renderDigest({ ...badWeekSpanish, trend: { metric: 'nps', points } });
    const pictures = await drawPictures(charts, makeDraw(layer), logger);
    expect([pictures.length, warnings]).toEqual([charts.length, []]);
    expect(charts.length).toBeGreaterThan(0);
    for (const { cid, png } of pictures) {
      expect(html).toContain(`src="cid:${cid}"`);
      expect(png.length, 'a mail with its pictures stays small').toBeLessThan(60_000);
    }
  });

  it.each<[string, Draw]>([
    ['a drawing fails', makeDraw({ ...layer, CHART_FONT: '/nowhere' })],
    ['the engine throws what is no error', () => Promise.reject('unreachable')],
    ['they are more than the ledger can keep', async () => Buffer.alloc(200_000)],
  ])('are left out when %s, and a log line says so', async (_, draw) => {
    const { warnings, logger } = logOf();
    expect(await drawPictures(charts, draw, logger)).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.[0]).toMatch(/^charts left out/);
  });
});
