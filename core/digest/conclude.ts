import type { Finding } from '../insights/finding.ts';
import type { Rechecked } from '../insights/recheck.ts';
import type { DigestContent, TouchpointLine, Verbatim } from './content.ts';

/** What only the single signals can tell, by touchpoint of the findings. */
export interface Evidence {
  /** What is left of each finding that survived its recheck: the people it rests on, and its other metrics that did too. */
  readonly rechecked: ReadonlyMap<string, Rechecked & Pick<Finding, 'also'>>;
  /** A customer's words for a finding that has some. */
  readonly quotes: ReadonlyMap<string, Verbatim>;
  /** Voices from other touchpoints. */
  readonly voices: readonly Verbatim[];
}

/** The digest as it leaves: without findings that a few busy customers made, and with the customers' own words. */
export const conclude = (content: DigestContent, { rechecked, quotes, voices }: Evidence): DigestContent => {
  const findings = content.findings.flatMap((finding) => {
    const left = rechecked.get(finding.touchpoint);
    const verbatim = quotes.get(finding.touchpoint);
    return left === undefined ? [] : [{ ...finding, ...left, ...(verbatim && { verbatim }) }];
  });
  const isLeft = ({ touchpoint, metric }: Pick<TouchpointLine, 'touchpoint' | 'metric'>): boolean =>
    findings.some((one) => one.touchpoint === touchpoint && [one, ...one.also].some((each) => each.metric === metric));
  return {
    ...content,
    findings,
    touchpoints: content.touchpoints.map(({ finding, ...line }) =>
      finding !== undefined && isLeft(line) ? { ...line, finding } : line,
    ),
    verbatims: voices,
  };
};
