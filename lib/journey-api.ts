import { Duration } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { OAuthScope } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';

interface JourneyApiProps {
  readonly api: HttpApi;
  readonly table: TableV2;
  readonly journey: ILayerVersion;
  /** Lets nobody in who has not signed in; the function decides who sees what. */
  readonly authorizer: IHttpRouteAuthorizer;
}

/** Page → journey → table: answers what the page asks for, and changes nothing. */
export class JourneyApi extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { api, table, journey, authorizer }: JourneyApiProps) {
    super(scope, id);
    const handler = new Handler(this, 'Function', {
      verb: 'journey',
      journey,
      // API Gateway gives up after 30 s.
      timeout: Duration.seconds(29),
      // Lambda gives a whole processor with it, and a person waits.
      memoryMebibytes: 1769,
      environment: { TABLE_NAME: table.tableName },
    });
    this.handler = handler;
    // Counts, when sources were heard, customers' months, and who is the same person; then signals, and their texts.
    handler.allowItems(['dynamodb:Query'], table.tableArn, 'R#*', 'H#*', 'C#*', 'L');
    handler.allowItems(['dynamodb:Query'], `${table.tableArn}/index/GSI1`, 'C#*');
    handler.allowItems(['dynamodb:Query'], `${table.tableArn}/index/GSI2`, 'T#*');
    handler.allowItems(['dynamodb:BatchGetItem'], table.tableArn, 'F#*');
    const integration = new HttpLambdaIntegration('Journey', handler);
    for (const path of ['/api/map', '/api/touchpoints/{id}', '/api/verbatims', '/api/customers/{id}']) {
      api.addRoutes({
        path,
        methods: [HttpMethod.GET],
        integration,
        authorizer,
        // An access token of the sign-in page has it; an id token, or one that Cognito's own API gave, does not.
        authorizationScopes: [OAuthScope.OPENID.scopeName],
      });
    }
  }
}
