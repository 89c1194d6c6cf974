import { existsSync } from 'node:fs';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { countQueues, findDeployment, findRecording, invoke, type Outputs } from '../../aws/deployment.ts';
import { findOutstanding } from '../../aws/outstanding.ts';
import { Queue } from '../../aws/queue.ts';
import { followRebuild } from '../../aws/rebuild-machine.ts';
import { readSecret, writeSecret } from '../../aws/secrets.ts';
import { Table } from '../../aws/table.ts';
import { knownChannels } from '../../core/channels/all.ts';
import type { Recording } from '../../core/channels/recording.ts';
import { UsageError } from '../../core/errors.ts';
import { readJourney } from '../../core/journey/read.ts';
import { wishRecordUntil } from '../../core/secrets.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { Standing } from '../../local/desk/standing.ts';
import type { Deployment, DeploymentStatus, RecordWish } from './deployment.ts';
import { explainAws } from './explain-aws.ts';
import { type DeploymentOptions, loadJourney, readText } from './shared.ts';

const statusOf = async (outputs: Outputs, journeyFile: string): Promise<DeploymentStatus> => {
  const standing = new Standing({
    queue: () => countQueues(outputs),
    table: new Table(outputs.TableName),
    sources: loadJourney(journeyFile).sources,
    apiUrl: outputs.ApiUrl,
    now: () => new Date(),
  });
  const { received: _received, repeated: _repeated, ...known } = await standing.read();
  return known;
};

const lookAgainMs = 2_000;

/** Receive looks at its secret every half minute and logs what it is to record; CloudWatch has it some seconds later. */
const record = async (
  { source, untilMs }: RecordWish,
  tell: () => void,
  { SecretArn, ReceiveLog }: Outputs,
): Promise<Recording | undefined> => {
  const wish = async (until: number | undefined) =>
    writeSecret(SecretArn, wishRecordUntil(await readSecret(SecretArn), source, until));
  const sinceMs = Date.now();
  await wish(untilMs);
  try {
    while (Date.now() < untilMs) {
      const recording = await findRecording(ReceiveLog, source, sinceMs);
      if (recording) return recording;
      tell();
      await sleepMs(lookAgainMs);
    }
    return undefined;
  } finally {
    await wish(undefined);
  }
};

/**
 * Has all clients go where the journey deploys to, unless AWS_REGION says another place. Each of them reads that by itself.
 * A journey that is not there or has faults says nothing here; a command that needs it says so.
 */
const goToRegionOf = (journeyFile: string): void => {
  if (process.env.AWS_REGION || !existsSync(journeyFile)) return;
  const read = readJourney(readText(journeyFile), { fileName: journeyFile, ...knownChannels });
  if (read.ok && read.deployment.region !== undefined) process.env.AWS_REGION = read.deployment.region;
};

/** Does a command's work on a stack that is deployed on AWS. */
export const onDeployedStack = async <Result>(
  { stack, journey }: Pick<DeploymentOptions, 'journey'> & { readonly stack: string },
  work: (deployment: Deployment) => Promise<Result>,
): Promise<Result> => {
  try {
    goToRegionOf(journey);
    const outputs = await findDeployment(stack);
    const { ApiUrl: apiUrl, QueueUrl, SecretArn, DigestFunction, EraseFunction, hooks } = outputs;
    const queue = new Queue(QueueUrl);
    return await work({
      apiUrl,
      today: new Date(),
      answers: (source) => hooks.includes(`${apiUrl}/hooks/${source}`),
      readSecret: () => readSecret(SecretArn),
      writeSecret: (secret) => writeSecret(SecretArn, secret),
      standing: async () => ({ run: 'deployed', status: await statusOf(outputs, journey) }),
      enqueue: (messages) => queue.send(messages),
      settle: async () => {},
      putEvent: () =>
        Promise.reject(
          new UsageError('send: AWS takes such events from nobody else; try it on the local run, without --stack'),
        ),
      outstanding: () => {
        const { hostname: name } = new URL(apiUrl);
        const domain = outputs.domainTarget === undefined ? undefined : { name, target: outputs.domainTarget };
        return findOutstanding(loadJourney(journey).organisation.sender, domain);
      },
      record: (wish, tell) => record(wish, tell, outputs),
      table: async () => new Table(outputs.TableName),
      deadLetters: async () => new DeadLetters(outputs.DeadLettersUrl),
      invoke: (verb, event) => invoke({ digest: DigestFunction, erase: EraseFunction }[verb], event),
      rebuild: (tell) => followRebuild(outputs.RebuildMachine, tell),
      digest: async (event) => (await invoke(DigestFunction, event)) as DigestResult,
    });
  } catch (error) {
    throw explainAws(error, stack);
  }
};
