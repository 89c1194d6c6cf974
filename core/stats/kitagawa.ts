/** One group of those who answered: its share of the answers (0–1) and its score, in each period. */
export interface GroupShift {
  readonly earlierShare: number;
  readonly laterShare: number;
  readonly earlierScore: number;
  readonly laterScore: number;
}

/** What one group gave to the change of the whole, in the unit of the scores. */
export interface GroupEffect {
  /** Its own score moved. */
  readonly real: number;
  /** More or fewer of the answers came from it. */
  readonly mix: number;
}

/**
 * Splits the change of an overall score into scores that moved and answers that came from other people.
 *
 * A company whose happy customers answer more often seems to improve without anybody being happier. Both parts use the
 * averages of the two periods, so no period is privileged and nothing is left over: the sum over groups is the change.
 * Kitagawa 1955, Components of a Difference Between Two Rates, Journal of the American Statistical Association 50:1168.
 *
 * @param groups shares of each period add up to 1; a group absent from a period takes the other period's score there
 * @returns one effect per group, in their order
 * @example kitagawa([{ earlierShare: 0.5, laterShare: 0.4, earlierScore: 40, laterScore: 42 }, …])[0] // => { real: 0.9, mix: -2.06 }
 */
export const kitagawa = (groups: readonly GroupShift[]): readonly GroupEffect[] => {
  const earlier = groups.reduce((sum, { earlierShare, earlierScore }) => sum + earlierShare * earlierScore, 0);
  const later = groups.reduce((sum, { laterShare, laterScore }) => sum + laterShare * laterScore, 0);
  const overall = (earlier + later) / 2;
  return groups.map(({ earlierShare, laterShare, earlierScore, laterScore }) => ({
    real: ((laterShare + earlierShare) / 2) * (laterScore - earlierScore),
    mix: ((laterScore + earlierScore) / 2 - overall) * (laterShare - earlierShare),
  }));
};
