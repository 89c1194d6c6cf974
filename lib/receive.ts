import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../core/journey/schema.ts';
import { Handler } from './handler.ts';
import { createLog } from './logs.ts';

/**
 * What is kept of each request: never who it came from, nor its path, which of tools that cannot sign is the secret.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  responseMs: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  bytes: '$context.responseLength',
};

/** An export of a tool posts what it has at once. */
const burstFactor = 10;

interface ReceiveProps {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly secret: Secret;
  readonly journey: ILayerVersion;
  readonly deployment: Deployment;
}

/** Channel tools → receive → queue: verifies each webhook and answers 2xx only for what is queued. */
export class Receive extends Construct {
  readonly handler: Handler;
  /** The one public door; others may add their routes. */
  readonly api: HttpApi;
  /** The public address of the API, without a slash at the end. */
  readonly url: string;
  /** What the journey's own domain has to lead to, if it has one. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, { queue, deadLetters, secret, journey, deployment }: ReceiveProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Webhooks of the channel tools, and links of the digests',
      createDefaultStage: false,
    });
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason: 'Tools sign what they post and links carry a signature: the functions verify it before anything else.',
    });
    const domain = this.#domain(deployment.domain);
    // Where the CDK's own would be: a second one of this name cannot be made beside the first.
    new HttpStage(this.api, 'DefaultStage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // What is refused here costs nothing, and every tool comes back after a 429: a flood costs a bounded sum a day.
      throttle: {
        rateLimit: deployment.requestsPerSecondMax,
        burstLimit: burstFactor * deployment.requestsPerSecondMax,
      },
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLog(this, 'AccessLog')),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
      ...(domain && { domainMapping: { domainName: domain } }),
    });
    this.url = domain ? `https://${deployment.domain}` : this.api.apiEndpoint;
    this.domainTarget = domain?.regionalDomainName;
    const handler = new Handler(this, 'Function', {
      verb: 'receive',
      journey,
      // The fastest senders give up after 3 s and API Gateway after 30; a slow answer is a lost event either way.
      timeout: Duration.seconds(10),
      environment: {
        PUBLIC_URL: this.url,
        QUEUE_URL: queue.queueUrl,
        DEAD_LETTERS_URL: deadLetters.queueUrl,
        SECRET_ID: secret.secretArn,
      },
    });
    this.handler = handler;
    handler.allow(['sqs:SendMessage'], queue.queueArn, deadLetters.queueArn);
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    const integration = new HttpLambdaIntegration('Receive', handler);
    // The second is for tools that cannot sign: their proof is the end of the path.
    for (const path of ['/hooks/{source}', '/hooks/{source}/{token}']) {
      // Every method, so that a wrong one gets our 405 with its Allow header instead of a 404 that disables webhooks.
      this.api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
    }
  }

  /** The deployment waits until DNS proves whose the domain is: ACM says which record it looks for. */
  #domain(name: string | undefined): DomainName | undefined {
    if (name === undefined) return undefined;
    const certificate = new Certificate(this, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(),
    });
    return new DomainName(this, 'Domain', { domainName: name, certificate });
  }
}
