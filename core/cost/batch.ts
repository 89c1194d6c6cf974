import { dollarsOf, prices } from './prices.ts';

/**
 * Write units a signal costs the table, by how many of them score is handed at a time: a batch shares its rows of counts.
 * Measured on the sample's own items (`npm run bench -- scale`, docs/scale.md).
 */
const measuredWrites = [
  { signals: 1, units: 17 },
  { signals: 10, units: 14.5 },
  { signals: 100, units: 10.9 },
  { signals: 1_000, units: 8.3 },
] as const;

/** To look up whose the aliases of a signal are; measured likewise. */
export const readUnitsPerSignal = 1.1;

/**
 * @param signals in a batch
 * @returns write units for each of them, on a straight line over the logarithm between what was measured
 */
export const writeUnitsPerSignal = (signals: number): number => {
  const above = measuredWrites.find((point) => point.signals >= signals);
  const below = measuredWrites.findLast((point) => point.signals <= signals);
  if (above === undefined || below === undefined || above === below) return (below ?? above ?? measuredWrites[0]).units;
  const share = Math.log(signals / below.signals) / Math.log(above.signals / below.signals);
  return below.units + share * (above.units - below.units);
};

/**
 * What reading and storing one batch cost, for score to report as it works. At most: the units of Comprehend become
 * cheaper from ten million a month, which no batch knows of.
 *
 * @param comprehendUnits as Comprehend counts them (core/rebuild.ts)
 * @param signals how many were stored
 * @returns US dollars
 */
export const costOfBatch = ({ comprehendUnits, signals }: { comprehendUnits: number; signals: number }): number =>
  dollarsOf(prices.comprehend, comprehendUnits) +
  dollarsOf(prices.tableWrite, signals * writeUnitsPerSignal(signals)) +
  dollarsOf(prices.tableRead, signals * readUnitsPerSignal);
