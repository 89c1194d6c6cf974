import { setTimeout as sleepMs } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ListeningPathError } from '../core/errors.ts';
import type { RebuildProgress, RebuildResult } from '../core/rebuild.ts';

const lookAgainMs = 2_000;

interface Execution {
  readonly arn: string;
  /** It was running before we came, maybe since before the journey was deployed. */
  readonly isJoined: boolean;
}

/** The execution that is running, else a new one: two at once would only be in each other's way. */
const startOrJoin = async (client: SFNClient, stateMachineArn: string): Promise<Execution> => {
  const running = await client.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 }),
  );
  const [first] = running.executions ?? [];
  if (first?.executionArn !== undefined) return { arn: first.executionArn, isJoined: true };
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  return { arn: executionArn, isJoined: false };
};

/** How far the execution is: each pass is a map run, the newest first. */
const progressOf = async (client: SFNClient, executionArn: string): Promise<RebuildProgress | undefined> => {
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
  const [newest] = mapRuns.toSorted((a, b) => Number(b.startDate) - Number(a.startDate));
  if (newest === undefined) return undefined;
  const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn: newest.mapRunArn }));
  return { pass: mapRuns.length, partsDone: itemCounts?.succeeded ?? 0, parts: itemCounts?.total ?? 0 };
};

const resultOf = ({ status, output, error, cause }: DescribeExecutionCommandOutput): RebuildResult => {
  const isOver = status === 'SUCCEEDED' || error === 'SomeAreLeft';
  const said = status === 'SUCCEEDED' ? output : cause;
  if (!isOver || said === undefined) {
    throw new ListeningPathError(
      `rebuild: its execution is ${status} (${error ?? 'no reason given'}); what it did is done, and running it again goes on where it was`,
    );
  }
  const { passes, recommitted, found } = JSON.parse(said);
  return { passes, recommitted, left: found };
};

/**
 * Runs the state machine of a deployed stack and follows it to its end. One that is running already is waited for first:
 * parts it had done by the map before would stay as they were.
 *
 * @throws {ListeningPathError} when it did not come to an end of its own
 */
export const followRebuild = async (
  stateMachineArn: string,
  tell: (progress: RebuildProgress | undefined) => void,
): Promise<RebuildResult> => {
  const client = new SFNClient();
  const { arn: executionArn, isJoined } = await startOrJoin(client, stateMachineArn);
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') {
      const { passes, recommitted, left } = resultOf(execution);
      if (!isJoined) return { passes, recommitted, left };
      const own = await followRebuild(stateMachineArn, tell);
      return { passes: passes + own.passes, recommitted: recommitted + own.recommitted, left: own.left };
    }
    tell(await progressOf(client, executionArn));
    await sleepMs(lookAgainMs);
  }
};
