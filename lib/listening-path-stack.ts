import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Journey } from '../core/journey/schema.ts';
import { Digest } from './digest.ts';
import { createJourneyLayer } from './journey-layer.ts';
import { Receive } from './receive.ts';
import { Score } from './score.ts';
import { createSecret } from './secrets.ts';
import { Store } from './store.ts';
import { Unsubscribe } from './unsubscribe.ts';

interface ListeningPathProps extends StackProps {
  readonly journey: Journey;
}

/** The pipeline: webhooks → receive → queue → score → table → digest → mail. */
export class ListeningPathStack extends Stack {
  constructor(scope: Construct, id: string, { journey, ...props }: ListeningPathProps) {
    super(scope, id, { description: 'Listening Path: customer feedback, counted once, digested', ...props });
    const secret = createSecret(this);
    const journeyLayer = createJourneyLayer(this, journey);
    const { table } = new Store(this, 'Store');
    const { queue, deadLetters } = new Score(this, 'Score', { table, secret, journey: journeyLayer });
    const { api, url } = new Receive(this, 'Receive', { queue, deadLetters, secret, journey: journeyLayer });
    new Digest(this, 'Digest', { table, secret, journey, journeyLayer, publicUrl: url });
    new Unsubscribe(this, 'Unsubscribe', { api, table, secret, journey: journeyLayer });

    new CfnOutput(this, 'SecretArn', { value: secret.secretArn });
    // A scope of their own, so that ids that differ only by a dash still give different outputs.
    const hooks = new Construct(this, 'Hook');
    for (const { id } of journey.sources) new CfnOutput(hooks, id, { value: `${url}/hooks/${id}` });
  }
}
