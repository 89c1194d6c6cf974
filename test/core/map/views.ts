import fc from 'fast-check';
import type { RollupRow } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import type { Medium } from '../../../core/signal.ts';
import { context, rows } from '../insights/sample.ts';
import type { Sum } from './row-space-exact.ts';

/** A shop of three touchpoints, each heard through up to three media by customers of two dimensions. */
export const places = ['shop', 'delivery', 'desk'] as const;
export const channels: readonly Medium[] = ['web', 'app', 'chat'];
const dimensions = { plan: ['prepaid', 'contract'], region: ['north', 'south'] } as const;
export const dimensionNames = ['plan', 'region'] as const;

export const journey = {
  ...context.journey,
  segments: dimensionNames.map((id) => ({
    id,
    name: id,
    attribute: id,
    values: dimensions[id].map((value) => ({ id: value, name: value, is: [value] })),
  })),
  digests: [
    { audience: 'all', recipients: [], cadence: 'monthly' as const, hour: 8, scope: {} },
    { audience: 'help', recipients: [], cadence: 'monthly' as const, hour: 8, scope: { stages: ['help'] } },
  ],
};
export const map = compileMap(journey);
export const months = ['04', '05', '06'].map((month, index) => ({
  start: `2025-${month}-01`,
  end: `2025-0${index + 5}-01`,
}));

/** Who answered at a touchpoint through a medium in a month: one row a dimension, the last number those in no segment. */
export interface Heard {
  readonly month: number;
  readonly touchpoint: string;
  readonly medium: Medium;
  readonly groups: readonly (readonly [number, number, number])[];
}
export const heardIn = (month: number, max: number): fc.Arbitrary<readonly Heard[]> =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max })).chain(([spots, media]) =>
    fc.tuple(
      ...places.slice(0, spots).flatMap((touchpoint) =>
        channels.slice(0, media).map((medium) => {
          const count = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 15 }));
          return fc.tuple(count, count, count, fc.nat(30), fc.nat(30)).map(([a, b, c, first, second]): Heard => {
            const n = a + b + c;
            const [low = 0, high = 0] = [first % (n + 1), second % (n + 1)].toSorted((one, other) => one - other);
            return {
              month,
              touchpoint,
              medium,
              groups: [
                [a, b, c],
                [low, high - low, n - high],
              ],
            };
          });
        }),
      ),
    ),
  );

export const rowsOf = (heard: readonly Heard[], say: (n: number) => RollupRow['tally']): RollupRow[] =>
  heard.flatMap(({ month, touchpoint, medium, groups }) => {
    const day = months[month]?.start ?? '';
    const row = (segment: string, n: number) => (n > 0 ? rows(touchpoint, day, [say(n)], { medium, segment }) : []);
    const all = groups[0]?.reduce((sum, n) => sum + n, 0) ?? 0;
    const named = dimensionNames.flatMap((id, at) =>
      dimensions[id].flatMap((value, index) => row(`${id}=${value}`, groups[at]?.[index] ?? 0)),
    );
    return [...row('all', all), ...named];
  });

/** One figure of some months: where, through which medium, of whom. */
export interface Asked {
  readonly touchpoints: readonly string[];
  readonly medium: Medium | undefined;
  readonly group: string;
  readonly months: readonly number[];
}

/** What a figure is made of: a number for each cell and group, those of both dimensions apart. */
export const algebra = (heard: readonly Heard[]) => {
  const width = heard.length * 6;
  const within = ({ touchpoints, medium, months: some }: Asked) =>
    heard.map(
      (one) =>
        some.includes(one.month) && touchpoints.includes(one.touchpoint) && (medium ?? one.medium) === one.medium,
    );
  const positionsOf = (group: string): readonly number[] => {
    const [id = '', value = ''] = group.split('=');
    const dimension = dimensionNames.indexOf(id as 'plan');
    if (dimension < 0) return [0, 1, 2];
    const at = dimensions[id as 'plan'].indexOf(value as 'prepaid');
    return [dimension * 3 + (at < 0 ? 2 : at)];
  };
  const amounts = heard.flatMap(({ groups }) => groups.flat());
  const sum = (asked: Asked): Sum => {
    const isIn = within(asked);
    const positions = positionsOf(asked.group);
    return Array.from({ length: width }, (_, column) =>
      isIn[Math.floor(column / 6)] === true && positions.includes(column % 6) ? 1 : 0,
    );
  };
  const n = (vector: Sum) => vector.reduce((all, times, column) => all + times * (amounts[column] ?? 0), 0);
  const unit = (column: number): Sum => Array.from({ length: width }, (_, at) => (at === column ? 1 : 0));
  /** Counts are no secret: who is in no group is in none, and both dimensions have the same people. */
  const counted = [
    ...amounts.flatMap((amount, column) => (amount === 0 ? [unit(column)] : [])),
    ...heard.map(
      (_, cell): Sum =>
        Array.from({ length: width }, (__, at) => (Math.floor(at / 6) !== cell ? 0 : at % 6 < 3 ? 1 : -1)),
    ),
  ];
  return { sum, n, counted };
};

export const scopes = [places, ['desk']] as const;
const spots = [...places.map((id) => [id]), places];
export const segments = dimensionNames.flatMap((id) => dimensions[id].map((value) => `${id}=${value}`));

export const figuresIn = (some: readonly number[], groups: readonly string[]): Asked[] =>
  [...spots, ['shop', 'delivery']].flatMap((touchpoints) =>
    [undefined, ...channels].flatMap((medium) => groups.map((group) => ({ touchpoints, medium, group, months: some }))),
  );

/** All ways a figure is the sum of others, for each dimension by its groups, by medium, by touchpoint. */
export const partitionsOf = (asked: Asked): Asked[][] => [
  ...(asked.group === 'all'
    ? dimensionNames.map((id) => [...dimensions[id], ''].map((value) => ({ ...asked, group: `${id}=${value}` })))
    : []),
  ...(asked.medium === undefined ? [channels.map((medium) => ({ ...asked, medium }))] : []),
  asked.touchpoints.map((id) => ({ ...asked, touchpoints: [id] })),
];
