import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, type ILayerVersion, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { sourceMetadataKey } from './source-metadata.ts';

interface HandlerProps {
  /** The file in functions/, without its ending: also the verb. */
  readonly verb: string;
  readonly timeout: Duration;
  readonly memoryMebibytes: number;
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
    super(scope, id, {
      entry,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMebibytes,
      environment: { ...props.environment, JOURNEY_FILE: '/opt/journey.json' },
      layers: [props.journey, ...(props.layers ?? [])],
      loggingFormat: LoggingFormat.JSON,
      logGroup: new LogGroup(scope, `${id}Log`, {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      bundling,
    });
    (this.node.defaultChild as CfnFunction).addMetadata(sourceMetadataKey, entry);
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
