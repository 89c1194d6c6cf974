import { counted } from '../../core/counted.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { closedPeriods } from '../../core/period.ts';
import type { PipelineStatus } from '../../core/status.ts';
import { weekCount } from '../../local/sample/truth.ts';

/** A digest that left, and the files of its mails. */
export interface SentDigest {
  readonly subject: string;
  readonly files: readonly string[];
}

/** What a start has to say once everything that was accepted is stored. */
export interface Outcome {
  readonly journey: Journey;
  readonly status: PipelineStatus;
  /** The sample's today; nothing where signals are real. */
  readonly sampleNow: Date | undefined;
  /** How long this start took to load the sample; nothing when it was there already. */
  readonly seconds: number | undefined;
  readonly digests: readonly SentDigest[];
  /** Where the run can be looked at; nothing when it ends at once. */
  readonly url: string | undefined;
}

const dayMs = 86_400_000;

/** @example weeksOf(now, 'Europe/Madrid') // => '13 weeks (17 Aug – 15 Nov 2026)' */
const weeksOf = (now: Date, timeZone: string): string => {
  const endMs = Date.parse(closedPeriods(now.toISOString(), 'weekly', timeZone).later.end);
  const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  // Typographers' thin spaces would be nobody's search word.
  const range = days.formatRange(endMs - weekCount * 7 * dayMs, endMs - dayMs).replaceAll(/\s/g, ' ');
  return `${weekCount} weeks (${range})`;
};

const dateOf = (now: Date, timeZone: string): string =>
  now
    .toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'short', year: 'numeric', timeZone })
    .replace(',', '');

const signalsLine = ({ journey, status, sampleNow, seconds }: Outcome): string => {
  const sources = status.sources.filter(({ signals }) => signals > 0).length;
  const { timeZone } = journey.organisation;
  const over = sampleNow ? ` over ${weeksOf(sampleNow, timeZone)}` : '';
  const took = seconds === undefined ? '' : `, in ${Math.ceil(seconds)} seconds`;
  const from = `${counted(status.stored, 'signal')} from ${counted(sources, 'source')}${over}`;
  return `${from} ${status.stored === 1 ? 'is' : 'are'} stored, each counted once${took}.`;
};

const sampleLines = ({ organisation: { name, timeZone } }: Journey, now: Date): string[] => [
  `All of it is invented: ${name} has no customers.`,
  `Today is ${dateOf(now, timeZone)} in this sample; later starts stay on that day, until you pass --fresh.`,
];

const digestLines = ({ digests, status }: Outcome): string[] =>
  status.stored === 0
    ? ['Nothing was received yet, so there is no digest.']
    : [
        'The digests of the last closed period, as their readers got them',
        ...digests.flatMap(({ subject, files }) => [`  ${subject}`, ...files.map((file) => `    ${file}`)]),
      ];

/** What a manager and an engineer both want to know after a start: what is there, what it says, and where to go on. */
export const summaryOf = (outcome: Outcome): string => {
  const { journey, status, sampleNow, url } = outcome;
  return [
    '',
    ...(status.stored > 0 ? [signalsLine(outcome)] : []),
    ...(sampleNow ? sampleLines(journey, sampleNow) : []),
    ...(status.stored > 0 ? [''] : []),
    ...digestLines(outcome),
    '',
    ...(url ? [`Look at it            ${url}`] : []),
    ...(sampleNow ? ['Begin with your own   npx listening-path init'] : []),
  ]
    .join('\n')
    .trimEnd();
};
