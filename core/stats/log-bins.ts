/** A quarter of an octave: neighbouring bins differ by 19 %, close enough for a median a manager reads. */
const binsPerOctave = 4;

/**
 * The log-scaled bin of a measure: 0 for nothing, then a quarter of an octave each.
 *
 * @example logBin(120) // => 27, the bin of 107 to 127
 */
export const logBin = (value: number): number => Math.floor(binsPerOctave * Math.log2(1 + Math.max(0, value)) + 1e-9);

/** The least value of a bin; the inverse of {@link logBin}. */
export const binStart = (bin: number): number => 2 ** (bin / binsPerOctave) - 1;
