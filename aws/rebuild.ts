import { isOutdated, type RebuildContext, rebuilt, redraftOf } from '../core/rebuild.ts';
import { contributionOf } from '../core/store/contribution.ts';
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

/**
 * Gives the table the outdated signals of one page as they lie now: read, placed, and counted anew in one transaction
 * with what it takes back. A signal that changed since the page was read is left alone, and found again by the next pass
 * if it is still outdated.
 *
 * @param deadline when Comprehend has to have read what is to be read again
 */
export const rebuildPage = async (
  { table, comprehend, context, patience }: RebuildTools,
  items: readonly Item[],
  nowMs: number,
  deadline: AbortSignal,
): Promise<{ readonly found: number; readonly recommitted: number }> => {
  const outdated = items
    .filter(isSignalItem)
    .map((item) => ({ item, signal: storedSignal(item) }))
    .filter(({ signal }) => isOutdated(signal, context, nowMs))
    .map(({ item, signal }) => ({ item, draft: redraftOf(signal, textBytesMax) }));
  const detections = await readTexts(
    comprehend,
    outdated.map(({ draft }) => draft),
    deadline,
  );
  const entries = outdated.flatMap(({ item, draft }): Entry[] => {
    const signal = rebuilt(draft, detections.get(draft) ?? [], context);
    if (signal === undefined) return [];
    const key = { PK: String(item.PK), SK: String(item.SK) };
    return [{ key, signal, counted: contributionOf(signal), known: knownFrom(item), again: 'recounted' }];
  });
  const { busy, refused } = await commitEntries(table, entries, patience);
  return { found: outdated.length, recommitted: entries.length - busy.length - refused.length };
};
