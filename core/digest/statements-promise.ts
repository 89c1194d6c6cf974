import type { CommitmentLine } from './content.ts';
import { isDuration } from './figures-numbers.ts';
import type { Voice } from './voice.ts';

export interface PromiseWords {
  readonly tone: CommitmentLine['verdict'];
  /** The touchpoint and how its promise was kept. */
  readonly title: string;
  /** "61 % within 2 minutes, target 80 %" */
  readonly share: string;
  readonly evidence: string;
  readonly owner: string;
  /** In percent, for the bar. */
  readonly kept: number;
  readonly target: number;
}

export interface PromisesWords {
  readonly title: string;
  readonly items: readonly PromiseWords[];
  readonly more?: string;
}

/** More than these are for the owners' own tools. */
const promisesMax = 6;

const proportion = ({ successes, trials }: CommitmentLine['kept']): number => successes / Math.max(1, trials);

/** "61 %" and "within 2 minutes": what was kept of what was promised. */
export const promiseParts = (line: CommitmentLine, { say, figures }: Pick<Voice, 'say' | 'figures'>) => ({
  share: figures.share(proportion(line.kept)),
  limit: say(isDuration(line.measure) ? 'promise.within' : 'promise.atMost', {
    limit: figures.quantity(line.measure, line.limit),
  }),
  target: figures.share(line.targetShare),
});

const evidenceOf = (line: CommitmentLine, { say, figures }: Voice): string => {
  const { measure, median, earlierMedian, interval, kept } = line;
  const measured = (amount: number) => figures.quantity(measure, amount, 'measured');
  const was = earlierMedian === undefined ? '' : ` (${say('promise.was', { value: measured(earlierMedian) })})`;
  return [
    ...(median === undefined ? [] : [`${say('promise.median', { median: measured(median) })}${was}`]),
    say('promise.evidence', {
      range: say('range', { low: figures.share(interval.low), high: figures.share(interval.high) }),
      n: kept.trials,
    }),
  ].join(' · ');
};

const promiseWords = (line: CommitmentLine, voice: Voice): PromiseWords => {
  const { say, figures, name } = voice;
  const { touchpointName, ownerName, verdict, kept, earlierKept, targetShare } = line;
  const was =
    earlierKept === undefined
      ? ''
      : ` (${say('promise.was', { value: figures.share(earlierKept.successes / Math.max(1, earlierKept.trials)) })})`;
  const parts = promiseParts(line, voice);
  return {
    tone: verdict,
    title: `${name(touchpointName)}: ${say('promise.verdict', { verdict })}${was}`,
    share:
      line.name === undefined
        ? say('promise.share', parts)
        : say('promise.named', { name: name(line.name), share: parts.share, target: parts.target }),
    evidence: evidenceOf(line, voice),
    owner: `${say('finding.owner')}: ${name(ownerName)}`,
    kept: Math.round(100 * proportion(kept)),
    target: Math.round(100 * targetShare),
  };
};

const order = { missed: 0, unsure: 1, kept: 2 } as const;

/** How the promises of the touchpoints were kept, broken ones first. */
export const promisesWords = (lines: readonly CommitmentLine[], voice: Voice): PromisesWords => {
  const sorted = lines.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
  return {
    title: voice.say('section.promises'),
    items: sorted.slice(0, promisesMax).map((line) => promiseWords(line, voice)),
    ...(lines.length > promisesMax && { more: voice.say('promise.more', { n: lines.length - promisesMax }) }),
  };
};
