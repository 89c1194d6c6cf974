import type { RebuildPart, RebuildProgress, RebuildResult } from '../core/rebuild.ts';
import type { LocalFunction } from './functions.ts';

/** One process works through one part after the other, so that parts only serve to show how far it is. */
const segments = 8;

/** What the state machine of lib/rebuild.ts does on AWS: passes over all parts, until one finds none. */
export const rebuildHere = async (
  rebuild: Pick<LocalFunction, 'invoke'>,
  tell: (progress: RebuildProgress) => void,
): Promise<RebuildResult> => {
  let recommitted = 0;
  for (let pass = 1; ; pass += 1) {
    const sums = { found: 0, recommitted: 0 };
    for (let segment = 0; segment < segments; segment += 1) {
      tell({ pass, partsDone: segment, parts: segments });
      let part: RebuildPart = { segment, segments };
      do part = (await rebuild.invoke(part)) as RebuildPart;
      while (part.startKey);
      sums.found += part.found ?? 0;
      sums.recommitted += part.recommitted ?? 0;
    }
    recommitted += sums.recommitted;
    // A pass that finds some and can do nothing for them would find the same for ever.
    if (sums.found === 0 || sums.recommitted === 0) return { passes: pass, recommitted, left: sums.found };
  }
};
