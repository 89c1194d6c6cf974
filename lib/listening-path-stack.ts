import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { webhookOf } from '../core/channels/all.ts';
import type { Definitions } from '../core/journey/definitions.ts';
import type { Deployment, Journey } from '../core/journey/schema.ts';
import { Alarms } from './alarms.ts';
import { createDashboard } from './dashboard.ts';
import { Digest } from './digest.ts';
import { Erase } from './erase.ts';
import { Events } from './events.ts';
import { JourneyApi } from './journey-api.ts';
import { createJourneyLayer } from './journey-layer.ts';
import { keepLogs } from './logs.ts';
import { Page } from './page.ts';
import { People } from './people.ts';
import { Publish } from './publish.ts';
import { Rebuild } from './rebuild.ts';
import { Receive } from './receive.ts';
import { Schedules } from './schedules.ts';
import { Score } from './score.ts';
import { createSecret } from './secrets.ts';
import { createMailEvents, Settle } from './settle.ts';
import { Store } from './store.ts';
import { Unsubscribe } from './unsubscribe.ts';
import { Watch } from './watch.ts';

/** The page that shows the journey. */
export interface BuiltPage {
  /** Where its files are. */
  readonly folder: string;
  /** The lines of the journey that it quotes. */
  readonly definitions: Definitions;
}

interface ShowProps {
  readonly journey: Journey;
  readonly journeyLayer: ILayerVersion;
  readonly api: HttpApi;
  readonly table: TableV2;
}

interface ListeningPathProps extends StackProps {
  readonly journey: Journey;
  readonly deployment: Deployment;
  /** Without it the stack has none. */
  readonly page?: BuiltPage;
}

/** The pipeline: webhooks → receive → queue → score → table → digest → mail. */
export class ListeningPathStack extends Stack {
  constructor(scope: Construct, id: string, { journey, deployment, page, ...props }: ListeningPathProps) {
    super(scope, id, { description: 'Listening Path: customer feedback, counted once, digested', ...props });
    keepLogs(this, deployment.logRetentionDays);
    const secret = createSecret(this);
    const journeyLayer = createJourneyLayer(this, journey, page?.definitions);
    const { table } = new Store(this, 'Store');
    const score = new Score(this, 'Score', { table, secret, journey: journeyLayer });
    const { queue, deadLetters } = score;
    const receive = new Receive(this, 'Receive', {
      queue,
      deadLetters,
      secret,
      journey: journeyLayer,
      deployment,
    });
    const { api, url } = receive;
    new Events(this, 'Events', { sources: journey.sources, queue, deadLetters });
    const schedules = new Schedules(this, 'Schedules');
    const mailEvents = createMailEvents(this);
    const digest = new Digest(this, 'Digest', {
      ...{ table, secret, journey, journeyLayer, deployment, schedules, mailEvents },
      publicUrl: url,
    });
    const erase = new Erase(this, 'Erase', { table, deadLetters, secret, journey: journeyLayer, schedules });
    const unsubscribe = new Unsubscribe(this, 'Unsubscribe', { api, table, secret, journey: journeyLayer });
    const settle = new Settle(this, 'Settle', {
      ...{ table, mailEvents, journey: journeyLayer },
      deadLetters: schedules.deadLetters,
    });
    const watch = new Watch(this, 'Watch', { table, schedules, journey: journeyLayer });
    const rebuild = new Rebuild(this, 'Rebuild', { table, journey: journeyLayer });

    const shown = page === undefined ? undefined : this.#show(page.folder, { journey, journeyLayer, api, table });

    const constructs = {
      ...{ receive, score, digest, settle, watch, unsubscribe, erase, rebuild },
      ...(shown && { journey: shown.journeyApi }),
    };
    const functions = Object.fromEntries(Object.entries(constructs).map(([verb, { handler }]) => [verb, handler]));
    const watched = {
      ...{ journey, deployment, stackName: this.stackName, api, table, queue, deadLetters, functions },
      scheduleDeadLetters: schedules.deadLetters,
    };
    // Alarms that reach nobody would be most of what an idle deployment costs.
    const { alarmAddress } = deployment;
    const dashboard =
      alarmAddress === undefined
        ? undefined
        : createDashboard(this, 'Dashboard', watched, new Alarms(this, 'Alarms', watched, alarmAddress));

    // The command line finds a deployed stack by these (aws/deployment.ts).
    const tell = (id: string, value: string, description: string) => new CfnOutput(this, id, { value, description });
    tell('ApiUrl', url, 'Where webhooks are answered');
    tell('QueueUrl', queue.queueUrl, 'Signals on their way to be stored');
    tell('DeadLettersUrl', deadLetters.queueUrl, 'What could not be stored, with the reason');
    tell(
      'TableName',
      table.tableName,
      'Signals, counts and the ledger of the digests; stays when the stack is destroyed',
    );
    tell('SecretArn', secret.secretArn, 'The secrets of all sources; stays when the stack is destroyed');
    tell('ReceiveLog', receive.handler.logGroup.logGroupName, 'What became of each webhook: listening-path record');
    tell('EraseFunction', erase.handler.functionName, 'Forgets a person: listening-path erase');
    tell('DigestFunction', digest.handler.functionName, 'Composes and sends the digests');
    tell('RebuildMachine', rebuild.stateMachineArn, 'Recounts what an older map counted: listening-path rebuild');
    const console = `https://console.aws.amazon.com/cloudwatch/home?region=${this.region}`;
    if (dashboard)
      tell('DashboardUrl', `${console}#dashboards/dashboard/${dashboard.dashboardName}`, 'How all of it is doing');
    if (shown) {
      tell('PageUrl', shown.url, 'Where the journey is shown, to whom an administrator lets in');
      tell('UserPoolId', shown.userPoolId, 'Who they are; stays when the stack is destroyed: docs/security.md');
    }
    if (receive.domainTarget)
      tell('DomainTarget', receive.domainTarget, `What the CNAME of ${deployment.domain} has to lead to`);
    // A scope of their own, so that ids that differ only by a dash still give different outputs.
    const hooks = new Construct(this, 'Hook');
    for (const source of journey.sources) {
      if (webhookOf(source)) new CfnOutput(hooks, source.id, { value: `${url}/hooks/${source.id}` });
    }
  }

  /** The page, who may look at it, and what answers it. */
  #show(folder: string, { journey, journeyLayer, api, table }: ShowProps) {
    const people = new People(this, 'People', journey);
    const page = new Page(this, 'Page', { api, signIn: people.addresses });
    const { settings, authorizer } = people.signInAt(page.url);
    new Publish(this, 'Publish', { page, folder, config: { signIn: settings } });
    const journeyApi = new JourneyApi(this, 'JourneyApi', { api, table, authorizer, journey: journeyLayer });
    return { journeyApi, url: page.url, userPoolId: people.pool.userPoolId };
  }
}
