/** The functions of jstat 1.9.6 we call; the package brings no types of its own. */
declare module 'jstat' {
  interface Distribution<Parameters extends number[]> {
    cdf(x: number, ...parameters: Parameters): number;
    inv(probability: number, ...parameters: Parameters): number;
  }
  const jStat: {
    readonly normal: Distribution<[mean: number, standardDeviation: number]>;
    gammaln(x: number): number;
    readonly chisquare: Distribution<[degreesOfFreedom: number]>;
    readonly studentt: Distribution<[degreesOfFreedom: number]>;
  };
  export = jStat;
}
