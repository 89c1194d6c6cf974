import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DeploymentSecret } from '../../core/secrets.ts';
import { type Answer, type Call, notKnown, ok } from './engine.ts';

/** A secret any of our channels can use: `whsec_` and base64 is Standard Webhooks' format, plain text to the others. */
const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/**
 * The one secret, in a file only its owner may read. Every source gets a secret of its own the first time it is seen;
 * nothing is ever replaced, so that what a tool was given keeps working.
 */
export const openSecrets = (file: string, sourceIds: readonly string[]): DeploymentSecret => {
  const held: DeploymentSecret = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { customerKey: randomBytes(24).toString('base64'), sources: {} };
  const missing = sourceIds.filter((id) => held.sources[id] === undefined);
  for (const id of missing) held.sources[id] = [newSecret()];
  if (missing.length > 0 || !existsSync(file))
    writeFileSync(file, `${JSON.stringify(held, null, 2)}\n`, { mode: 0o600 });
  return held;
};

/** Secrets Manager, answering from the file as it is now, so that an edited secret works without a restart. */
export const secretsEngine =
  (file: string) =>
  async ({ operation, input }: Call): Promise<Answer> =>
    operation === 'GetSecretValue'
      ? ok({ ARN: input.SecretId, SecretString: readFileSync(file, 'utf8') })
      : notKnown('Secrets Manager', operation);
