import { type Engines, sdkOf } from '../../local/aws.ts';
import { type Engine, fail } from '../../local/engines/engine.ts';

const nobody: Engine = async () => fail('UnknownService', 'this test answers for another service');

/** Client settings under which these engines answer as AWS would. Everything above the wire is the SDK's own. */
export const sdkWith = (engines: Partial<Engines>) =>
  sdkOf(
    { name: 'test', allows: () => true },
    { dynamodb: nobody, sqs: nobody, comprehend: nobody, email: nobody, secretsmanager: nobody, ...engines },
  );

/** What a broken connection looks like to the SDK. */
export const connectionReset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
