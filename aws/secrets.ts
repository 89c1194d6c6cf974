import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListeningPathError, ServiceUnavailable } from '../core/errors.ts';
import { DeploymentSecret } from '../core/secrets.ts';
import type { Sdk } from './clients.ts';

/** Forged requests must not be able to force look-ups, and a rotated secret must work within half a minute. */
const refreshMsMin = 30_000;

const parse = (text: string): DeploymentSecret => {
  try {
    return DeploymentSecret.parse(JSON.parse(text));
  } catch {
    // Without the parser's own error, which quotes the secret.
    throw new ListeningPathError('secrets: the secret is not what lib/secrets.ts describes');
  }
};

const get = async (client: SecretsManagerClient, SecretId: string): Promise<DeploymentSecret> => {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  return parse(SecretString);
};

/** The deployment's secret as it is now, for who is about to change it. */
export const readSecret = (id: string): Promise<DeploymentSecret> => get(new SecretsManagerClient(), id);

/** Replaces the deployment's secret; Secrets Manager keeps the version before it. */
export const writeSecret = async (id: string, secret: DeploymentSecret): Promise<void> => {
  const command = new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify(secret) });
  await new SecretsManagerClient().send(command);
};

/** The deployment's secret, cached. */
export class Secrets {
  readonly #client: SecretsManagerClient;
  readonly #id: string;
  #held: DeploymentSecret | undefined;
  #trouble = '';
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<void> | undefined;

  constructor(id: string, sdk: Sdk = {}) {
    this.#id = id;
    this.#client = new SecretsManagerClient(sdk);
  }

  /**
   * The secret, at most half a minute old; an older one is kept while the store cannot be reached.
   *
   * @throws {ServiceUnavailable} when it could never be read
   */
  async read(nowMs: number): Promise<DeploymentSecret> {
    if (nowMs - this.#triedAtMs >= refreshMsMin) {
      this.#triedAtMs = nowMs;
      this.#refreshing = this.#refresh().finally(() => {
        this.#refreshing = undefined;
      });
    }
    await this.#refreshing;
    if (this.#held === undefined) throw new ServiceUnavailable(`secrets: the secret cannot be read (${this.#trouble})`);
    return this.#held;
  }

  async #refresh(): Promise<void> {
    try {
      this.#held = await get(this.#client, this.#id);
    } catch (error) {
      // What was held stays; without it `read` answers for us, and names no part of the secret.
      this.#trouble = error instanceof ListeningPathError ? error.message : (error as Error).name;
    }
  }
}
