import { stringify } from 'csv-stringify/browser/esm/sync';
import { plain } from '../../core/digest/plain.ts';
import { mediumNames } from '../../core/journey/media.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import { lastDayOf } from '../sheet/days.ts';

/**
 * The columns are called the same in every language, so that a formula written for one period's file fits the next one's,
 * whoever saved it.
 */
const columns = [
  'organisation',
  'first_day',
  'last_day',
  'compared_first_day',
  'compared_last_day',
  'segment',
  'stage',
  'touchpoint',
  'touchpoint_name',
  'moment_of_truth',
  'medium',
  'medium_name',
  'signals',
  'answers',
  'metric',
  'score',
  'low',
  'high',
  'score_answers',
  'change',
  'withheld',
] as const;

type Row = Readonly<Record<(typeof columns)[number], string | number | undefined>>;

/** More digits would claim a precision that the range denies. */
const rounded = (x: number): number => Number(x.toFixed(2));

const rowsOf = ({ sheet, asked }: MapAnswer): Row[] =>
  sheet.stages.flatMap((stage) =>
    stage.touchpoints.flatMap((touchpoint) =>
      touchpoint.cells.map(({ medium, signals, answers, score, withheld, mark }): Row => {
        const reading = score?.reading;
        return {
          organisation: plain(sheet.organisation),
          first_day: sheet.period.start,
          last_day: lastDayOf(sheet.period),
          compared_first_day: sheet.previous.start,
          compared_last_day: lastDayOf(sheet.previous),
          segment: asked.segment,
          stage: plain(stage.name),
          touchpoint: touchpoint.id,
          touchpoint_name: plain(touchpoint.name),
          moment_of_truth: touchpoint.isMomentOfTruth ? 'yes' : 'no',
          medium,
          medium_name: mediumNames[medium][sheet.locale],
          signals,
          answers,
          metric: score?.metric,
          score: reading && rounded(reading.value),
          low: reading && rounded(reading.interval.low),
          high: reading && rounded(reading.interval.high),
          score_answers: reading?.n,
          change: mark,
          withheld: withheld ? 'yes' : 'no',
        };
      }),
    ),
  );

/**
 * The sheet's cells as one table for a spreadsheet, a line each. It has what is shown and nothing else: a score that the
 * sheet withholds never left the server.
 *
 * Comma and decimal point whatever the language (RFC 4180): which ones a spreadsheet expects depends on its own settings,
 * and no language tells them. The mark at the beginning makes Excel read UTF-8.
 *
 * A name that begins like a formula is told from one by an apostrophe: it comes from a file many people edit.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvOf = (answer: MapAnswer): string =>
  stringify(rowsOf(answer), {
    bom: true,
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
