import { commitments } from '../insights/commitments.ts';
import { comparedAnswersMin } from '../insights/compare.ts';
import type { Finding } from '../insights/finding.ts';
import { headlines } from '../insights/headline.ts';
import { type Context, type History, rowsWithin } from '../insights/history.ts';
import type { TooFew } from '../insights/insight.ts';
import { type Illusory, illusoryOf, mixOf } from '../insights/mix.ts';
import { responses, standings, trend } from '../insights/overview.ts';
import { reasonOf } from '../insights/reason.ts';
import { findAll } from '../insights/registry.ts';
import { type Heartbeat, silentSources } from '../insights/silent.ts';
import { spreadOf } from '../insights/spread.ts';
import { type JourneyMap, nameIn } from '../journey/map.ts';
import type { DigestPlan, Journey, Locale } from '../journey/schema.ts';
import type { MetricName } from '../metrics/registry.ts';
import { type Period, startOfDay } from '../period.ts';
import type { DigestContent, DigestFinding, Illusion, Spread } from './content.ts';
import { answerMix, type Names, namesIn } from './names.ts';

/** A comparison needs days as well as answers: about five answers on each of a week's days. */
const answersOverDaysMin = 35;
/** Periods asked how much days differ anyway; farther back the organisation was another one. */
const scatterPeriods = 4;

/** What a digest is made from. */
export interface DigestInput {
  readonly journey: Journey;
  readonly map: JourneyMap;
  readonly plan: Pick<DigestPlan, 'audience' | 'name' | 'scope' | 'locale'>;
  readonly history: History;
  readonly heartbeats: readonly Heartbeat[];
  readonly later: Period;
  readonly earlier: Period;
  /** Periods before those two, the nearest first. */
  readonly before: readonly Period[];
}

const countWithin = (history: History, period: Period, scope: ReadonlySet<string>): number =>
  rowsWithin(history, period, scope).reduce((sum, { tally }) => sum + (tally.n ?? 0), 0);

/** What the later period lacks. What an earlier one lacked, nobody can answer any more. */
const missing = ({ answers, lacking }: TooFew): number =>
  (lacking === 'answers' ? comparedAnswersMin : answersOverDaysMin) - answers.later;

const illusion = (candidate: Illusory, names: Names): Illusion => {
  const { touchpoint, metric, direction, earlier, later, difference, mixed: mix } = candidate;
  return {
    ...names.place(touchpoint),
    touchpoint,
    metric,
    direction,
    earlier,
    later,
    difference,
    mix: mix.mix,
    real: mix.real,
    ...answerMix(mix, names),
  };
};

/** What explains a finding without making it any surer: the reason people name, and who felt it. */
const explain = (finding: Finding, history: History, context: Context, names: Names): DigestFinding => {
  const reason = reasonOf(finding, history, context);
  const felt = spreadOf(finding, history, context, finding.days);
  const mix = mixOf(finding, history, context);
  const spread: Spread | undefined = felt && {
    kind: felt.kind,
    dimensionName: names.dimension(felt.dimension),
    groupNames: felt.groups.map((id) => names.group(felt.dimension, id)),
  };
  return {
    ...finding,
    ...names.place(finding.touchpoint),
    ...(reason && {
      reason: { themeName: names.theme(reason.theme), later: reason.later, earlier: reason.earlier },
    }),
    ...(spread && { spread }),
    ...(mix && { mix: answerMix(mix, names) }),
  };
};

const promisesOf = (history: History, context: Context, map: JourneyMap, names: Names, locale: Locale) =>
  commitments(history, context).map(({ touchpoint, ...line }) => {
    const { touchpointName, ownerName, ownerEmail } = names.place(touchpoint);
    const promise = map.touchpoint(touchpoint)?.commitments.find(({ measure }) => measure === line.measure);
    const name = promise?.name === undefined ? {} : { name: nameIn(promise.name, locale) };
    return { touchpoint, touchpointName, ownerName, ownerEmail, ...name, ...line };
  });

/** Sources an audience hears: those whose signals may land in its scope. */
const heard = ({ sources }: Journey, scope: ReadonlySet<string>) => ({
  sources: sources.filter(({ defaultTouchpoint, routing }) =>
    [defaultTouchpoint, ...routing.map(({ touchpoint }) => touchpoint)].some((id) => scope.has(id)),
  ),
});

/**
 * What a digest says, before it is held against single customers: see {@link conclude}.
 * Pure, so that the mail, the page and a rerun of either print the same figures.
 */
export const compose = (input: DigestInput): DigestContent => {
  const { journey, map, plan, history, heartbeats, later, earlier, before } = input;
  const scope = map.scope(plan);
  const context: Context = { earlier, later, before: before.slice(0, scatterPeriods), journey, scope };
  const { timeZone, name: organisation, locale: usual } = journey.organisation;
  const locale = plan.locale ?? usual;
  const names = namesIn(journey, map, locale);
  const { findings, candidates, tooFew } = findAll(history, context);
  const illusory = illusoryOf(candidates, history, context);
  const isIllusory = (touchpoint: string, metric: MetricName) =>
    illusory.some((one) => one.touchpoint === touchpoint && one.metric === metric);
  const real = findings
    .filter(({ touchpoint, metric }) => !isIllusory(touchpoint, metric))
    .map(({ also, ...finding }) => ({
      ...finding,
      also: also.filter(({ metric }) => !isIllusory(finding.touchpoint, metric)),
    }))
    .map((finding) => explain(finding, history, context, names));
  const seeming = illusory.filter(
    ({ touchpoint }, index) =>
      // A place that really changed is told as that, and no place is told twice.
      !real.some((finding) => finding.touchpoint === touchpoint) &&
      illusory.findIndex((one) => one.touchpoint === touchpoint) === index,
  );
  const lines = headlines(history, context);
  const main = lines[0]?.metric;
  const asked = responses(history, context);

  return {
    organisation,
    audienceName: nameIn(plan.name ?? plan.audience.replaceAll('-', ' '), locale),
    locale,
    timeZone,
    period: later,
    previous: earlier,
    signals: { later: countWithin(history, later, scope), earlier: countWithin(history, earlier, scope) },
    headlines: lines.map(({ mix, ...line }) => ({
      ...line,
      ...(mix && line.change && { change: { ...line.change, mix: answerMix(mix, names) } }),
    })),
    ...(main && { trend: trend(history, main, [...before.toReversed(), earlier, later], scope) }),
    findings: real,
    illusions: seeming.map((candidate) => illusion(candidate, names)),
    touchpoints: standings(history, context).map(({ touchpoint, metric, later: is, earlier: was }) => {
      const finding = real.find((one) => one.touchpoint === touchpoint);
      const told = [finding, ...(finding?.also ?? [])].find((one) => one?.metric === metric);
      const { touchpointName, stageName, isMomentOfTruth } = names.place(touchpoint);
      return {
        touchpoint,
        touchpointName,
        stageName,
        isMomentOfTruth,
        metric,
        later: is,
        ...(was && { difference: is.value - was.value }),
        ...(told && { finding: told.difference < 0 ? ('worse' as const) : ('better' as const) }),
      };
    }),
    commitments: promisesOf(history, context, map, names, locale),
    silent: silentSources(heartbeats, heard(journey, scope), startOfDay(later.end, timeZone)).map(
      ({ source, lastAt, silentHours, expected }) => ({
        source,
        channel: journey.sources.find(({ id }) => id === source)?.channel ?? '',
        lastAt,
        silentHours,
        expected: Math.round(expected),
      }),
    ),
    ...(asked && { responses: asked }),
    verbatims: [],
    tested: candidates.length,
    tooFew: tooFew
      .filter((few) => few.answers.later > 0 && missing(few) > 0)
      .toSorted((a, b) => missing(a) - missing(b))
      .map((few) => ({ touchpointName: names.touchpoint(few.touchpoint), n: missing(few) })),
  };
};
