import { Duration } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';

interface UnsubscribeProps {
  readonly api: HttpApi;
  readonly table: TableV2;
  readonly secret: Secret;
  readonly journey: ILayerVersion;
}

/** Unsubscribe link → page → table: whoever no longer wants a digest is out by one press of a button. */
export class Unsubscribe extends Construct {
  readonly handler: Handler;
  constructor(scope: Construct, id: string, { api, table, secret, journey }: UnsubscribeProps) {
    super(scope, id);
    const handler = new Handler(this, 'Function', {
      verb: 'unsubscribe',
      journey,
      // A person waits, or a mail program that gives up.
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.tableName, SECRET_ID: secret.secretArn },
    });
    this.handler = handler;
    // Whoever finds a hole in this public page may change who gets mails, and read or change no signal.
    handler.allowItems(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], table.tableArn, 'U#*');
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    api.addRoutes({
      path: '/unsubscribe/{token}',
      // Every method, so that a wrong one gets our 405 and never API Gateway's answer.
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Unsubscribe', handler),
    });
  }
}
