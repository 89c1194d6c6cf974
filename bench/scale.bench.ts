import type { ScoredSignal } from '../core/signal.ts';
import { keyText } from '../core/store/keys.ts';
import type { HeldAlias } from '../core/store/people.ts';
import { chunk, type Entry, entryOf, placeAll, planStore, type StorePlan } from '../core/store/plan.ts';
import { aliasItem, signalItem } from '../core/store/signal-item.ts';
import { chance } from '../local/sample/chance.ts';
import { itemBytes } from './item-size.ts';
import { sampleSignals } from './sample-signals.ts';

/**
 * The figures of docs/scale.md that are no arithmetic: write units a signal costs, by the size of its batch, from the
 * sizes of the sample's own items; and a simulation of score's workers, whose transactions conflict where they move the
 * same rows at the same time.
 *
 * The signals are the sample's, all of one day, 19 in 20 of people the table knows. A transaction counts twice the
 * kilobytes of every item it touches, an index once what it holds. Workers are always busy, and a transaction takes 20 ms;
 * one that meets another on a row waits as score does. Does not model throttling, Comprehend, or Lambda's start.
 */
const batchSizes = [1, 10, 100, 1_000];
const newcomersOneIn = 20;
const unitBytes = 1_024;

const signals = sampleSignals().map(
  (signal, index): ScoredSignal => ({
    ...signal,
    object: `${signal.object}-again`,
    day: '2026-03-10',
    occurredAt: `2026-03-10${signal.occurredAt.slice(10)}`,
    ...(index % newcomersOneIn === 0 && { aliases: signal.aliases.map((alias) => `new-${alias}`) }),
  }),
);
const held = new Map<string, HeldAlias>(
  planStore(placeAll(sampleSignals().map(entryOf), new Map())).aliases.map(({ alias, customer }) => [
    alias,
    { customer },
  ]),
);

const rowsOf = ({ counted }: Entry): string => Object.keys(counted).join();

/** Transactions as commit makes them of one batch. */
const plansOf = (batch: readonly ScoredSignal[]): StorePlan[] => {
  const entries = batch.map(entryOf).toSorted((a, b) => (rowsOf(a) < rowsOf(b) ? -1 : 1));
  const known = batch.flatMap(({ aliases }) => aliases.map((alias) => [alias, held.get(alias) ?? {}] as const));
  return chunk(placeAll(entries, new Map(known.filter(([, alias]) => alias.customer !== undefined)))).map(planStore);
};

const batchesOf = (size: number): ScoredSignal[][] =>
  Array.from({ length: Math.floor(signals.length / size) }, (_, n) => signals.slice(n * size, (n + 1) * size));

/** Rows of counts as they are at the end of a day: an update costs its whole row. */
const rowBytes = new Map(
  planStore(placeAll(signals.map(entryOf), held)).adds.map(({ key, fields }) => [
    keyText(key),
    itemBytes({ ...key, ...fields, ttl: 1_700_000_000 }),
  ]),
);

const unitsOf = (bytes: number): number => Math.ceil(bytes / unitBytes);
const projected = ['PK', 'SK', 'GSI2PK', 'GSI2SK', 'scores', 'sentiment', 'themes', 'customer', 'language'];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const unitsByKind = (plans: readonly StorePlan[]) => {
  const items = plans.flatMap(({ puts }) => puts.map(signalItem));
  const aliases = plans.flatMap((plan) => plan.aliases.map(aliasItem));
  const adds = plans.flatMap((plan) => plan.adds);
  const rowUnits = (prefix: RegExp) =>
    sum(adds.filter(({ key }) => prefix.test(key.PK)).map(({ key }) => 2 * unitsOf(rowBytes.get(keyText(key)) ?? 0)));
  const inIndex = (item: Record<string, unknown>) =>
    itemBytes(
      Object.fromEntries(projected.map((name) => [name, item[name]]).filter(([, value]) => value !== undefined)),
    );
  return {
    'the signal': sum(items.map((item) => 2 * unitsOf(itemBytes(item)))),
    'its index entries': sum(items.map((item) => unitsOf(inIndex(item)) + (item.GSI1PK === undefined ? 0 : 1))),
    'new aliases': aliases.length * 3,
    'customer months': rowUnits(/^C#/),
    rollups: rowUnits(/^R#/),
    heartbeats: rowUnits(/^H#/),
  };
};

console.log('write units a signal, by signals in a batch');
const costs = batchSizes.map((size) => {
  const batches = batchesOf(size);
  const plans = batches.flatMap(plansOf);
  return { size, count: batches.length * size, transactions: plans.length, units: unitsByKind(plans) };
});
const line = (name: string, values: readonly number[]): void =>
  console.log(`${name.padEnd(20)}${values.map((value) => value.toFixed(2).padStart(8)).join('')}`);
line('', batchSizes);
for (const kind of Object.keys(costs[0]?.units ?? {}) as (keyof ReturnType<typeof unitsByKind>)[]) {
  line(
    kind,
    costs.map(({ units, count }) => units[kind] / count),
  );
}
line(
  'all',
  costs.map(({ units, count }) => sum(Object.values(units)) / count),
);
line(
  'signals/transaction',
  costs.map(({ count, transactions }) => count / transactions),
);
const itemSizes = plansOf(signals.slice(0, 2_000)).flatMap(({ puts }) => puts.map((put) => itemBytes(signalItem(put))));
console.log(
  `an item of the sample: ${Math.round(sum(itemSizes) / itemSizes.length)} bytes; largest row of counts: ${Math.max(...rowBytes.values())} bytes`,
);

/** What one transaction moves, and how many signals it stores. */
interface Transaction {
  readonly rows: readonly string[];
  readonly signals: number;
}

/** In how many rows each count is kept, one of them chosen by chance for every batch. */
interface Shards {
  readonly rollups: number;
  readonly heartbeats: number;
}

const transactionMs = 20;
const simulatedMs = 30_000;
const attemptsMax = 8;
const firstWaitMs = 25;
/** Reading texts, secrets and aliases before the first transaction of a batch. */
const readingMs = 150;

interface Outcome {
  readonly signalsPerSecond: number;
  readonly conflictShare: number;
  readonly givenUp: number;
}

const transactionsOf = (batch: readonly ScoredSignal[]): Transaction[] =>
  plansOf(batch).map(({ puts, adds }) => ({
    // Two batches seldom have a customer in common, but the sample is drawn from again and again.
    rows: adds.map(({ key }) => keyText(key)).filter((row) => !row.startsWith('C#')),
    signals: puts.length,
  }));

const shardedRow = (row: string, shards: Shards, luck: number): string =>
  `${row}#${Math.floor(luck * (row.startsWith('R#') ? shards.rollups : shards.heartbeats))}`;

/** Workers that take batch after batch. */
const simulate = (batches: readonly Transaction[][], workers: number, shards: Shards): Outcome => {
  const draw = chance(1, 'workers');
  const busyUntilMs = new Map<string, number>();
  const events: { readonly atMs: number; readonly go: (atMs: number) => void }[] = [];
  let [stored, attempts, conflicts, givenUp] = [0, 0, 0, 0];
  const later = (atMs: number, go: (atMs: number) => void): void => {
    const at = events.findIndex((event) => event.atMs > atMs);
    events.splice(at < 0 ? events.length : at, 0, { atMs, go });
  };
  const takeBatch = (atMs: number): void => {
    const luck = draw.unit();
    const rest = (batches[draw.below(batches.length)] ?? []).map((transaction) => ({
      ...transaction,
      rows: transaction.rows.map((row) => shardedRow(row, shards, luck)),
    }));
    later(atMs + readingMs * (0.5 + draw.unit()), (now) => commit(rest, 0, now));
  };
  const commit = (left: readonly Transaction[], attempt: number, atMs: number): void => {
    const [transaction, ...rest] = left;
    if (transaction === undefined) {
      takeBatch(atMs);
      return;
    }
    attempts += 1;
    const meets = transaction.rows.some((row) => (busyUntilMs.get(row) ?? 0) > atMs);
    const isLast = attempt + 1 === attemptsMax;
    if (meets) conflicts += 1;
    if (meets && isLast) givenUp += transaction.signals;
    if (!meets) for (const row of transaction.rows) busyUntilMs.set(row, atMs + transactionMs);
    if (!meets) stored += transaction.signals;
    const waitMs = meets ? draw.unit() * firstWaitMs * 2 ** attempt : 0;
    later(atMs + transactionMs + waitMs, (now) =>
      meets && !isLast ? commit(left, attempt + 1, now) : commit(rest, 0, now),
    );
  };
  for (let worker = 0; worker < workers; worker += 1) later(draw.unit() * readingMs, takeBatch);
  for (let event = events.shift(); event !== undefined && event.atMs < simulatedMs; event = events.shift()) {
    event.go(event.atMs);
  }
  return {
    signalsPerSecond: stored / (simulatedMs / 1_000),
    conflictShare: conflicts / attempts,
    givenUp: givenUp / (stored + givenUp),
  };
};

const shardings: readonly Shards[] = [
  { rollups: 1, heartbeats: 1 },
  { rollups: 8, heartbeats: 1 },
  { rollups: 8, heartbeats: 8 },
  { rollups: 64, heartbeats: 64 },
];
console.log(
  '\nworkers that are always busy: signals/s, transactions that meet another, signals handed back to the queue',
);
for (const size of [100, 1_000]) {
  const batches = batchesOf(size).map(transactionsOf);
  for (const workers of [2, 4, 16, 64]) {
    for (const shards of shardings) {
      const { signalsPerSecond, conflictShare, givenUp } = simulate(batches, workers, shards);
      const shares = [conflictShare, givenUp].map((share) => `${(100 * share).toFixed(1)} %`.padStart(8));
      const rows = `${shards.rollups} rollup and ${shards.heartbeats} heartbeat shards`.padEnd(33);
      const rate = `${Math.round(signalsPerSecond)} signals/s`.padStart(16);
      console.log(
        `batches of ${String(size).padStart(5)} ${String(workers).padStart(4)} workers  ${rows}${rate} ${shares.join(' ')}`,
      );
    }
  }
}
