import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { createLog } from './logs.ts';
import type { Page } from './page.ts';

interface PublishProps {
  readonly page: Page;
  /** The folder of the built page. */
  readonly folder: string;
  /** What it reads from `/config.json`. */
  readonly config: object;
}

/** Deployment → bucket: puts the built page where CloudFront finds it. */
export class Publish extends Construct {
  constructor(scope: Construct, id: string, { page: { bucket, distribution }, folder, config }: PublishProps) {
    super(scope, id);
    const log = createLog(this, 'Log');
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const deployment = new BucketDeployment(this, 'Files', {
      destinationBucket: bucket,
      distribution,
      sources: [Source.asset(folder), Source.jsonData('config.json', config)],
      // Whoever has the page of yesterday open still loads its parts.
      prune: false,
      memoryLimit: 512,
      // What the CDK would grant is far more than it takes: to read every asset of the account, and to tag what it writes.
      role: role.withoutPolicyUpdates(),
      logGroup: log,
    });
    const assets = deployment.node.children.filter((one) => one instanceof Asset);
    const allow = (actions: string[], ...resources: string[]) =>
      role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], log.logGroupArn);
    allow(['s3:GetObject'], ...assets.map((asset) => asset.bucket.arnForObjects(asset.s3ObjectKey)));
    allow(['s3:ListBucket'], bucket.bucketArn);
    allow(['s3:PutObject'], bucket.arnForObjects('*'));
    allow(['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'], distribution.distributionArn);
    acknowledge(role, bucket);
  }
}

/** What AWS's rules say of it, and why it stays so. */
const acknowledge = (role: Role, bucket: IBucket): void => {
  const stack = Stack.of(role);
  const bucketId = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(role).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
    reason: 'It writes the files of the page, whatever the build calls them, and the bucket holds nothing else.',
  });
  // The CDK makes one for the whole stack.
  const writer = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (writer === undefined) return;
  Validations.of(writer).acknowledge({
    id: 'AwsSolutions::AwsSolutions-L1',
    reason:
      'The CDK brings this function and chooses its runtime; it works while the stack is deployed, and never else.',
  });
};
