import { segmentNamesOf } from '../insights/groups.ts';
import { shownAnswersMin } from '../insights/headline.ts';
import type { History } from '../insights/history.ts';
import { standings } from '../insights/overview.ts';
import type { JourneyMap } from '../journey/map.ts';
import type { Journey } from '../journey/schema.ts';
import { commitmentMetric } from '../metrics/commitment.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import { cadenceOf, type Period } from '../period.ts';
import { everyone } from '../store/keys.ts';
import type { Tally } from '../store/tally.ts';
import { answersOf, type CellTallies, cellsFrom, groupsFrom, talliesOf } from './cell-answers.ts';
import { figuresOf, type PlacedFigure, partitionsOf, vectorOf } from './figures.ts';
import type { Filter } from './filter.ts';
import { isSame, mailedScopes, scoredPlaces, themedPlaces } from './places.ts';
import { RowSpace } from './row-space.ts';
import { isAskable, showOthers, suppressFew } from './suppress.ts';
import { commentsNaming } from './themes.ts';

/** What is counted: answers that a metric is made of, comments that name a theme, cases of a promise's measure. */
export type Question = MetricName | `theme.${string}` | `commitment.${string}`;

/** Which figures of a period may be shown, whatever view somebody opens. */
export interface Protection {
  /** @param touchpoints one, or several whose answers are one figure, such as those of an audience or a stage */
  isShown(question: Question, touchpoints: Iterable<string>, filter?: Filter): boolean;
}

/** What a protection rests on. */
export interface ProtectionInput {
  readonly journey: Journey;
  readonly map: JourneyMap;
  /** Rows of everyone and of every segment, at all touchpoints. */
  readonly whole: History;
  /** The period, or those it is made of when they have sheets of their own, as months do beside their quarter. */
  readonly periods: readonly Period[];
}

/** One of the periods. */
interface Part {
  readonly tallies: CellTallies;
  /** The score by which a mail tells how a touchpoint stands. */
  readonly standing: ReadonlyMap<string, MetricName>;
  /** What those answer for who got a mail of this period. */
  readonly mailed: readonly ReadonlySet<string>[];
}

const isMetric = (question: Question): question is MetricName => question in metrics;

const sizeOf = (question: Question): ((tally: Tally) => number) => {
  if (isMetric(question)) return metrics[question].size;
  const [kind = '', id = ''] = question.split('.');
  return kind === 'commitment' ? commitmentMetric(id).size : commentsNaming(id);
};

/** The overall scores of every audience, and of each touchpoint its promises and the score in its mail's table. */
const isMailed =
  (question: Question, { standing, mailed }: Pick<Part, 'standing' | 'mailed'>) =>
  ({ place: { kind, touchpoints }, medium, group }: PlacedFigure): boolean => {
    if (medium !== undefined || group.kind !== 'everyone') return false;
    const isOverall = isMetric(question) && mailed.some((scope) => isSame(scope, touchpoints));
    if (isOverall || !mailed.some((scope) => [...touchpoints].every((id) => scope.has(id)))) return isOverall;
    if (!isMetric(question)) return kind === 'touchpoint' && question.startsWith('commitment.');
    return touchpoints.size === 1 && [...touchpoints].every((id) => standing.get(id) === question);
  };

/** All that can be known of one question when every view of its period was opened. */
const knownOf = (question: Question, parts: readonly Part[], { journey, map }: ProtectionInput) => {
  const segments = segmentNamesOf(journey);
  const groups = groupsFrom(segments);
  const places = (isMetric(question) ? scoredPlaces : themedPlaces)(journey, map);
  const space = new RowSpace();
  let firstColumn = 0;
  const tables = parts.map(({ tallies, standing, mailed }) => {
    const cells = cellsFrom(tallies, segments, sizeOf(question), firstColumn);
    firstColumn += tallies.length * (1 + segments.length);
    return { cells, standing, mailed, figures: figuresOf(cells, places, groups) };
  });
  const cells = tables.flatMap((table) => table.cells);
  for (const cell of cells) {
    // That everyone is in some segment of a dimension is seen by counting.
    const empty = groups.filter((group) => group.kind === 'rest' && answersOf(cell, group) === 0);
    for (const group of empty) space.learn(vectorOf({ cells: [cell], group }));
  }
  for (const { figures, ...told } of tables) {
    const sent = figures.filter(isAskable).filter(isMailed(question, told));
    // The smallest first: what the large ones hold beyond them is little.
    for (const figure of sent.toReversed()) space.learn(vectorOf(figure));
  }
  const whole = parts.length > 1 ? [figuresOf(cells, places, groups)] : [];
  // Each part before the whole, as if there were none: whoever looks at the part knows of none.
  for (const figures of [...tables.map((table) => table.figures), ...whole]) {
    for (const figure of figures) suppressFew(space, figure, partitionsOf(figure, groups));
    showOthers(space, figures);
  }
  return { cells, groups, space };
};

/**
 * Which figures of a period may be shown, so that none of fewer than ten answers is shown or can be worked out from those
 * which are, on whatever views: of everyone, of each segment, of each medium, of every audience.
 *
 * Statistical disclosure control calls it primary and complementary cell suppression in linked tables (Hundepool et al.,
 * Statistical Disclosure Control, Wiley 2012, chapter 4). Tables are linked by their totals: touchpoint by medium by each
 * dimension of segments, where who is in no segment is the rest. A figure is shown unless, with all shown before it, a
 * small one would follow by adding and subtracting; what follows from figures shown is as good as shown. All is decided
 * from the rows of the period alone, so whoever asks for whatever view learns from the same set.
 *
 * What it does not hold against: what mails told already, that a score at the end of its scale tells each answer it is made
 * of, differences of periods that overlap otherwise than a period and its parts, and sums of few over places that no view
 * puts together.
 *
 * @param input.periods one, or all parts of one: those are decided first, because they have sheets and mails of their own
 */
export const protectionOf = (input: ProtectionInput): Protection => {
  const { journey, map, whole, periods } = input;
  const scope = map.scope({ scope: {} });
  const parts = periods.map((period) => ({
    tallies: talliesOf(whole, period),
    mailed: mailedScopes(journey, map, cadenceOf(period)),
    standing: new Map(
      standings(whole, { earlier: { ...period, end: period.start }, later: period, journey, scope }).map((line) => [
        line.touchpoint,
        line.metric,
      ]),
    ),
  }));
  const known = new Map<Question, ReturnType<typeof knownOf>>();
  return {
    isShown(question, touchpoints, { segment = everyone, medium } = {}) {
      const { cells, groups, space } = known.get(question) ?? knownOf(question, parts, input);
      known.set(question, { cells, groups, space });
      const group = groups.find(({ key }) => key === segment);
      if (group === undefined || group.kind === 'rest') return false;
      const ids = new Set(touchpoints);
      const own = cells.filter((cell) => ids.has(cell.touchpoint) && (medium === undefined || cell.medium === medium));
      const n = own.reduce((sum, cell) => sum + answersOf(cell, group), 0);
      return n >= shownAnswersMin && space.unknown(vectorOf({ cells: own, group })).size === 0;
    },
  };
};
