import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import { type CommitTable, commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { type Answer, type Call, type Engine, fail } from '../../local/engines/engine.ts';
import { cancelled, MemoryTable } from './memory-table.ts';
import { type Death, type Fault, type Scenario, signalOf } from './scenario.ts';
import { connectionReset, sdkWith } from './sdk.ts';
import { withoutWaiting } from './time.ts';
import { stateOf, truthOf } from './truth.ts';

/** The answer instead of the table's own, for faults in which it does nothing. */
const answerOf = (fault: Fault, { input }: Call): Answer | undefined => {
  const reasons = (Code: string) =>
    cancelled(input.TransactItems.map((_: unknown, index: number) => ({ Code: index === 0 ? Code : 'None' })));
  if (fault === 'conflict') return reasons('TransactionConflict');
  if (fault === 'throttled') return reasons('ThrottlingError');
  if (fault === 'exceeded') return reasons('ProvisionedThroughputExceeded');
  if (fault === 'slow down') return fail('ThrottlingException', 'slow down');
  if (fault === 'failed early') return fail('InternalServerError', 'try again', 500);
  return undefined;
};

/** The scheduler decides when each request reaches the table, and when each answer its worker. */
const between =
  (table: Engine, scheduler: fc.Scheduler, upcoming: Fault[]): Engine =>
  async (call) => {
    await scheduler.schedule(Promise.resolve(), 'a request arrives');
    const fault = upcoming.shift() ?? 'none';
    const answer = answerOf(fault, call) ?? (await table(call));
    await scheduler.schedule(Promise.resolve(), `its answer: ${fault}`);
    if (fault === 'lost') throw connectionReset();
    return fault === 'failed late' ? fail('InternalServerError', 'try again', 500) : answer;
  };

class WorkerDied extends Error {}

type Transacts = CommitTable;

/** The table as a worker sees it that dies at one attempt. */
const mortal = (table: Transacts, death: Death | undefined): Transacts => {
  let attempt = 0;
  return {
    getAll: (keys) => table.getAll(keys),
    transact: async (puts, adds) => {
      if (attempt++ !== death?.attempt) return table.transact(puts, adds);
      if (death.heard) await table.transact(puts, adds);
      throw new WorkerDied();
    },
  };
};

/** What a test may put between commit and the table, to see that the property notices. */
export interface Tampering {
  readonly engine?: (engine: Engine) => Engine;
  readonly table?: (table: Transacts) => Transacts;
}

/**
 * Runs a scenario to its end, and looks at the table after every request.
 *
 * @returns whether rows and remembered counts were together at every moment, what the rows say in the end, and the truth
 */
export const race = async (
  { batches, faults: upcoming, deaths }: Scenario,
  scheduler: fc.Scheduler,
  { engine: tamper = (engine) => engine, table: wrap = (table) => table }: Tampering = {},
) => {
  const memory = new MemoryTable();
  let isTogether = true;
  const observed: Engine = async (call) => {
    const answer = await memory.engine(call);
    const { rows, counted } = stateOf(memory.items());
    isTogether &&= isDeepStrictEqual(rows, counted);
    return answer;
  };
  const sdk = sdkWith({ dynamodb: between(tamper(observed), scheduler, [...upcoming]) });
  const table = wrap(new Table('memory', sdk));
  const patience = { random: () => 0.5, sleepMs: () => scheduler.schedule(Promise.resolve(), 'a worker waits') };

  /** The queue: hands out again what was not stored, until all is. */
  const work = async (batch: readonly ScoredSignal[], death?: Death): Promise<void> => {
    const left = await commit(mortal(table, death), batch, patience).then(
      ({ busy }) => busy,
      (error: unknown) => {
        if (error instanceof WorkerDied || error instanceof ServiceUnavailable) return batch;
        throw error;
      },
    );
    if (left.length > 0) await work(left);
  };

  const signals = batches.map((batch) => batch.map(signalOf));
  await drive(scheduler, Promise.all(signals.map((batch, worker) => work(batch, deaths[worker]))));
  return { isTogether, rows: stateOf(memory.items()).rows, truth: truthOf(signals.flat()) };
};

/** Releases one waiting task after the other, once nothing else can run. Needs `holdTime`. */
export const drive = <T>(scheduler: fc.Scheduler, work: Promise<T>): Promise<T> =>
  withoutWaiting(work, async () => {
    if (scheduler.count() > 0) await scheduler.waitOne();
  });
