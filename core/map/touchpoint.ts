import type { DigestContent } from '../digest/content.ts';
import { figuresIn } from '../digest/figures.ts';
import { namesIn } from '../digest/names.ts';
import { voiceOf } from '../digest/voice.ts';
import { rowsWithin } from '../insights/history.ts';
import { scoreNames } from '../signal.ts';
import { mergeAll } from '../store/tally.ts';
import type { TouchpointAnswer } from './api.ts';
import type { Sheet } from './schema.ts';
import type { SheetInput } from './sheet.ts';
import { spoken } from './themes.ts';
import { distributionOf, feelingsOf, measuresOf } from './touchpoint-figures.ts';
import { type SeriesGround, scoreOf, seriesOf } from './touchpoint-series.ts';
import { promisesOf, statementsOf } from './touchpoint-words.ts';
import { isMailed, shownOf, withhold } from './withhold.ts';

/** What a touchpoint is told from: what its sheet was made of, that sheet, and the periods of its series. */
interface Ground extends Pick<SeriesGround, 'periods'> {
  readonly content: DigestContent;
  readonly sheet: Sheet;
  readonly input: SheetInput;
  /** Where journey.yaml defines the touchpoint, where that is known. */
  readonly definition?: TouchpointAnswer['definition'];
}

/**
 * All there is to know of one touchpoint in one period.
 *
 * Its statements, promises and score are the digest's own and its cells the sheet's. What is counted besides is held to
 * the same protection as those, so that nothing that a sheet withholds follows from what stands here.
 *
 * @param shown what this view may show; worked out when it is not given
 * @returns undefined when the sheet has no such touchpoint
 */
export const touchpointOf = (
  id: string,
  { content: told, sheet, input, periods, definition }: Ground,
  shown = shownOf(input, told),
): TouchpointAnswer | undefined => {
  const { journey, map } = input;
  const touchpoint = sheet.stages.flatMap(({ touchpoints }) => touchpoints).find((one) => one.id === id);
  const placed = map.touchpoint(id);
  if (touchpoint === undefined || placed === undefined) return undefined;

  const content = withhold(told, input, shown);
  const here: SeriesGround = { id, content, input, periods, shown };
  const scope = new Set([id]);
  const [tally, before] = [content.period, content.previous].map((period) =>
    mergeAll(rowsWithin(input.history, period, scope).map((row) => row.tally)),
  );
  const counted = tally ?? {};
  const themes = journey.themes.filter((theme) => shown.later(`theme.${theme.id}`, scope));
  const names = namesIn(journey, map, content.locale);
  const { stageName, ownerName, ownerEmail } = names.place(id);
  const voice = voiceOf(content);

  return {
    locale: content.locale,
    id,
    name: touchpoint.name,
    stageName,
    kind: placed.kind,
    owner: { name: voice.name(ownerName), email: voice.address(ownerEmail) },
    period: content.period,
    previous: content.previous,
    signals: { later: counted.n ?? 0, earlier: before?.n ?? 0 },
    statements: statementsOf(id, content),
    promises: promisesOf(id, content),
    series: seriesOf(here),
    ...scoreOf(here),
    distributions: scoreNames.filter((name) => shown.later(name, scope)).map((name) => distributionOf(name, counted)),
    ...(touchpoint.felt && { feelings: feelingsOf(counted) }),
    themes: spoken(counted, themes).map((theme) => ({ ...theme, name: names.theme(theme.id) })),
    // Medians are protected by nothing but their number: of a part of the customers they are not told.
    measures: isMailed(input, content) ? measuresOf(counted, figuresIn(content.locale)) : [],
    cells: touchpoint.cells,
    ...(definition && { definition }),
  };
};
