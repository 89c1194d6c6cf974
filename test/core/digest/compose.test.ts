import { describe, expect, it } from 'vitest';
import { compose } from '../../../core/digest/compose.ts';
import type { DigestContent } from '../../../core/digest/content.ts';
import type { History } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { Journey } from '../../../core/journey/schema.ts';
import { daysOf, periodsBefore } from '../../../core/period.ts';
import { merge, mergeAll, type Tally } from '../../../core/store/tally.ts';
import { context, nps, rows, texts, week, weekByPlan } from '../insights/sample.ts';

const { earlier, later } = context;
const before = periodsBefore(earlier, 'weekly', 11);
const [survey] = context.journey.sources;

/** The sample journey with every name in two languages: "desk" becomes "the desk" and "el desk". */
const bilingual = (journey: unknown): Journey =>
  JSON.parse(JSON.stringify(journey), (key, value) =>
    key === 'name' && typeof value === 'string' ? { en: `the ${value}`, es: `el ${value}` } : value,
  );
const journey = Journey.parse({
  ...bilingual(context.journey),
  organisation: context.journey.organisation,
  sources: [
    survey,
    { ...survey, id: 'calls', channel: 'twilio', medium: 'phone', defaultTouchpoint: 'desk' },
    { ...survey, id: 'mails', routing: [{ touchpoint: 'desk', keywords: ['help'] }] },
  ],
  digests: [
    { audience: 'all', recipients: ['boss@shop.example'], cadence: 'weekly', hour: 8 },
    {
      audience: 'care-team',
      recipients: ['care@shop.example'],
      cadence: 'weekly',
      hour: 8,
      locale: 'es',
      scope: { stages: ['help'] },
    },
  ],
});

const times = (n: number, day: Tally): Tally => mergeAll(Array.from({ length: n }, () => day));
/** Ten glad customers, NPS +60, and ten cross ones, −40. */
const [glad, cross] = [nps(7, 2, 1), nps(2, 2, 6)];

/** Everybody at the desk is crosser than the week before, and the waiting is why. */
const worse = [
  ...weekByPlan('desk', earlier.start, {
    prepaid: merge({ n: 20, ...times(2, glad) }, texts(10, 4, 2)),
    contract: merge({ n: 20, ...times(2, glad) }, texts(10, 4, 2)),
  }),
  ...weekByPlan('desk', later.start, {
    prepaid: merge({ n: 20, ...times(2, cross) }, { ...texts(2, 4, 10), 'theme.waiting.negative.detractor': 9 }),
    contract: merge({ n: 20, ...times(2, cross) }, { ...texts(2, 4, 10), 'theme.waiting.negative.detractor': 9 }),
  }),
];
/** At the shop, only more of the glad answer. */
const seemsBetter = [
  ...weekByPlan('shop', earlier.start, { prepaid: { n: 10, ...glad }, contract: { n: 30, ...times(3, cross) } }),
  ...weekByPlan('shop', later.start, { prepaid: { n: 30, ...times(3, glad) }, contract: { n: 10, ...cross } }),
];

const digest = (
  history: History,
  audience = 'all',
  other: Partial<Parameters<typeof compose>[0]> = {},
): DigestContent => {
  const plan = (other.journey ?? journey).digests.find((one) => one.audience === audience);
  if (plan === undefined) throw new Error(`no audience ${audience}`);
  const map = compileMap(other.journey ?? journey);
  return compose({ journey, map, plan, history, heartbeats: [], later, earlier, before, ...other });
};

describe('composing a digest', () => {
  const content = digest([...worse, ...seemsBetter]);
  const spanish = digest(worse, 'care-team');

  it('tells a finding with its place, its reason and who felt it', () => {
    expect(content.findings).toMatchObject([
      {
        touchpoint: 'desk',
        metric: 'nps',
        direction: 'worse',
        difference: -100,
        touchpointName: 'the desk',
        stageName: 'the Help',
        ownerName: 'the care',
        ownerEmail: 'care@shop.example',
        isMomentOfTruth: false,
        also: [{ metric: 'netSentiment' }],
        reason: {
          themeName: 'the waiting',
          later: { successes: 126, trials: 224 },
          earlier: { successes: 0, trials: 224 },
        },
        spread: { kind: 'everywhere', dimensionName: 'the Plan', groupNames: ['the prepaid', 'the contract'] },
      },
    ]);
  });

  it('says every name in the audience’s language', () => {
    expect(spanish.locale).toBe('es');
    expect(spanish.findings).toMatchObject([
      {
        touchpointName: 'el desk',
        stageName: 'el Help',
        ownerName: 'el care',
        reason: { themeName: 'el waiting' },
        spread: { dimensionName: 'el Plan', groupNames: ['el prepaid', 'el contract'] },
      },
    ]);
    expect(spanish.touchpoints).toMatchObject([{ touchpointName: 'el desk', stageName: 'el Help' }]);
  });

  it('calls an illusion by its name instead of finding it, and leaves its line of the table grey', () => {
    expect(content.illusions).toMatchObject([
      {
        touchpoint: 'shop',
        touchpointName: 'the shop',
        direction: 'better',
        dimensionName: 'the Plan',
        groupName: 'the prepaid',
        earlierShare: 0.25,
        laterShare: 0.75,
      },
    ]);
    const [{ mix, real, difference }] = content.illusions as [DigestContent['illusions'][number]];
    expect(mix + real).toBeCloseTo(difference, 9);
    expect(content.touchpoints.map(({ touchpoint, finding }) => [touchpoint, finding])).toEqual([
      ['shop', undefined],
      ['desk', 'worse'],
    ]);
    expect(content.touchpoints[0]?.difference).toBeCloseTo(50, 9);
  });

  it('colours the line of the metric that changed, and not another of the same touchpoint', () => {
    const scores = times(4, glad);
    const history = [
      ...rows('desk', earlier.start, week(merge(scores, texts(20, 8, 4)))),
      ...rows('desk', later.start, week(merge(scores, texts(4, 8, 20)))),
    ];
    const { findings, touchpoints } = digest(history);
    expect(findings.map(({ metric }) => metric)).toEqual(['netSentiment']);
    expect(touchpoints).toMatchObject([{ metric: 'nps', difference: 0 }]);
    expect(touchpoints[0]).not.toHaveProperty('finding');
  });

  it('names those of no plan in the reader’s language too', () => {
    const byPlan = [
      ...weekByPlan('desk', earlier.start, { prepaid: times(3, glad), other: cross }),
      ...weekByPlan('desk', later.start, { prepaid: glad, other: times(3, cross) }),
    ];
    expect(digest(byPlan).illusions).toMatchObject([{ dimensionName: 'the Plan', groupName: 'Other' }]);
    expect(digest(byPlan, 'care-team').illusions).toMatchObject([{ dimensionName: 'el Plan', groupName: 'Otros' }]);
  });

  it('counts signals once, whatever segments repeat of them, and those of the scope only', () => {
    const both = [...worse, ...seemsBetter];
    expect(digest(both).signals).toEqual({ earlier: 560, later: 560 });
    expect(digest(both, 'care-team').signals).toEqual({ earlier: 280, later: 280 });
    expect(digest(both, 'care-team').illusions).toEqual([]);
  });

  it('tells an audience of the silence of sources it may hear, and of no others', () => {
    // Four weeks and a day of seven a day, once of eight, then nothing for the twelve whole days to the end of the period.
    const heartbeats = ['survey', 'calls', 'mails'].flatMap((source) =>
      daysOf({ start: '2025-05-05', end: '2025-06-03' }).map((day, index) => ({
        source,
        day,
        tally: { n: index === 0 ? 8 : 7, 'hour.16': 7 },
      })),
    );
    const told = (audience: string) => digest([], audience, { heartbeats }).silent;
    expect(told('all').map(({ source }) => source)).toEqual(['survey', 'calls', 'mails']);
    // Mails are routed to the desk by a word, so its team hears them.
    expect(told('care-team').map(({ source }) => source)).toEqual(['calls', 'mails']);
    // The period ends at midnight in Madrid, 22:00 UTC of the day before.
    expect(told('care-team')[0]).toEqual({
      source: 'calls',
      channel: 'twilio',
      lastAt: '2025-06-02T17:00:00.000Z',
      silentHours: 13 * 24 + 5,
      expected: 84,
    });
  });

  it('tells promises in the words of the journey where it has any', () => {
    const calls = { 'commitment.waitSeconds.kept': 4, 'commitment.waitSeconds.missed': 6 };
    const parcels = { 'commitment.deliveryHours.kept': 10 };
    const history = [...rows('desk', later.start, week(calls)), ...rows('delivery', later.start, week(parcels))];
    const { commitments } = digest(history);
    expect(commitments).toMatchObject([
      {
        touchpointName: 'the desk',
        ownerName: 'the care',
        name: 'the short wait',
        verdict: 'missed',
        targetShare: 0.8,
      },
      { touchpointName: 'the delivery', ownerEmail: 'sales@shop.example', measure: 'deliveryHours', verdict: 'kept' },
    ]);
    expect(commitments[1]).not.toHaveProperty('name');
    expect(digest(history, 'care-team').commitments.map(({ name }) => name)).toEqual(['el short wait']);
  });

  it('draws the trend of the main metric over all periods, oldest first', () => {
    const points = content.trend?.points ?? [];
    expect(content.trend?.metric).toBe('nps');
    expect(points).toHaveLength(13);
    expect(points[0]?.period).toEqual(before.at(-1));
    expect(points.at(-1)).toMatchObject({ period: later, reading: { n: 560 } });
    expect(points.slice(0, 11).filter(({ reading }) => reading)).toEqual([]);
  });

  it('hands on every finding: how many are shown is a question of words', () => {
    const [desk] = worse;
    const ids = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const [first, ...others] = journey.journeys[0]?.stages ?? [];
    const [touchpoint] = first?.touchpoints ?? [];
    if (!desk || !first || !touchpoint) throw new Error('no sample');
    const large = {
      ...journey,
      journeys: [
        {
          ...(journey.journeys[0] as Journey['journeys'][number]),
          stages: [{ ...first, touchpoints: ids.map((id) => ({ ...touchpoint, id })) }, ...others],
        },
      ],
    };
    const everywhere = ids.flatMap((id) => worse.map((row) => ({ ...row, touchpoint: id })));
    const { findings, touchpoints } = digest(everywhere, 'all', { journey: large });
    expect(findings).toHaveLength(7);
    expect(touchpoints.filter(({ finding }) => finding === 'worse')).toHaveLength(7);
  });

  it('says where answers are short, the nearest to enough first, and nothing of places nobody answers for', () => {
    const few = [
      ...rows('shop', earlier.start, [nps(10, 5, 5)]),
      ...rows('shop', later.start, [nps(5, 0, 0)]),
      ...rows('desk', earlier.start, [nps(20, 10, 10)]),
      ...rows('desk', later.start, [nps(14, 7, 7)]),
      ...rows('delivery', earlier.start, [nps(20, 10, 10)]),
    ];
    const { tooFew, tested, findings } = digest(few);
    expect(tooFew).toEqual([
      { touchpointName: 'the desk', n: 2 },
      { touchpointName: 'the shop', n: 25 },
    ]);
    expect([tested, findings]).toEqual([0, []]);
    expect(content.tested).toBe(3);
  });

  it('says nothing of an empty table, and leaves customers’ words to the recheck', () => {
    const quiet = digest([]);
    expect(quiet).toMatchObject({
      organisation: 'Shop',
      audienceName: 'all',
      locale: 'en',
      timeZone: 'Europe/Madrid',
      period: later,
      previous: earlier,
      headlines: [],
      findings: [],
      illusions: [],
      touchpoints: [],
      commitments: [],
      silent: [],
      verbatims: [],
      tooFew: [],
    });
    expect(quiet).not.toHaveProperty('trend');
    expect(quiet).not.toHaveProperty('responses');
    expect(content.findings[0]).not.toHaveProperty('verbatim');
  });

  it('says how many were asked, when a source tells', () => {
    const asked = { 'measure.asked.n': 1, 'measure.asked.sum': 50_000, answered: 20 };
    const history = [...rows('shop', earlier.start, [asked]), ...rows('shop', later.start, [asked])];
    const told = { asked: 50, answered: 20 };
    expect(digest(history).responses).toEqual({ earlier: told, later: told, moved: false });
    expect(digest(history, 'care-team')).not.toHaveProperty('responses');
  });
});
