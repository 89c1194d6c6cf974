import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A name that no other stack has, in any region or account: for what AWS tells apart by nothing else. 51 characters. */
export const uniqueName = (scope: Construct): string =>
  `listening-path-${Fn.select(2, Fn.split('/', Stack.of(scope).stackId))}`;
