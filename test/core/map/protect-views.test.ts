import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectionOf } from '../../../core/map/protect.ts';
import { nps, rows, texts } from '../insights/sample.ts';
import { exactly, type Sum } from './row-space-exact.ts';
import {
  type Asked,
  algebra,
  dimensionNames,
  figuresIn,
  type Heard,
  heardIn,
  journey,
  map,
  months,
  partitionsOf,
  places,
  rowsOf,
  scopes,
  segments,
} from './views.ts';

/** Opens every view of some months, and of all of them together, and tells what follows. */
const opened = (heard: readonly Heard[], spans: readonly (readonly number[])[], isScored: boolean) => {
  const question = isScored ? 'nps' : 'netSentiment';
  const history = rowsOf(heard, (n) => (isScored ? nps(n, 0, 0) : texts(n, 0, 0)));
  // Where scores are given, the mail tells those, and what people wrote stands on the sheet alone.
  const scored = isScored
    ? []
    : ['shop', 'delivery'].flatMap((id) => months.flatMap(({ start }) => rows(id, start, [nps(20, 0, 0)])));
  const { sum, n, counted } = algebra(heard);
  const known: Sum[] = [];
  const mailed: Sum[] = [];
  const shown: Asked[] = [];
  for (const span of spans) {
    const periods = span.flatMap((month) => months[month] ?? []);
    const protection = protectionOf({ journey, map, whole: [...history, ...scored], periods });
    for (const asked of figuresIn(span, ['all', ...segments])) {
      const { touchpoints, medium, group } = asked;
      const filter = { ...(medium && { medium }), ...(group !== 'all' && { segment: group }) };
      if (!protection.isShown(question, touchpoints, filter)) continue;
      expect(n(sum(asked))).toBeGreaterThanOrEqual(10);
      known.push(sum(asked));
      shown.push(asked);
    }
    if (span.length > 1) continue;
    for (const touchpoints of [...scopes, ...(isScored ? places.map((id) => [id]) : [['desk']])]) {
      const asked = sum({ touchpoints, medium: undefined, group: 'all', months: span });
      if (n(asked) >= 10) mailed.push(asked);
    }
  }
  return {
    sum,
    n,
    shown,
    isMailed: exactly([...counted, ...mailed]),
    isKnown: exactly([...counted, ...known]),
    isKnownOfMonths: exactly([...counted, ...known.filter((_, index) => shown[index]?.months.length === 1)]),
    mailed,
  };
};

const spansOf = (count: number) => [
  ...Array.from({ length: count }, (_, month) => [month]),
  ...(count > 1 ? [[0, 1, 2]] : []),
];
const others = dimensionNames.map((id) => `${id}=`);

const holds = (heard: readonly Heard[], count: number, isScored: boolean): void => {
  const spans = spansOf(count);
  const { sum, n, shown, isMailed, isKnown, isKnownOfMonths, mailed } = opened(heard, spans, isScored);
  const isFew = (vector: Sum) => n(vector) > 0 && n(vector) < 10 && !isMailed(vector);
  for (const vector of mailed) expect(isKnown(vector)).toBe(true);
  for (const asked of spans.flatMap((span) => figuresIn(span, ['all', ...segments, ...others])))
    if (isFew(sum(asked))) expect(isKnown(sum(asked)), JSON.stringify(asked)).toBe(false);
  for (const asked of shown) {
    const parts = [...partitionsOf(asked), asked.months.map((month) => ({ ...asked, months: [month] }))];
    for (const some of parts) {
      const hidden = some.map(sum).filter((vector) => n(vector) > 0 && !isKnown(vector));
      const [first = []] = hidden;
      const left = first.map((_, column) => hidden.reduce((all, vector) => all + (vector[column] ?? 0), 0));
      // Of several places together the months may tell a sum of few, and a quarter cannot take that back.
      const isOld = asked.months.length > 1 && isKnownOfMonths(left);
      if (hidden.length > 0 && !isOld) expect(isFew(left), JSON.stringify(asked)).toBe(false);
    }
  }
};

describe('whoever opens every view of a period', () => {
  it('cannot work out a figure of fewer than ten answers', () => {
    fc.assert(
      fc.property(heardIn(0, 3), fc.boolean(), (some, isScored) => holds(some, 1, isScored)),
      { numRuns: 300 },
    );
  });

  it('cannot work one out from a quarter and its months', () => {
    fc.assert(
      fc.property(heardIn(0, 2), heardIn(1, 2), heardIn(2, 2), fc.boolean(), (first, second, third, isScored) =>
        holds([...first, ...second, ...third], 3, isScored),
      ),
      { numRuns: 80 },
    );
  });
});
