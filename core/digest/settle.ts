import type { Customers } from '../insights/recheck.ts';
import type { DigestContent, Verbatim } from './content.ts';

/** What only the single signals can tell, by touchpoint of the findings. */
export interface Settlement {
  /** The people each finding that survived its recheck rests on. */
  readonly customers: ReadonlyMap<string, Customers>;
  /** A customer's words for a finding that has some. */
  readonly quotes: ReadonlyMap<string, Verbatim>;
  /** Voices from other touchpoints. */
  readonly voices: readonly Verbatim[];
}

/** The digest as it leaves: without findings that a few busy customers made, and with the customers' own words. */
export const settle = (content: DigestContent, { customers, quotes, voices }: Settlement): DigestContent => ({
  ...content,
  findings: content.findings.flatMap((finding) => {
    const people = customers.get(finding.touchpoint);
    const verbatim = quotes.get(finding.touchpoint);
    return people === undefined ? [] : [{ ...finding, customers: people, ...(verbatim && { verbatim }) }];
  }),
  touchpoints: content.touchpoints.map(({ finding, ...line }) =>
    finding !== undefined && customers.has(line.touchpoint) ? { ...line, finding } : line,
  ),
  verbatims: voices,
});
