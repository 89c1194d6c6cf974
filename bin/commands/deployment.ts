import type { DeadLetters } from '../../aws/dead-letters.ts';
import type { Outstanding } from '../../aws/outstanding.ts';
import type { Message } from '../../aws/queue.ts';
import type { Table } from '../../aws/table.ts';
import type { Recording } from '../../core/channels/recording.ts';
import type { RebuildProgress, RebuildResult } from '../../core/rebuild.ts';
import type { DeploymentSecret } from '../../core/secrets.ts';
import type { PipelineStatus } from '../../core/status.ts';
import type { DigestEvent, DigestResult } from '../../functions/digest.ts';
import { onLocalRun } from './local-run.ts';
import type { DeploymentOptions } from './shared.ts';

/** How the pipeline stands. A deployed one does not know how many messages its queue ever took. */
export type DeploymentStatus = Omit<PipelineStatus, 'received' | 'repeated'> & Partial<PipelineStatus>;

export interface RecordWish {
  readonly source: string;
  readonly untilMs: number;
  /** Whether its bytes are kept, too; only the local run can. */
  readonly raw: boolean;
}

/** Functions a person may run by hand. */
type Verb = 'digest' | 'erase';

/** The stack a command works on: that of this machine, or a deployed one. */
export interface Deployment {
  /** Where webhooks are answered, without a slash at the end. */
  readonly apiUrl: string;
  /** What today is there: the sample has a day of its own. */
  readonly today: Date;
  /** Whether a source's address is answered: what is deployed may be older than the journey's file. */
  answers(source: string): boolean;
  readSecret(): Promise<DeploymentSecret>;
  writeSecret(secret: DeploymentSecret): Promise<void>;
  /** How it stands: the local run may be up, down with what it kept, or never have been started. */
  standing(): Promise<{ readonly run: 'up' | 'down' | 'never' | 'deployed'; readonly status?: DeploymentStatus }>;
  /** Puts signals on their way to be stored. */
  enqueue(messages: readonly Message[]): Promise<void>;
  /** Waits until they are stored, where that is this machine's work; a deployed stack goes on by itself. */
  settle(tell: (waiting: number) => void): Promise<void>;
  /** Puts an event of AWS itself where the stack's rules send it. */
  putEvent(event: Readonly<Record<string, unknown>>): Promise<void>;
  /** The table itself, with the rights of the person at the keyboard. Not for a command that also runs a function. */
  table(): Promise<Table>;
  /** What could not be stored, with the same rights. Asked for after the command's first `settle` or `enqueue`, if it has any. */
  deadLetters(): Promise<DeadLetters>;
  /** Runs one of the stack's functions, named by its verb, and waits for its answer. */
  invoke(verb: Verb, event: object): Promise<unknown>;
  digest(event: DigestEvent): Promise<DigestResult>;
  /** Counts what another map or scorer counted anew, pass after pass until none is left; on AWS joins the one that is running. */
  rebuild(tell: (progress?: RebuildProgress) => void): Promise<RebuildResult>;
  /** What is left to do by hand outside the stack; nothing on this machine. */
  outstanding(): Promise<readonly Outstanding[]>;
  /** Waits for the next delivery of a source and tells what it looked like; undefined when none came in time. */
  record(wish: RecordWish, tell: () => void): Promise<Recording | undefined>;
}

/** Does a command's work on the stack its options name, and ends what it had to start for it. */
export const onDeployment = async <Result>(
  options: DeploymentOptions,
  work: (deployment: Deployment) => Promise<Result>,
): Promise<Result> => {
  const { stack } = options;
  if (stack === undefined) return onLocalRun(options, work);
  // Loaded when needed, so that help and mistakes are answered at once.
  const { onDeployedStack } = await import('./deployed-stack.ts');
  return onDeployedStack({ ...options, stack }, work);
};
