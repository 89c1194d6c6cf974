import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * A layer of files from here and there, which a function finds under /opt.
 *
 * @param fill puts the files into an empty folder
 */
export const layerOf = (scope: Construct, id: string, description: string, fill: (folder: string) => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-layer-'));
  try {
    fill(folder);
    return new LayerVersion(scope, id, { code: Code.fromAsset(folder), description });
  } finally {
    // The layer has copied it into the cloud assembly.
    rmSync(folder, { recursive: true });
  }
};
