import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mainScore } from '../../../core/insights/change.ts';
import { shownAnswersMin } from '../../../core/insights/headline.ts';
import type { RollupRow } from '../../../core/insights/history.ts';
import { type CountedCell, countCells, showable } from '../../../core/map/cells.ts';
import { type MetricName, metrics } from '../../../core/metrics/registry.ts';
import type { Medium } from '../../../core/signal.ts';
import { mergeAll } from '../../../core/store/tally.ts';
import { context, nps, rows, texts } from '../insights/sample.ts';

const places = ['shop', 'delivery', 'desk'];
const channels: readonly Medium[] = ['web', 'app', 'chat'];
const scopes = [context.scope, new Set(['desk']), new Set(['shop', 'delivery'])];

const rowIn = (touchpoint: string, medium: Medium, promoters: number, glad: number): RollupRow[] =>
  rows(touchpoint, context.later.start, [mergeAll([nps(promoters, 0, 0), texts(glad, 0, 0)])], { medium });

/** Whether a sum of unknowns follows from sums that are known: Gaussian elimination, all in fractions of small counts. */
const follows = (known: readonly (readonly number[])[], target: readonly number[]): boolean => {
  const left = known.map((row) => [...row]);
  const rest = [...target];
  for (let column = 0; column < target.length; column += 1) {
    const pivot = left.findIndex((row) => Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    const [row = []] = left.splice(pivot, 1);
    for (const other of [...left, rest]) {
      const factor = (other[column] ?? 0) / (row[column] ?? 1);
      for (let index = 0; index < row.length; index += 1)
        other[index] = (other[index] ?? 0) - factor * (row[index] ?? 0);
    }
  }
  return rest.every((value) => Math.abs(value) < 1e-9);
};

describe('the scores of cells', () => {
  const small = fc.integer({ min: 0, max: 14 });
  const counts = fc.array(fc.tuple(small, small), { minLength: 9, maxLength: 9 });

  it('never let those of fewer than ten answers be worked out from what the sheet adds to the mail', () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const history = numbers.flatMap(([promoters, glad], index) =>
          rowIn(places[Math.floor(index / 3)] ?? '', channels[index % 3] ?? 'web', promoters, glad),
        );
        const cells = countCells(history, context);
        const { withheld, felt, tallies } = showable(cells, scopes);
        for (const name of ['nps', 'netSentiment'] as const satisfies readonly MetricName[]) {
          const sizeOf = (cell: CountedCell) => metrics[name].size(cell.tally);
          // Of a cell without answers everything is known: the count says so.
          const asked = cells.filter((cell) => sizeOf(cell) > 0);
          const row = (isIn: (cell: CountedCell) => boolean) => asked.map((cell) => (isIn(cell) ? 1 : 0));
          const sum = (some: readonly CountedCell[]) => some.reduce((all, cell) => all + sizeOf(cell), 0);
          const within =
            (scope: ReadonlySet<string>) =>
            ({ touchpoint }: CountedCell) =>
              scope.has(touchpoint);
          const overall = scopes.filter((scope) => sum(asked.filter(within(scope))) >= shownAnswersMin);
          const rowOf = (id: string) => row(within(new Set([id])));
          const lines = places.filter((id) => {
            const tally = tallies.get(id) ?? {};
            return name === 'nps' && mainScore(tally) === name && metrics[name].size(tally) >= shownAnswersMin;
          });
          const curve = places.filter((id) => name === 'netSentiment' && felt.has(id));
          const shown = asked.filter((cell) => cell.score?.metric === name && !withheld.has(cell));
          const mailed = [...overall.map((scope) => row(within(scope))), ...lines.map(rowOf)];
          const known = [...mailed, ...curve.map(rowOf), ...shown.map((one) => row((cell) => cell === one))];
          for (const hidden of asked.filter((cell) => sizeOf(cell) < shownAnswersMin)) {
            const target = row((cell) => cell === hidden);
            // What the mail gives away between its overall scores and its table, no sheet can take back.
            if (!follows(mailed, target)) expect(follows(known, target)).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('withhold the smallest of a touchpoint’s where its total would tell on a smaller one', () => {
    const history = [...rowIn('shop', 'web', 40, 0), ...rowIn('shop', 'app', 12, 0), ...rowIn('shop', 'chat', 3, 0)];
    const cells = countCells(history, context);
    const { withheld } = showable(cells, [context.scope]);
    expect([...withheld].map(({ medium }) => medium)).toEqual(['app']);
  });

  it('withhold nothing where nothing is hidden, or as much as may be shown', () => {
    for (const few of [[], [...rowIn('shop', 'chat', 6, 0), ...rowIn('shop', 'app', 6, 0)]]) {
      const cells = countCells([...rowIn('shop', 'web', 40, 0), ...few], context);
      expect(showable(cells, [context.scope]).withheld.size).toBe(0);
    }
  });
});
