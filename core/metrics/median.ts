import { binStart } from '../stats/log-bins.ts';
import type { Tally } from '../store/tally.ts';

/**
 * The median of a measure, from the bins of its rollups.
 *
 * The median and not the mean, because one forgotten call must not hide a hundred quick ones. Bins are a quarter of an
 * octave wide: from about 10 on it is right to 10 %, below that to less than one unit.
 *
 * @returns in the measure's unit; undefined without values
 * @example median('waitSeconds', { 'measure.waitSeconds.bin.27': 3 }) // => 117
 */
export const median = (measure: string, tally: Tally): number | undefined => {
  const prefix = `measure.${measure}.bin.`;
  const bins = Object.entries(tally)
    .filter(([field, count]) => field.startsWith(prefix) && count > 0)
    .map(([field, count]) => ({ bin: Number(field.slice(prefix.length)), count }))
    .toSorted((a, b) => a.bin - b.bin);
  const half = bins.reduce((sum, { count }) => sum + count, 0) / 2;
  let below = 0;
  for (const { bin, count } of bins) {
    if (below + count >= half) {
      const [low, high] = [binStart(bin), binStart(bin + 1)];
      return bin === 0 ? 0 : low + (high - low) * ((half - below) / count);
    }
    below += count;
  }
  return undefined;
};
