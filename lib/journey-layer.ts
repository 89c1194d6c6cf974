import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Definitions } from '../core/journey/definitions.ts';
import type { Journey } from '../core/journey/schema.ts';
import { layerOf } from './layer.ts';

/**
 * The checked journey as JSON at /opt/journey.json of every function, and the lines that define its touchpoints at
 * /opt/definitions.json.
 *
 * A layer, because a journey outgrows the 4 KB of environment variables, and because changing it must not rebuild the
 * code. It was validated when the stack was synthesized, so no function carries a schema library for it.
 */
export const createJourneyLayer = (scope: Construct, journey: Journey, definitions?: Definitions): LayerVersion =>
  layerOf(scope, 'Journey', `The customer journey of ${journey.organisation.name}`, (folder) => {
    writeFileSync(join(folder, 'journey.json'), `${JSON.stringify(journey)}\n`);
    if (definitions) writeFileSync(join(folder, 'definitions.json'), `${JSON.stringify(definitions)}\n`);
  });
