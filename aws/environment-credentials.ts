import { ListeningPathError } from '../core/errors.ts';

/**
 * What the bundles have in place of the SDK's chain of credential providers (lib/handler.ts). Lambda puts a role's
 * credentials into the environment, so profiles, single sign-on, web identities and instance metadata would only be
 * parsed at every cold start, and never asked.
 *
 * @throws {ListeningPathError} when the environment has none
 */
export const defaultProvider = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new ListeningPathError('environment: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
};
