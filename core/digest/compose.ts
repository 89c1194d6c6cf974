import { commitments } from '../insights/commitments.ts';
import { comparedAnswersMin } from '../insights/compare.ts';
import type { Finding } from '../insights/finding.ts';
import { mediumDimension } from '../insights/groups.ts';
import { headlines } from '../insights/headline.ts';
import { type Context, type History, rowsWithin } from '../insights/history.ts';
import type { TooFew } from '../insights/insight.ts';
import { type Illusory, illusoryOf } from '../insights/mix.ts';
import { responses, standings, trend } from '../insights/overview.ts';
import { reasonOf } from '../insights/reason.ts';
import { findAll } from '../insights/registry.ts';
import { type Heartbeat, silentSources } from '../insights/silent.ts';
import { spreadOf } from '../insights/spread.ts';
import { type JourneyMap, nameIn } from '../journey/map.ts';
import { mediumName, mediumNames, otherName } from '../journey/media.ts';
import type { DigestPlan, Journey, Locale, Name } from '../journey/schema.ts';
import { type Period, startOfDay } from '../period.ts';
import type { Medium } from '../signal.ts';
import { otherSegment } from '../store/keys.ts';
import type { DigestContent, DigestFinding, Illusion, Place, Spread } from './content.ts';

/** A comparison needs days as well as answers: about five answers on each of a week's days. */
const answersOverDaysMin = 35;
/** Periods asked how much days differ anyway; farther back the organisation was another one. */
const scatterPeriods = 4;

/** What a digest is made from. */
export interface DigestInput {
  readonly journey: Journey;
  readonly map: JourneyMap;
  readonly plan: DigestPlan;
  readonly history: History;
  readonly heartbeats: readonly Heartbeat[];
  readonly later: Period;
  readonly earlier: Period;
  /** Periods before those two, the nearest first. */
  readonly before: readonly Period[];
}

const countWithin = (history: History, period: Period, scope: ReadonlySet<string>): number =>
  rowsWithin(history, period, scope).reduce((sum, { tally }) => sum + (tally.n ?? 0), 0);

const missing = ({ answers, lacking }: TooFew): number => {
  const fewer = Math.min(answers.earlier, answers.later);
  return Math.max(1, (lacking === 'answers' ? comparedAnswersMin : answersOverDaysMin) - fewer);
};

/** Ids in, what the reader calls them out. */
const namesIn = (journey: Journey, map: JourneyMap, locale: Locale) => {
  const say = (name: Name | undefined, id: string) => nameIn(name ?? id, locale);
  const segment = (id: string) => journey.segments.find((one) => one.id === id);
  return {
    touchpoint: (id: string) => say(map.touchpoint(id)?.name, id),
    theme: (id: string) => say(journey.themes.find((theme) => theme.id === id)?.name, id),
    dimension: (id: string) => say(id === mediumDimension ? mediumName : segment(id)?.name, id),
    group: (dimension: string, id: string) => {
      if (dimension === mediumDimension) return say(mediumNames[id as Medium], id);
      if (id === otherSegment) return say(otherName, id);
      return say(segment(dimension)?.values.find((one) => one.id === id)?.name, id);
    },
    place: (id: string): Place => {
      const owner = map.ownerOf(id);
      return {
        touchpointName: say(map.touchpoint(id)?.name, id),
        stageName: say(map.touchpoint(id)?.stage.name, ''),
        ownerName: say(owner?.name, owner?.id ?? ''),
        ownerEmail: owner?.email ?? '',
        isMomentOfTruth: map.touchpoint(id)?.kind === 'moment-of-truth',
      };
    },
  };
};
type Names = ReturnType<typeof namesIn>;

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
    dimensionName: names.dimension(mix.dimension),
    groupName: names.group(mix.dimension, mix.group),
    earlierShare: mix.earlierShare,
    laterShare: mix.laterShare,
  };
};

/** What explains a finding without making it any surer: the reason people name, and who felt it. */
const explain = (finding: Finding, history: History, context: Context, names: Names): DigestFinding => {
  const reason = reasonOf(finding, history, context);
  const felt = spreadOf(finding, history, context, finding.days);
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
  };
};

const promisesOf = (history: History, context: Context, map: JourneyMap, names: Names, locale: Locale) =>
  commitments(history, context).map(({ touchpoint, ...line }) => {
    const { touchpointName, ownerName, ownerEmail } = names.place(touchpoint);
    const promise = map.touchpoint(touchpoint)?.commitments.find(({ measure }) => measure === line.measure);
    const name = promise?.name === undefined ? {} : { name: nameIn(promise.name, locale) };
    return { touchpointName, ownerName, ownerEmail, ...name, ...line };
  });

/** Sources an audience hears: those whose signals may land in its scope. */
const heard = ({ sources }: Journey, scope: ReadonlySet<string>) => ({
  sources: sources.filter(({ defaultTouchpoint, routing }) =>
    [defaultTouchpoint, ...routing.map(({ touchpoint }) => touchpoint)].some((id) => scope.has(id)),
  ),
});

/**
 * What a digest says, before it is held against single customers: see {@link settle}.
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
  const real = findings
    .filter(({ touchpoint, metric }) => !illusory.some((one) => one.touchpoint === touchpoint && one.metric === metric))
    .map((finding) => explain(finding, history, context, names));
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
    headlines: lines,
    ...(main && { trend: trend(history, main, [...before.toReversed(), earlier, later], scope) }),
    findings: real,
    // A place that really changed is told as that, whatever else about it only seems to have.
    illusions: illusory
      .filter(({ touchpoint }) => !real.some((finding) => finding.touchpoint === touchpoint))
      .map((candidate) => illusion(candidate, names)),
    touchpoints: standings(history, context).map(({ touchpoint, metric, later: is, earlier: was }) => {
      const finding = real.find((one) => one.touchpoint === touchpoint && one.metric === metric);
      const { touchpointName, stageName, isMomentOfTruth } = names.place(touchpoint);
      return {
        touchpoint,
        touchpointName,
        stageName,
        isMomentOfTruth,
        metric,
        later: is,
        ...(was && { difference: is.value - was.value }),
        ...(finding && { finding: finding.direction }),
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
      .filter(({ answers }) => answers.later > 0)
      .toSorted((a, b) => missing(a) - missing(b))
      .map((few) => ({ touchpointName: names.touchpoint(few.touchpoint), n: missing(few) })),
  };
};
