import { describe, expect, it } from 'vitest';
import { compose } from '../../../core/digest/compose.ts';
import type { DigestContent } from '../../../core/digest/content.ts';
import { restated } from '../../../core/digest/restated.ts';
import type { History } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { periodsBefore } from '../../../core/period.ts';
import { mergeAll, type Tally } from '../../../core/store/tally.ts';
import { context, nps, rows, week } from '../insights/sample.ts';
import { badWeek, quietWeek } from './contents.ts';
import { fullWeek } from './contents-full.ts';

const { earlier, later, journey } = context;
const [plan] = journey.digests;
const map = compileMap(journey);
const composed = (history: History): DigestContent => {
  if (plan === undefined) throw new Error('the journey has a digest');
  return compose({
    journey,
    map,
    plan,
    history,
    heartbeats: [],
    later,
    earlier,
    before: periodsBefore(earlier, 'weekly', 11),
  });
};
/** As the ledger keeps it. */
const frozen = (content: DigestContent): DigestContent => JSON.parse(JSON.stringify(content));

const times = (n: number, day: Tally): Tally => mergeAll(Array.from({ length: n }, () => day));
const [glad, cross] = [nps(7, 2, 1), nps(2, 2, 6)];
const before: History = [
  ...rows('desk', earlier.start, week({ n: 20, ...times(2, glad) })),
  ...rows('desk', later.start, week({ n: 20, ...times(2, cross) })),
  ...rows('shop', earlier.start, week({ n: 10, ...glad })),
  ...rows('shop', later.start, week({ n: 10, ...glad })),
];

describe('a digest composed again', () => {
  it.each([
    ['of a quiet week', quietWeek],
    ['of a bad week', badWeek],
    ['with all there can be', fullWeek],
    ['of counts', composed(before)],
  ])('%s has nothing restated when nothing changed since', (_, content) => {
    expect(restated(frozen(content), content)).toEqual([]);
  });

  it('tells what a late answer changed, overall and at its touchpoint, with both counts', () => {
    const late = [...before, ...rows('shop', later.start, [{ n: 6, ...times(1, nps(0, 0, 6)) }])];
    expect(restated(frozen(composed(before)), composed(late))).toEqual([
      { what: 'Signals', was: '210', now: '216' },
      { what: 'Overall NPS', was: '−7 (n 210)', now: '−9 (n 216)' },
      { what: 'shop NPS', was: '+60 (n 70)', now: '+47 (n 76)' },
    ]);
  });

  it('tells what a correction changed in the period before, where the digest compared with it', () => {
    const taken = before.map((row, index) =>
      index === 0 ? { ...row, tally: { ...row.tally, n: 19, 'nps.9': 13 } } : row,
    );
    expect(restated(frozen(composed(before)), composed(taken))).toEqual([
      { what: 'Signals of the week before', was: '210', now: '209' },
      { what: 'Overall NPS of the week before', was: '+60 (n 210)', now: '+60 (n 209)' },
      { what: 'desk NPS of the week before', was: '+60 (n 140)', now: '+60 (n 139)' },
    ]);
  });

  it('tells what would be found no more, and what would be found now', () => {
    const calm = [...before, ...rows('desk', later.start, week({ n: 80, ...times(8, glad) }))];
    const found = composed(before);
    expect(found.findings.map(({ touchpoint }) => touchpoint)).toEqual(['desk']);
    const line = { what: 'desk got worse', was: 'a finding', now: 'no finding' };
    const quiet = { ...composed(before), findings: [] };
    expect(restated(frozen(found), quiet)).toEqual([line]);
    expect(restated(frozen(quiet), found)).toEqual(expect.arrayContaining([{ ...line, was: line.now, now: line.was }]));
    expect(restated(frozen(found), composed(calm))).toContainEqual({
      what: 'desk NPS',
      was: '−40 (n 140)',
      now: '+40 (n 700)',
    });
  });

  it('is not held against findings once the signals they were rechecked by are gone', () => {
    const found = composed(before);
    expect(restated(frozen(found), { ...found, findings: [] }, { withFindings: false })).toEqual([]);
  });

  it('tells response rates and promises, and what is shown no more or only now', () => {
    const { responses: _none, ...silent } = fullWeek;
    const { later: rate } = fullWeek.responses ?? { later: { asked: 0, answered: 0 } };
    expect(restated(frozen(fullWeek), { ...silent, commitments: [] })).toContainEqual(
      expect.objectContaining({ what: 'Surveys answered', now: 'not shown' }),
    );
    const answered = {
      ...fullWeek,
      responses: { later: { ...rate, asked: rate.asked * 2 }, earlier: rate, moved: true },
    };
    expect(restated(frozen(fullWeek), answered)).toContainEqual(
      expect.objectContaining({ what: 'Surveys answered', now: expect.stringContaining(`n ${rate.asked * 2}`) }),
    );
    const [promise, ...others] = fullWeek.commitments;
    if (promise === undefined) throw new Error('a full week has promises');
    const kept = { ...promise.kept, successes: 0 };
    expect(restated(frozen(fullWeek), { ...fullWeek, commitments: [{ ...promise, kept }, ...others] })).toEqual([
      expect.objectContaining({
        what: expect.stringMatching(new RegExp(`^${promise.touchpointName} .*, kept$`)),
        now: expect.stringMatching(/^0\s%/),
      }),
    ]);
    expect(
      restated(frozen({ ...badWeek, touchpoints: [] }), { ...badWeek, touchpoints: fullWeek.touchpoints }),
    ).toContainEqual(expect.objectContaining({ was: 'not shown' }));
  });

  it('compares a renamed touchpoint with what it was, and calls nothing a change that is not printed', () => {
    const found = composed(before);
    const renamed = JSON.parse(
      JSON.stringify(found).replaceAll('"touchpointName":"desk"', '"touchpointName":"counter"'),
    );
    const hair = JSON.parse(JSON.stringify(renamed), (key, value) => (key === 'value' ? value + 0.001 : value));
    expect(restated(frozen(found), hair)).toEqual([]);
  });
});
