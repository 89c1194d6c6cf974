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
import { answersIn, type CountedCell, countCells, showable } from './cells.ts';
import type { Cell, Sheet, Stage, Touchpoint } from './schema.ts';
import { mostSpoken } from './themes.ts';

/** What a sheet is made from, beside the digest of the same period and audience. */
export type SheetInput = Pick<DigestInput, 'journey' | 'map' | 'plan' | 'history' | 'heartbeats'>;

type JourneyStage = Journey['journeys'][number]['stages'][number];

/** Everything the stages share. */
interface Ground {
  readonly content: DigestContent;
  readonly input: SheetInput;
  readonly context: Context;
  readonly names: Names;
  readonly cells: readonly CountedCell[];
  readonly shown: ReturnType<typeof showable>;
}

/** The media a change was felt in: all, unless the digest says that it was mainly some. */
const feltIn = (finding: DigestFinding, history: History, context: Context): ReadonlySet<string> => {
  const felt = spreadOf(finding, history, context, finding.days);
  const isLocal = felt?.kind === 'local' && felt.dimension === mediumDimension;
  return new Set(isLocal ? felt.groups : media);
};

const touchpointOf = (
  { id, media: declared }: JourneyStage['touchpoints'][number],
  { content, input, context, names, cells, shown }: Ground,
): Touchpoint => {
  const finding = content.findings.find(({ touchpoint }) => touchpoint === id);
  const marked = finding && feltIn(finding, input.history, context);
  const own = new Map(cells.filter(({ touchpoint }) => touchpoint === id).map((cell) => [cell.medium, cell]));
  const cellIn = (medium: Medium): Cell => {
    const cell = own.get(medium);
    if (cell === undefined) return { medium, signals: 0, answers: 0 };
    const { tally, score } = cell;
    const isWithheld = shown.withheld.has(cell);
    return {
      medium,
      signals: tally.n ?? 0,
      answers: answersIn(tally),
      ...(score && !isWithheld && { score: { metric: score.metric, reading: score.later } }),
      ...(isWithheld && { withheld: true as const }),
      ...(finding && marked?.has(medium) && { mark: finding.direction }),
    };
  };
  const felt = shown.felt.has(id) ? reading(metrics.netSentiment, shown.tallies.get(id) ?? {}) : undefined;
  const { touchpointName, isMomentOfTruth } = names.place(id);
  return {
    id,
    name: touchpointName,
    isMomentOfTruth,
    ...(finding && { mark: finding.direction }),
    ...(felt && { felt }),
    cells: media.filter((medium) => own.has(medium) || declared.includes(medium)).map(cellIn),
  };
};

/** Sources whose signals land in a stage unless they name another place themselves. */
const listeningPosts = (ids: ReadonlySet<string>, { content, input }: Ground): Stage['sources'] =>
  input.journey.sources
    .filter(({ active }) => active)
    .filter(({ defaultTouchpoint, routing }) =>
      [defaultTouchpoint, ...routing.map(({ touchpoint }) => touchpoint)].some((id) => ids.has(id)),
    )
    .map(({ id, medium }) => {
      const isSilent = content.silent.some(({ source }) => source === id);
      const isHeard = input.heartbeats.some(({ source }) => source === id);
      return { id, medium, state: isSilent ? 'silent' : isHeard ? 'heard' : 'unheard' };
    });

const stageOf = (stage: JourneyStage, ground: Ground): Stage[] => {
  const { context, content, input, names, shown } = ground;
  const touchpoints = stage.touchpoints.filter(({ id }) => context.scope.has(id));
  if (touchpoints.length === 0) return [];
  const ids = new Set(touchpoints.map(({ id }) => id));
  const tally = mergeAll([...ids].map((id) => shown.tallies.get(id) ?? {}));
  return [
    {
      id: stage.id,
      name: nameIn(stage.name, content.locale),
      ...(stage.goal !== undefined && { goal: nameIn(stage.goal, content.locale) }),
      touchpoints: touchpoints.map((touchpoint) => touchpointOf(touchpoint, ground)),
      sources: listeningPosts(ids, ground),
      themes: mostSpoken(tally, input.journey.themes).map(({ id, comments, polarity }) => ({
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
 * The customer listening path of one period on one sheet.
 *
 * It takes what the digest of that period says (concluded or not) and lays it along the journey: overall scores, what
 * changed and which source is silent are the mail's own objects, never worked out a second time. What is added are scores
 * by touchpoint and medium, counted from the same rows by the same metrics.
 *
 * @param content the digest of the audience whose sheet this is
 * @param input what that digest was composed from
 */
export const sheetOf = (content: DigestContent, input: SheetInput): Sheet => {
  const { journey, map, plan, history } = input;
  const context: Context = { earlier: content.previous, later: content.period, journey, scope: map.scope(plan) };
  const cells = countCells(history, context);
  const audiences = [plan, ...journey.digests].map((one) => map.scope(one));
  const ground: Ground = {
    content,
    input,
    context,
    names: namesIn(journey, map, content.locale),
    cells,
    shown: showable(cells, audiences),
  };
  return {
    organisation: content.organisation,
    locale: content.locale,
    timeZone: content.timeZone,
    period: content.period,
    previous: content.previous,
    signals: content.signals,
    headlines: content.headlines,
    tested: content.tested,
    ...outcomesOf(history, context),
    stages: journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stageOf(stage, ground))),
  };
};
