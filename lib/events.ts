import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { channelOf } from '../core/channels/all.ts';
import { isWebhook } from '../core/channels/channel.ts';
import type { Journey } from '../core/journey/schema.ts';

interface EventsProps {
  readonly sources: Journey['sources'];
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
}

/** Tools in the same account → queue: a rule per source whose channel says which events it reads. */
export class Events extends Construct {
  constructor(scope: Construct, id: string, { sources, queue, deadLetters }: EventsProps) {
    super(scope, id);
    for (const source of sources) {
      const channel = channelOf(source);
      if (channel === undefined || isWebhook(channel)) continue;
      new Rule(this, source.id, {
        description: `Events of ${source.id} for Listening Path`,
        eventPattern: { source: [...channel.pattern.source], detailType: [...channel.pattern.detailType] },
        // EventBridge tries for a day; what it cannot deliver then is not lost, but lies with the dead letters.
        targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
      });
    }
  }
}
