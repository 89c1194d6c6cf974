import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { webhookOf } from '../core/channels/all.ts';
import type { Journey } from '../core/journey/schema.ts';
import { Digest } from './digest.ts';
import { Erase } from './erase.ts';
import { Events } from './events.ts';
import { createJourneyLayer } from './journey-layer.ts';
import { Rebuild } from './rebuild.ts';
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
    const { api, url, logGroupName } = new Receive(this, 'Receive', {
      queue,
      deadLetters,
      secret,
      journey: journeyLayer,
    });
    new Events(this, 'Events', { sources: journey.sources, queue, deadLetters });
    const digest = new Digest(this, 'Digest', { table, secret, journey, journeyLayer, publicUrl: url });
    const erase = new Erase(this, 'Erase', { table, deadLetters, secret, journey: journeyLayer });
    new Unsubscribe(this, 'Unsubscribe', { api, table, secret, journey: journeyLayer });
    const rebuild = new Rebuild(this, 'Rebuild', { table, journey: journeyLayer });

    // The command line finds a deployed stack by these (aws/deployment.ts).
    const tell = (id: string, value: string, description: string) => new CfnOutput(this, id, { value, description });
    tell('ApiUrl', url, 'Where webhooks are answered');
    tell('QueueUrl', queue.queueUrl, 'Signals on their way to be stored');
    tell('DeadLettersUrl', deadLetters.queueUrl, 'What could not be stored, with the reason');
    tell('TableName', table.tableName, 'Signals, counts and the ledger of the digests');
    tell('SecretArn', secret.secretArn, 'The secrets of all sources: listening-path secret');
    tell('ReceiveLog', logGroupName, 'What became of each webhook: listening-path record reads it');
    tell('EraseFunction', erase.functionName, 'Forgets a person: listening-path erase');
    tell('DigestFunction', digest.functionName, 'Composes and sends the digests');
    tell('RebuildMachine', rebuild.stateMachineArn, 'Recounts what an older map counted: listening-path rebuild');
    // A scope of their own, so that ids that differ only by a dash still give different outputs.
    const hooks = new Construct(this, 'Hook');
    for (const source of journey.sources) {
      if (webhookOf(source)) new CfnOutput(hooks, source.id, { value: `${url}/hooks/${source.id}` });
    }
  }
}
