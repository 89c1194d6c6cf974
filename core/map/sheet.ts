import type { DigestInput } from '../digest/compose.ts';
import type { DigestContent, DigestFinding } from '../digest/content.ts';
import { type Names, namesIn } from '../digest/names.ts';
import { reading } from '../insights/compare.ts';
import { mediumDimension } from '../insights/groups.ts';
import { type Context, type History, rowsWithin } from '../insights/history.ts';
import { spreadOf } from '../insights/spread.ts';
import { nameIn } from '../journey/map.ts';
import type { Journey } from '../journey/schema.ts';
import { metrics } from '../metrics/registry.ts';
import { type Medium, media } from '../signal.ts';
import { mergeAll } from '../store/tally.ts';
import { answersIn, type CountedCell, countCells } from './cells.ts';
import type { Cell, Sheet, Stage, Touchpoint } from './schema.ts';
import { mostSpoken } from './themes.ts';
import { type IsShown, isSentWhole, shownOf, type ViewInput, withhold } from './withhold.ts';

/** What a sheet is made from, beside the digest of the same period and audience. */
export interface SheetInput extends ViewInput, Pick<DigestInput, 'heartbeats'> {}

type JourneyStage = Journey['journeys'][number]['stages'][number];

/** Everything the stages share. */
interface Ground {
  readonly content: DigestContent;
  readonly input: SheetInput;
  readonly context: Context;
  readonly names: Names;
  readonly cells: readonly CountedCell[];
  readonly isShown: IsShown;
}

/** The media a change was felt in: all, unless the digest says that it was mainly some. */
const feltIn = (finding: DigestFinding, history: History, context: Context): ReadonlySet<string> => {
  const felt = spreadOf(finding, history, context, finding.days);
  const isLocal = felt?.kind === 'local' && felt.dimension === mediumDimension;
  return new Set(isLocal ? felt.groups : media);
};

const touchpointOf = (
  { id, media: declared }: JourneyStage['touchpoints'][number],
  { content, input, context, names, cells, isShown }: Ground,
): Touchpoint => {
  const finding = content.findings.find(({ touchpoint }) => touchpoint === id);
  const isPromiseMissed = content.commitments.some(
    ({ touchpoint, verdict }) => touchpoint === id && verdict === 'missed',
  );
  const marked = finding && feltIn(finding, input.history, context);
  const own = new Map(cells.filter(({ touchpoint }) => touchpoint === id).map((cell) => [cell.medium, cell]));
  const asked = input.filter?.medium;
  const cellIn = (medium: Medium): Cell => {
    const cell = own.get(medium);
    if (cell === undefined) return { medium, signals: 0, answers: 0 };
    const { tally, score } = cell;
    const isWithheld = score !== undefined && !isShown(score.metric, [id], medium);
    return {
      medium,
      signals: tally.n ?? 0,
      answers: answersIn(tally),
      ...(score && !isWithheld && { score: { metric: score.metric, reading: score.later } }),
      ...(isWithheld && { withheld: true as const }),
      ...(finding && marked?.has(medium) && { mark: finding.direction }),
    };
  };
  const tally = mergeAll([...own.values()].map((cell) => cell.tally));
  const felt = isShown('netSentiment', [id]) ? reading(metrics.netSentiment, tally) : undefined;
  const { touchpointName, isMomentOfTruth } = names.place(id);
  return {
    id,
    name: touchpointName,
    isMomentOfTruth,
    ...(finding && { mark: finding.direction }),
    ...(isPromiseMissed && { isPromiseMissed: true as const }),
    ...(felt && { felt }),
    cells: media
      .filter((medium) => own.has(medium) || (declared.includes(medium) && (asked ?? medium) === medium))
      .map(cellIn),
  };
};

/** Sources whose signals land in a stage unless they name another place themselves. */
const listeningPosts = (ids: ReadonlySet<string>, { content, input }: Ground): Stage['sources'] =>
  input.journey.sources
    .filter(({ active, medium }) => active && (input.filter?.medium ?? medium) === medium)
    .filter(({ defaultTouchpoint, routing }) =>
      [defaultTouchpoint, ...routing.map(({ touchpoint }) => touchpoint)].some((id) => ids.has(id)),
    )
    .map(({ id, medium }) => {
      const isSilent = content.silent.some(({ source }) => source === id);
      const isHeard = input.heartbeats.some(({ source }) => source === id);
      return { id, medium, state: isSilent ? 'silent' : isHeard ? 'heard' : 'unheard' };
    });

/** Where no source lands by itself, signals may still be heard: those that name their touchpoint themselves. */
const namedSignals = (ids: ReadonlySet<string>, { content, input }: Ground): Pick<Stage, 'named'> => {
  const { filter, history, whole = history } = input;
  const isHeard = whole.some(
    ({ touchpoint, day, medium }) =>
      ids.has(touchpoint) && day < content.period.end && (filter?.medium ?? medium) === medium,
  );
  return isHeard ? { named: true } : {};
};

const stageOf = (stage: JourneyStage, ground: Ground): Stage[] => {
  const { cells, context, content, input, names, isShown } = ground;
  const touchpoints = stage.touchpoints.filter(({ id }) => context.scope.has(id));
  if (touchpoints.length === 0) return [];
  const ids = new Set(touchpoints.map(({ id }) => id));
  const tally = mergeAll(cells.filter(({ touchpoint }) => ids.has(touchpoint)).map((cell) => cell.tally));
  const sources = listeningPosts(ids, ground);
  const themes = input.journey.themes.filter(({ id }) => isShown(`theme.${id}`, ids));
  return [
    {
      id: stage.id,
      name: nameIn(stage.name, content.locale),
      ...(stage.goal !== undefined && { goal: nameIn(stage.goal, content.locale) }),
      touchpoints: touchpoints.map((touchpoint) => touchpointOf(touchpoint, ground)),
      sources,
      ...(sources.length === 0 && namedSignals(ids, ground)),
      themes: mostSpoken(tally, themes).map(({ id, comments, polarity }) => ({
        name: names.theme(id),
        comments,
        polarity,
      })),
    },
  ];
};

const outcomesOf = (history: History, { earlier, later, scope }: Context): Pick<Sheet, 'outcomes'> => {
  const [before, after] = [earlier, later].map((period) =>
    mergeAll(rowsWithin(history, period, scope).map(({ tally }) => tally)),
  );
  const isSignalled = [before, after].some((tally) =>
    Object.keys(tally ?? {}).some((field) => /^outcome\./.test(field)),
  );
  const count = (tally = before) => ({
    gained: tally?.['outcome.purchase.n'] ?? 0,
    lost: tally?.['outcome.churn.n'] ?? 0,
  });
  return isSignalled ? { outcomes: { later: count(after), earlier: count(before) } } : {};
};

/**
 * The day listening began, where it began within the period: nobody was heard in the period before either.
 *
 * Heartbeats always go back that far, and are of days of UTC; rows have the organisation's own day and sources of old.
 */
const listeningSince = ({ period }: DigestContent, { history, whole = history, heartbeats }: SheetInput) => {
  const firstDay = whole.reduce((first, { day }) => (day < first ? day : first), period.end);
  const isWithin = firstDay > period.start && firstDay < period.end;
  return isWithin && heartbeats.every(({ day }) => day >= period.start) ? { listeningSince: firstDay } : {};
};

/**
 * The customer listening path of one period on one sheet.
 *
 * It takes what the digest of that period says (concluded or not) and lays it along the journey: overall scores, what
 * changed and which source is silent are the mail's own objects, never worked out a second time. What is added are scores
 * by touchpoint and medium, counted from the same rows by the same metrics, as far as they may be shown.
 *
 * @param told the digest of whom the sheet is of
 * @param input what that digest was composed from
 * @param shown what it may show, for whoever has worked that out
 */
export const sheetOf = (told: DigestContent, input: SheetInput, shown = shownOf(input, told)): Sheet => {
  const { journey, map, plan, history, filter = {} } = input;
  const content = withhold(told, input, shown);
  const context: Context = { earlier: content.previous, later: content.period, journey, scope: map.scope(plan) };
  const ground: Ground = {
    content,
    input,
    context,
    names: namesIn(journey, map, content.locale),
    cells: countCells(history, context),
    isShown: shown.later,
  };
  return {
    organisation: content.organisation,
    locale: content.locale,
    timeZone: content.timeZone,
    period: content.period,
    previous: content.previous,
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(isSentWhole(told, input) && { isMailed: true as const }),
    ...listeningSince(content, input),
    signals: content.signals,
    headlines: content.headlines,
    tested: content.tested,
    ...outcomesOf(history, context),
    stages: journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stageOf(stage, ground))),
  };
};
