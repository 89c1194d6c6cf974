import { type Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  type ILayerVersion,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { createLog } from './logs.ts';
import { sourceMetadataKey } from './source-metadata.ts';

interface HandlerProps {
  /** The file in functions/, without its ending: also the verb. */
  readonly verb: string;
  readonly timeout: Duration;
  /**
   * 512 without it: Lambda gives CPU by memory, and less makes a cold start slower than the money it saves; `npm run bench
   * -- cold` has a start at a tenth of a second of CPU, which is a third of a second here.
   */
  readonly memoryMebibytes?: number;
  readonly environment: Record<string, string>;
  readonly journey: ILayerVersion;
  /** What this function alone finds under /opt beside the journey. */
  readonly layers?: readonly ILayerVersion[];
}

/**
 * A cold start pays for all a bundle holds, and for what it makes Node load; `npm run bench -- cold` measures it.
 *
 * The AWS SDK is bundled rather than taken from the runtime, so that what was tested is what runs.
 */
const bundling: BundlingOptions = {
  bundleAwsSDK: true,
  forceDockerBundling: false,
  minify: true,
  target: 'node24',
  // Node's own modules loaded as ES modules load all they could ever need: `import('node:http')` even undici, 40 ms of
  // CPU. The SDK imports it that way, so its dynamic imports become `require`, too.
  format: OutputFormat.CJS,
  // Of packages that are ES modules as well, only what is called is bundled.
  mainFields: ['module', 'main'],
  // No service here answers in event streams, and the one import of them would keep all of @smithy/core.
  externalModules: ['@smithy/core/event-streams'],
  // Asking whether a response is one of the web's streams makes Node load them all. Node's own are none.
  define: { ReadableStream: 'undefined' },
  esbuildArgs: {
    '--supported:dynamic-import': 'false',
    // What stands in for parts of the SDK, and of Node. Each file says why, and what it leaves out.
    '--alias': [
      '@aws-sdk/credential-provider-node=./aws/environment-credentials.ts',
      'node:fs/promises=./aws/read-file.ts',
    ],
  },
};

/** One Lambda function of the pipeline, as all of them are deployed. */
export class Handler extends NodejsFunction {
  constructor(scope: Construct, id: string, props: HandlerProps) {
    const entry = `functions/${props.verb}.ts`;
    const logGroup = createLog(scope, `${id}Log`);
    // One of its own, since the CDK's may write to every log of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      entry,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMebibytes ?? 512,
      environment: { ...props.environment, JOURNEY_FILE: '/opt/journey.json', STACK_NAME: Stack.of(scope).stackName },
      layers: [props.journey, ...(props.layers ?? [])],
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
      tracing: Tracing.ACTIVE,
      bundling,
    });
    (this.node.defaultChild as CfnFunction).addMetadata(sourceMetadataKey, entry);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'Neither X-Ray nor the detection of Comprehend knows resources: IAM accepts nothing but `*` for them.',
    });
  }

  /** Says why what invokes this function, by a construct of the CDK, may invoke any version of it. */
  acknowledgeInvoker(invoker: IConstruct): void {
    const id = Stack.of(this).getLogicalId(this.node.defaultChild as CfnFunction);
    Validations.of(invoker).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`,
      reason: 'The CDK lets an invoker run any version of a function, and this one has none but the latest.',
    });
  }

  /** Hands what it fails with three times to a queue, when nobody waits for its answer. */
  sendFailuresTo(queue: IQueue): void {
    // CDK's own destination would also grant rights to ask for the queue, which nobody does.
    this.configureAsyncInvoke({ onFailure: { bind: () => ({ destination: queue.queueArn }) } });
    this.allow(['sqs:SendMessage'], queue.queueArn);
  }

  /**
   * Lets it send mails from one address, through one configuration set. Which identities SES asks about is not to be known
   * here: the address or any domain above it, and in the sandbox those of the readers as well.
   */
  allowMails(actions: readonly string[], sender: string, configurationSetArn: string): void {
    const identities = Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: '*' });
    const conditions = { StringEquals: { 'ses:FromAddress': sender } };
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [identities], conditions }));
    this.allow(actions, configurationSetArn);
    Validations.of(this.role as Role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      reason: 'SES decides which identity of the account a mail goes by; a condition holds it to one sender.',
    });
  }

  /** Grants exactly these actions: CDK's own `grant…` methods add some that no function here ever uses. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /**
   * Grants these actions on single items of the table, and only those whose partition key is like this: everything is in
   * one table, so a right to the table would be a right to everybody's signals.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   *
   * @param partitions as in core/store/keys.ts, such as `U#*`
   */
  allowItems(actions: readonly string[], tableArn: string, ...partitions: readonly string[]): void {
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } };
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [tableArn], conditions }));
  }
}
