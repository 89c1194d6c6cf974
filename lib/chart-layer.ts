import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { layerOf } from './layer.ts';

/** Where the digest finds what it draws charts with. */
export const chartWasm = '/opt/resvg.wasm';
export const chartFont = '/opt/inter.ttf';

const assets = join(import.meta.dirname, '../assets');

/**
 * The drawing engine and its font, for the one function that draws.
 *
 * A layer, because a bundle of JavaScript takes no other files along. The font's licence wants to be where the font is.
 */
export const createChartLayer = (scope: Construct): LayerVersion =>
  layerOf(scope, 'Charts', 'resvg (MPL-2.0) and Inter (OFL-1.1), which draw the charts of the digests', (folder) => {
    const wasm = fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'));
    copyFileSync(wasm, join(folder, basename(chartWasm)));
    copyFileSync(join(assets, 'inter-subset.ttf'), join(folder, basename(chartFont)));
    copyFileSync(join(assets, 'OFL.txt'), join(folder, 'OFL.txt'));
  });
