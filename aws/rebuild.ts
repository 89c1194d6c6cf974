import { isKeptOtherwise, isOutdated, kept, type RebuildContext, rebuilt, redraftOf } from '../core/rebuild.ts';
import { monthForgottenAtSeconds } from '../core/retention.ts';
import type { StoredSignal } from '../core/signal.ts';
import { type Contribution, contributionOf } from '../core/store/contribution.ts';
import { customerPartition, rowKey } from '../core/store/keys.ts';
import type { Entry } from '../core/store/plan.ts';
import { isSignalItem, storedSignal } from '../core/store/signal-item.ts';
import { type CommitTable, commitEntries, knownFrom, type Patience } from './commit.ts';
import { type Comprehend, textBytesMax } from './comprehend.ts';
import { readTexts } from './read-texts.ts';
import type { Item } from './table.ts';

interface RebuildTools {
  readonly table: CommitTable;
  readonly comprehend: Comprehend;
  readonly context: RebuildContext;
  readonly patience: Patience;
}

/** A stored item, and what it says. */
interface Found {
  readonly item: Item;
  readonly signal: StoredSignal;
}

/** Months that are moved in one transaction; few, because signals that arrive write to the same. */
const monthsMax = 25;
/** The next pass comes soon, and a page has a minute. */
const attemptsMax = 5;
const firstWaitMs = 25;

/**
 * Has the table forget customers' months with the signals they count.
 *
 * @returns the rows it was too busy for
 */
const moveMonths = async (
  { table, context, patience }: RebuildTools,
  found: readonly Found[],
): Promise<ReadonlySet<string>> => {
  const isMonth = ([row]: readonly [string, unknown]) => row.startsWith(customerPartition(''));
  const rows = new Map(found.flatMap(({ item }) => Object.entries(knownFrom(item).counted).filter(isMonth)));
  const adds = [...rows].map(([row, tally]) => ({
    row,
    key: rowKey(row),
    // An addition has to name a field. This one has it already, and adding nothing leaves it as it is.
    fields: Object.fromEntries(
      Object.keys(tally)
        .map((field) => [field, 0] as const)
        .slice(0, 1),
    ),
    ttl: monthForgottenAtSeconds(rowKey(row).SK, context.retentionDays),
  }));
  for (let from = 0; from < adds.length; from += monthsMax) {
    const some = adds.slice(from, from + monthsMax);
    let isDone = false;
    for (let attempt = 0; attempt < attemptsMax && !isDone; attempt += 1) {
      if (attempt > 0) await patience.sleepMs(patience.random() * firstWaitMs * 2 ** attempt);
      isDone = (await table.transact([], some)).kind === 'done';
    }
    if (!isDone) return new Set(adds.slice(from).map(({ row }) => row));
  }
  return new Set();
};

/**
 * Gives the table the outdated signals of one page as they lie now: read, placed, and counted anew in one transaction
 * with what it takes back. A signal that changed since the page was read is left alone, and found again by the next pass
 * if it is still outdated. One that only would be forgotten at another time counts what it counted.
 *
 * @param deadline when Comprehend has to have read what is to be read again
 */
export const rebuildPage = async (
  tools: RebuildTools,
  items: readonly Item[],
  nowMs: number,
  deadline: AbortSignal,
): Promise<{ readonly found: number; readonly recommitted: number }> => {
  const { table, comprehend, context, patience } = tools;
  const all = items.filter(isSignalItem).map((item): Found => ({ item, signal: storedSignal(item) }));
  const outdated = all
    .filter(({ signal }) => isOutdated(signal, context, nowMs))
    .map(({ item, signal }) => ({ item, draft: redraftOf(signal, textBytesMax) }));
  const keptOtherwise = all.filter(({ signal }) => isKeptOtherwise(signal, context));
  const onlyKept = keptOtherwise.filter(({ signal }) => !isOutdated(signal, context, nowMs));
  const detections = await readTexts(
    comprehend,
    outdated.map(({ draft }) => draft),
    deadline,
  );
  const entryOf = (item: Item, signal: StoredSignal, counted: Contribution): Entry => ({
    key: { PK: String(item.PK), SK: String(item.SK) },
    signal,
    counted,
    known: knownFrom(item),
    again: 'recounted',
  });
  const recounted = outdated.flatMap(({ item, draft }) => {
    const signal = rebuilt(draft, detections.get(draft) ?? [], context);
    return signal === undefined ? [] : [entryOf(item, signal, contributionOf(signal))];
  });
  const moved = onlyKept.map(({ item, signal }) => entryOf(item, kept(signal, context), knownFrom(item).counted));
  // Before the signals: where this ends in between, they are found again and with them their months.
  const busyMonths = await moveMonths(tools, keptOtherwise);
  const entries = [...recounted, ...moved].filter(
    ({ known }) => !Object.keys(known?.counted ?? {}).some((row) => busyMonths.has(row)),
  );
  const { busy, refused } = await commitEntries(table, entries, patience);
  return { found: outdated.length + onlyKept.length, recommitted: entries.length - busy.length - refused.length };
};
