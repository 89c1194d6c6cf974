import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Journey } from '../core/journey/schema.ts';

/**
 * The checked journey as JSON at /opt/journey.json of every function.
 *
 * A layer, because a journey outgrows the 4 KB of environment variables, and because changing it must not rebuild the
 * code. It was validated when the stack was synthesized, so no function carries a schema library for it.
 */
export const createJourneyLayer = (scope: Construct, journey: Journey): LayerVersion => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-journey-'));
  try {
    writeFileSync(join(folder, 'journey.json'), `${JSON.stringify(journey)}\n`);
    return new LayerVersion(scope, 'Journey', {
      code: Code.fromAsset(folder),
      description: `The customer journey of ${journey.organisation.name}`,
    });
  } finally {
    // The layer has copied it into the cloud assembly.
    rmSync(folder, { recursive: true });
  }
};
