import { Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';

interface ReceiveProps {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly secret: Secret;
  readonly journey: ILayerVersion;
}

/** Channel tools → receive → queue: verifies each webhook and answers 2xx only for what is queued. */
export class Receive extends Construct {
  /** The one public door; others may add their routes. */
  readonly api: HttpApi;
  /** The public address of the API, without a slash at the end. */
  readonly url: string;
  /** Where the function logs. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, { queue, deadLetters, secret, journey }: ReceiveProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { description: 'Webhooks of the channel tools, and links of the digests' });
    this.url = this.api.apiEndpoint;
    const handler = new Handler(this, 'Function', {
      verb: 'receive',
      journey,
      // The fastest senders give up after 3 s and API Gateway after 30; a slow answer is a lost event either way.
      timeout: Duration.seconds(10),
      // 512 MiB buys the CPU that verifies and answers a cold first webhook within a second.
      memoryMebibytes: 512,
      environment: {
        PUBLIC_URL: this.url,
        QUEUE_URL: queue.queueUrl,
        DEAD_LETTERS_URL: deadLetters.queueUrl,
        SECRET_ID: secret.secretArn,
      },
    });
    this.logGroupName = handler.logGroup.logGroupName;
    handler.allow(['sqs:SendMessage'], queue.queueArn, deadLetters.queueArn);
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    const integration = new HttpLambdaIntegration('Receive', handler);
    // The second is for tools that cannot sign: their proof is the end of the path.
    for (const path of ['/hooks/{source}', '/hooks/{source}/{token}']) {
      // Every method, so that a wrong one gets our 405 with its Allow header instead of a 404 that disables webhooks.
      this.api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
    }
  }
}
