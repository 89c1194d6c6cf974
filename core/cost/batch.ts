import { dollarsOf, prices } from './prices.ts';

const charactersPerUnit = 100;
const unitsMin = 3;

/** What Comprehend counts for a text: 100 characters a unit, three at least. https://aws.amazon.com/comprehend/pricing/ */
export const unitsOf = (characters: number): number => Math.max(unitsMin, Math.ceil(characters / charactersPerUnit));

/** What Comprehend counts for reading texts. */
export const comprehendUnits = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + unitsOf([...text].length), 0);

/** @returns US dollars at most: more than ten million units a month are cheaper, which no single text or batch knows of */
export const comprehendDollars = (units: number): number => dollarsOf(prices.comprehend, units);

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
 * What reading and storing one batch cost, for score to report as it works.
 *
 * @param texts those that Comprehend read
 * @param signals how many were stored
 * @returns US dollars, at most
 */
export const costOfBatch = (texts: readonly string[], signals: number): number =>
  comprehendDollars(comprehendUnits(texts)) +
  dollarsOf(prices.tableWrite, signals * writeUnitsPerSignal(signals)) +
  dollarsOf(prices.tableRead, signals * readUnitsPerSignal);
