import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const retentionKey = 'listening-path:log-retention-days';

/** Says how long all logs below a construct are kept, before any of them is made. */
export const keepLogs = (scope: Construct, days: RetentionDays): void => scope.node.setContext(retentionKey, days);

/** A log that is kept as long as the journey says, and leaves with the stack: what must last is in the table. */
export const createLog = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: scope.node.getContext(retentionKey), removalPolicy: RemovalPolicy.DESTROY });
