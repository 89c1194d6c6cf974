import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { type DayRead, panelOf } from '../../../core/insights/panel.ts';
import { type Answer, recheck } from '../../../core/insights/recheck.ts';
import { finding } from './sample.ts';

interface Said {
  readonly place: string;
  readonly day: number;
}

/** Days of the answers as an index lists them, of which the first `max` were read. */
const readFirst = (said: readonly Said[], max: number): DayRead<Said>[] =>
  [0, 1, 2].map((day) => {
    const all = said.filter((one) => one.day === day).toSorted((a, b) => (a.place < b.place ? -1 : 1));
    const found = all.slice(0, max).map((answer) => ({ place: answer.place, answer }));
    const until = found.at(-1)?.place;
    return { found, ...(all.length > max && until !== undefined && { until }) };
  });
const sorted = (said: readonly Said[]) => said.map(({ place, day }) => `${place} ${day}`).sort();
const anySaid = fc.array(
  fc.record({
    place: fc.stringMatching(/^[0-9a-f]{4}$/),
    day: fc.nat({ max: 2 }),
    times: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 60 },
);

describe('a panel', () => {
  it('is everybody when all days were read', () => {
    fc.assert(
      fc.property(anySaid, (said) => {
        const { answers, share } = panelOf(readFirst(said, Infinity));
        expect([sorted(answers), share]).toEqual([sorted(said), 1]);
      }),
    );
  });

  it('has of each customer all they said on all days, or nothing, and never more than was read', () => {
    fc.assert(
      fc.property(anySaid, fc.integer({ min: 1, max: 20 }), (drawn, max) => {
        const said = drawn.flatMap(({ times, ...one }) => Array.from({ length: times }, () => one));
        const days = readFirst(said, max);
        const { answers } = panelOf(days);
        const chosen = new Set(answers.map(({ place }) => place));
        expect(sorted(answers)).toEqual(sorted(said.filter(({ place }) => chosen.has(place))));
        for (const day of [0, 1, 2]) expect(answers.filter((one) => one.day === day).length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('says of what share of the customers it is by where their order was left', () => {
    const day = (...places: string[]) => ({ found: places.map((place) => ({ place, answer: place })) });
    expect(
      panelOf([
        { ...day('10', '7f', '80'), until: '80' },
        { ...day('20', 'c0'), until: 'c0' },
      ]),
    ).toEqual({
      answers: ['10', '7f', '20'],
      share: 0.5,
    });
    expect(panelOf([{ ...day('00'), until: '00' }, day('20')])).toEqual({ answers: [], share: 0 });
  });
});

/** Whoever answers at the desk in a week: places and ids are one here, and nobody's day matters. */
interface Week {
  readonly aDay: number;
  /** Of a hundred of those who answer once, so many are glad. */
  readonly gladPercent: number;
  /** How many answer `times` a day, crossly. */
  readonly busy?: { readonly people: number; readonly times: number };
}

const weekOf = ({ aDay, gladPercent, busy = { people: 0, times: 0 } }: Week, next: () => number, max: number) => {
  const place = () =>
    Math.floor(next() * 16 ** 8)
      .toString(16)
      .padStart(8, '0');
  const said = (customer: string, nps: number) => ({ place: customer, answer: { customer, scores: { nps } } });
  const loud = Array.from({ length: busy.people }, place);
  const days = Array.from({ length: 7 }, (_, day): DayRead<Answer> => {
    const once = Array.from({ length: aDay }, () => said(place(), 100 * next() < gladPercent ? 9 : 3));
    const often = loud.flatMap((customer) => Array.from({ length: busy.times }, () => said(customer, 0)));
    const all = [...once, ...often].toSorted((a, b) => (a.place < b.place ? -1 : 1));
    const found = all
      .slice(0, max)
      .map(({ place, answer }, index) => ({ place, answer: { ...answer, at: `${day}#${index}` } }));
    const until = found.at(-1)?.place;
    return { found, ...(all.length > max && until !== undefined && { until }) };
  });
  return panelOf(days);
};

const drop = finding('desk', { metric: 'nps', difference: -20, days: { inflation: 3, degreesOfFreedom: 30 } });
const pairs = 50;
/** Of so many pairs of weeks, how many rechecks of a drop it survives, and of what share of the customers. */
const recheckAll = (earlier: Week, later: Week, max: number) => {
  let survivors = 0;
  let share = 0;
  for (let seed = 1; seed <= pairs; seed += 1) {
    const generator = xoroshiro128plus(seed);
    const next = () => uniformFloat64(generator);
    const panels = { earlier: weekOf(earlier, next, max), later: weekOf(later, next, max) };
    if (recheck(drop, panels)) survivors += 1;
    share += panels.later.share / pairs;
  }
  return { survivors, share };
};

describe('a recheck of a panel', () => {
  const before = { aDay: 200, gladPercent: 60 };

  it('lets a drop of many stand', () => {
    const { survivors, share } = recheckAll(before, { aDay: 200, gladPercent: 40 }, 60);
    expect(share).toBeCloseTo(0.26, 1);
    expect(survivors).toBeGreaterThan(46);
  });

  it('lets none stand that a few made who answer all the time, wherever the order has these', () => {
    // Two of five later answers are of five customers: NPS fell from 20 by nearly 50.
    const loud = { ...before, busy: { people: 5, times: 28 } };
    const { survivors, share } = recheckAll(before, loud, 100);
    expect(share).toBeLessThan(0.4);
    // Chance alone lets one of forty pass.
    expect(survivors).toBeLessThanOrEqual(3);
    expect(recheckAll(before, loud, Infinity).survivors).toBeLessThanOrEqual(3);
  });
});
