import { Aspects, RemovalPolicy } from 'aws-cdk-lib';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Says how long every log below a construct is kept. */
export const keepLogs = (scope: Construct, days: number): void =>
  Aspects.of(scope).add({
    visit: (node) => {
      if (node instanceof CfnLogGroup) node.retentionInDays = days;
    },
  });

/** A log that leaves with the stack: what must last is in the table. */
export const createLog = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { removalPolicy: RemovalPolicy.DESTROY });
