import { comparedAnswersMin } from '../insights/compare.ts';
import type { Finding } from '../insights/finding.ts';
import { headlines } from '../insights/headline.ts';
import { type Context, type History, rowsWithin } from '../insights/history.ts';
import type { TooFew } from '../insights/insight.ts';
import { findAll } from '../insights/registry.ts';
import { type JourneyMap, nameIn } from '../journey/map.ts';
import type { DigestPlan, Journey } from '../journey/schema.ts';
import type { Period } from '../period.ts';
import type { DigestContent, DigestFinding, Verbatim } from './content.ts';

const findingsMax = 5;
/** A comparison needs days as well as answers: about five answers on each of a week's days. */
const answersOverDaysMin = 35;

/** What a digest is made from. */
export interface DigestInput {
  readonly journey: Journey;
  readonly map: JourneyMap;
  readonly plan: DigestPlan;
  readonly history: History;
  readonly later: Period;
  readonly earlier: Period;
  readonly before: readonly Period[];
}

const countWithin = (history: History, period: Period, scope: ReadonlySet<string>): number =>
  rowsWithin(history, period, scope).reduce((sum, { tally }) => sum + (tally.n ?? 0), 0);

const missing = ({ answers, lacking }: TooFew): number => {
  const fewer = Math.min(answers.earlier, answers.later);
  return Math.max(1, (lacking === 'answers' ? comparedAnswersMin : answersOverDaysMin) - fewer);
};

/**
 * What a digest says, before the customers' words: see {@link quote}.
 * Pure, so that the mail, the page and a rerun of either print the same figures.
 */
export const compose = ({ journey, map, plan, history, later, earlier, before }: DigestInput): DigestContent => {
  const scope = map.scope(plan);
  const context: Context = { earlier, later, before, journey, scope };
  const { findings, candidates, tooFew } = findAll(history, context);
  const locale = plan.locale ?? journey.organisation.locale;
  const touchpointName = (id: string) => nameIn(map.touchpoint(id)?.name ?? id, locale);

  const dress = (finding: Finding): DigestFinding => {
    const owner = map.ownerOf(finding.touchpoint);
    return {
      ...finding,
      touchpointName: touchpointName(finding.touchpoint),
      stageName: nameIn(map.touchpoint(finding.touchpoint)?.stage.name ?? '', locale),
      ownerName: nameIn(owner?.name ?? finding.owner, locale),
      ownerEmail: owner?.email ?? '',
      isMomentOfTruth: map.touchpoint(finding.touchpoint)?.kind === 'moment-of-truth',
    };
  };

  return {
    organisation: journey.organisation.name,
    audience: plan.audience,
    locale,
    timeZone: journey.organisation.timeZone,
    period: later,
    previous: earlier,
    signals: { later: countWithin(history, later, scope), earlier: countWithin(history, earlier, scope) },
    headlines: headlines(history, context),
    findings: findings.slice(0, findingsMax).map(dress),
    more: Math.max(0, findings.length - findingsMax),
    illusions: [],
    touchpoints: [],
    commitments: [],
    silent: [],
    verbatims: [],
    tested: candidates.length,
    tooFew: tooFew
      .filter(({ answers }) => answers.later > 0)
      .toSorted((a, b) => missing(a) - missing(b))
      .map((few) => ({ touchpointName: touchpointName(few.touchpoint), n: missing(few) })),
  };
};

/** The same content with a customer's words for each finding that has some. */
export const quote = (content: DigestContent, verbatims: ReadonlyMap<string, Verbatim>): DigestContent => ({
  ...content,
  findings: content.findings.map((finding) => {
    const verbatim = verbatims.get(finding.touchpoint);
    return verbatim === undefined ? finding : { ...finding, verbatim };
  }),
});
