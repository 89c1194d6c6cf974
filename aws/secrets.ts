import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceUnavailable } from '../core/errors.ts';
import { DeploymentSecret } from '../core/secrets.ts';
import type { Sdk } from './clients.ts';

/** Forged requests must not be able to force look-ups, and a rotated secret must work within half a minute. */
const refreshMsMin = 30_000;

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
      const { SecretString = '' } = await this.#client.send(new GetSecretValueCommand({ SecretId: this.#id }));
      this.#held = DeploymentSecret.parse(JSON.parse(SecretString));
    } catch (error) {
      // What was held stays; without it `read` answers for us, and names no part of the secret.
      const { name } = error as Error;
      this.#trouble = name === 'SyntaxError' || name === '$ZodError' ? 'it is not what lib/secrets.ts describes' : name;
    }
  }
}
