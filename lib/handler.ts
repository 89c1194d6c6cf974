import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, type ILayerVersion, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
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
 * One Lambda function of the pipeline, as all of them are deployed.
 *
 * CommonJS, because an ESM bundle's `import 'node:http'` loads undici eagerly: 57 ms of CPU on a cold start against 5.
 * The AWS SDK is bundled rather than taken from the runtime, so that what was tested is what runs.
 */
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
      bundling: {
        format: OutputFormat.CJS,
        minify: true,
        target: 'node24',
        bundleAwsSDK: true,
        forceDockerBundling: false,
      },
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
