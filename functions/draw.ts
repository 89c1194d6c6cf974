import { readFile } from 'node:fs/promises';
import type { Logger } from '@aws-lambda-powertools/logger';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Picture } from '../core/digest/mime.ts';
import { type Environment, need, sayable } from './shell.ts';

/** What the ledger has room for (packedBytesMax): the mail's other parts and its inputs need the rest. */
const pngBytesMax = 120_000;

/** The engine can be started once per process, whoever asks first; a failed start is tried again. */
let started: Promise<void> | undefined;
const start = (file: string): Promise<void> => {
  started ??= readFile(file)
    .then(initWasm)
    .catch((error: unknown) => {
      started = undefined;
      throw error;
    });
  return started;
};

export type Draw = (svg: string) => Promise<Buffer>;

/**
 * Draws SVG as PNG, pixel by pixel of its own size. Mail programs show no SVG.
 *
 * WebAssembly, because a native engine installed on a Mac would be of the wrong platform on Lambda; and one font from the
 * layer instead of the system's, so that the same drawing is the same bytes everywhere.
 */
export const makeDraw =
  (env: Environment): Draw =>
  async (svg) => {
    const [font] = await Promise.all([readFile(need(env, 'CHART_FONT')), start(need(env, 'RESVG_WASM'))]);
    const resvg = new Resvg(svg, {
      font: { fontBuffers: [font], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    });
    try {
      const image = resvg.render();
      const png = Buffer.from(image.asPng());
      image.free();
      return png;
    } finally {
      // What lies in the engine's memory is collected by nobody.
      resvg.free();
    }
  };

/**
 * The charts of a mail as pictures. None when one cannot be drawn or they are too large to keep: the digest leaves
 * without them, and their alternative texts tell the trend in words.
 */
export const drawPictures = async (
  charts: readonly { readonly cid: string; readonly svg: string }[],
  draw: Draw,
  logger: Pick<Logger, 'warn'>,
): Promise<Picture[]> => {
  try {
    const pictures = await Promise.all(
      charts.map(async ({ cid, svg }) => ({ cid, png: await draw(svg), name: `${cid.split('@')[0]}.png` })),
    );
    const bytes = pictures.reduce((sum, { png }) => sum + png.length, 0);
    if (bytes <= pngBytesMax) return pictures;
    logger.warn('charts left out: too large', { bytes, pngBytesMax });
  } catch (error) {
    logger.warn('charts left out', { reason: sayable(error) });
  }
  return [];
};
