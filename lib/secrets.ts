import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/**
 * The one secret of a deployment: `{ "customerKey": "…", "sources": { "<source>": ["current", "previous"] } }`.
 *
 * One, because each costs $0.40 a month and an idle deployment shall cost little. It starts without sources;
 * a source without its secret answers 503, so that its tool keeps the events until the secret is set.
 */
export const createSecret = (scope: Construct): Secret => {
  const secret = new Secret(scope, 'Secrets', {
    description: 'Webhook secrets per source, two versions each for rotation, and the key that hides customer ids',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ sources: {} }),
      generateStringKey: 'customerKey',
      passwordLength: 48,
      excludePunctuation: true,
    },
    // But for a deployment that fails before it ever stood: the next one makes another.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions::AwsSolutions-SMG4',
    reason:
      'A secret of a webhook changes at its tool, too, by a person: two versions of each let both sides take their time.',
  });
  return secret;
};
