import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DeploymentSecret, secretBytes, secretOf } from '../../core/secrets.ts';
import { type Answer, type Call, notKnown, ok } from './engine.ts';

/** The secret a source has here until it is given one, of the one key: so it can be told from one that a tool made. */
const madeSecret = (customerKey: string, source: string): string =>
  secretOf(createHmac('sha256', customerKey).update(`local secret of ${source}`).digest().subarray(0, secretBytes));

/** Whether a source's secret was made here, and so is none its tool can know of unless it was pasted there. */
export const isMadeHere = ({ customerKey, sources }: DeploymentSecret, source: string): boolean =>
  sources[source]?.[0] === madeSecret(customerKey, source);

/** Writes the file for its owner alone. A kill leaves the old file or the new one, never half of one. */
const keep = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
};

export const keepSecrets = (file: string, secret: DeploymentSecret): void =>
  keep(file, `${JSON.stringify(secret, null, 2)}\n`);

/**
 * The one secret, in a file only its owner may read. Every source gets a secret of its own the first time it is seen;
 * nothing is ever replaced, so that what a tool was given keeps working.
 */
export const openSecrets = (file: string, sourceIds: readonly string[]): DeploymentSecret => {
  const held: DeploymentSecret = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { customerKey: randomBytes(24).toString('base64'), sources: {} };
  const missing = sourceIds.filter((id) => held.sources[id] === undefined);
  for (const id of missing) held.sources[id] = [madeSecret(held.customerKey, id)];
  if (missing.length > 0 || !existsSync(file)) keepSecrets(file, held);
  return held;
};

/** Secrets Manager, answering from the file as it is now, so that an edited secret works without a restart. */
export const secretsEngine =
  (file: string) =>
  async ({ operation, input }: Call): Promise<Answer> => {
    switch (operation) {
      case 'GetSecretValue':
        return ok({ ARN: input.SecretId, SecretString: readFileSync(file, 'utf8') });
      case 'PutSecretValue':
        keep(file, input.SecretString);
        return ok({ ARN: input.SecretId });
      default:
        return notKnown('Secrets Manager', operation);
    }
  };
