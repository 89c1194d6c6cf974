import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { compose } from '../../../core/digest/compose.ts';
import type { RollupRow } from '../../../core/insights/history.ts';
import type { Heartbeat } from '../../../core/insights/silent.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { Journey } from '../../../core/journey/schema.ts';
import { daysOf, type Period, periodsBefore } from '../../../core/period.ts';
import type { Medium, ScoredSignal } from '../../../core/signal.ts';
import { contributionOf } from '../../../core/store/contribution.ts';
import { cellName } from '../../../core/store/keys.ts';
import type { Tally } from '../../../core/store/tally.ts';
import { scored } from '../metrics/scored-signal.ts';

/**
 * Organisations nobody has seen: journeys, volumes, customers and habits drawn by a seed, with a truth that is known.
 * Independent of the sample organisation, so that methods tuned on that one cannot shine here.
 */
interface Organisation {
  readonly journey: Journey;
  readonly history: readonly RollupRow[];
  readonly heartbeats: readonly Heartbeat[];
  readonly later: Period;
  readonly earlier: Period;
  readonly before: readonly Period[];
  /** Ids of what really happened in the later week. */
  readonly truth: {
    readonly worse: string;
    readonly better: string;
    readonly illusion: string;
    readonly silent: string;
    readonly missed: string;
    readonly theme: string;
  };
}

/** The draws of one seed. */
const dice = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  const next = () => uniformFloat64(generator);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    between: (low: number, high: number) => low + (high - low) * next(),
    whole: (low: number, high: number) => Math.floor(low + (high - low + 1) * next()),
    of: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
    /** Rounded normal: close to Poisson for the counts used here, and cheap. */
    count: (mean: number) => Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())),
    byShare: <T>(entries: readonly (readonly [T, number])[]): T => {
      let rest = next() * entries.reduce((sum, [, share]) => sum + share, 0);
      for (const [value, share] of entries) {
        rest -= share;
        if (rest < 0) return value;
      }
      return entries[0]?.[0] as T;
    },
  };
};
type Dice = ReturnType<typeof dice>;

interface Place {
  readonly id: string;
  readonly answersPerDay: number;
  readonly media: readonly Medium[];
  /** Share of glad and cross customers, as they usually are. */
  readonly glad: number;
  readonly cross: number;
  /** How much gladder the first plan is than the last, in shares. */
  readonly planGap: number;
}

const themes = ['price', 'waiting', 'staff', 'errors', 'delivery', 'quality'] as const;
const plans = ['one', 'two', 'three'] as const;
const regions = ['north', 'south'] as const;
const later: Period = { start: '2026-03-09', end: '2026-03-16' };
const earlier: Period = { start: '2026-03-02', end: '2026-03-09' };

const journeyOf = (places: readonly Place[]): Journey =>
  Journey.parse({
    organisation: { name: 'X', locale: 'en', timeZone: 'Europe/Madrid', currency: 'EUR', sender: 'a@x.example' },
    owners: [{ id: 'o', name: 'O', email: 'o@x.example' }],
    journeys: [
      {
        id: 'j',
        name: 'J',
        stages: [
          {
            id: 's',
            name: 'S',
            touchpoints: places.map(({ id, media }) => ({
              id,
              name: id,
              owner: 'o',
              media,
              commitments: [{ measure: 'waitSeconds', limit: 60, targetShare: 0.8 }],
            })),
          },
        ],
      },
    ],
    sources: places.map(({ id }) => ({ id: `from-${id}`, channel: 'generic', medium: 'web', defaultTouchpoint: id })),
    segments: [
      { id: 'plan', name: 'Plan', attribute: 'plan', values: plans.map((id) => ({ id, name: id, is: [id] })) },
      { id: 'region', name: 'Region', attribute: 'region', values: regions.map((id) => ({ id, name: id, is: [id] })) },
    ],
    themes: themes.map((id) => ({ id, name: id, keywords: { en: [id] } })),
    digests: [{ audience: 'all', recipients: ['a@x.example'], cadence: 'weekly', hour: 8 }],
  });

const moods = {
  glad: { nps: [9, 10], label: 'positive', value: 0.8 },
  flat: { nps: [7, 8], label: 'neutral', value: 0 },
  cross: { nps: [0, 1, 2, 3, 4, 5, 6], label: 'negative', value: -0.8 },
} as const;
type Mood = keyof typeof moods;

/** Adds what signals count, row by row, by the project's own `contributionOf`; equal tallies are made once. */
const counting = () => {
  const rows = new Map<string, { row: Omit<RollupRow, 'tally'>; tally: Record<string, number> }>();
  const known = new Map<string, Tally>();
  const tallyOf = (name: string, signal: () => Partial<ScoredSignal>): Tally => {
    const held = known.get(name);
    if (held) return held;
    const counted = scored({ ...signal(), day: '2026-01-01', touchpoint: 't', medium: 'web' });
    const cell = { day: '2026-01-01', touchpoint: 't', medium: 'web', segment: 'all' };
    const made = contributionOf(counted)[cellName(cell)] ?? {};
    known.set(name, made);
    return made;
  };
  const add = (day: string, touchpoint: string, medium: Medium, segments: readonly string[], tally: Tally) => {
    for (const segment of ['all', ...segments]) {
      const name = `${day}#${touchpoint}#${medium}#${segment}`;
      const held = rows.get(name) ?? { row: { day, touchpoint, medium, segment }, tally: {} };
      rows.set(name, held);
      for (const field in tally) held.tally[field] = (held.tally[field] ?? 0) + (tally[field] ?? 0);
    }
  };
  return { tallyOf, add, rows: () => [...rows.values()].map(({ row, tally }) => ({ ...row, tally })) };
};

const shuffled = <T>(items: readonly T[], { next }: Dice): T[] =>
  items
    .map((item) => ({ item, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);

const placeOf = (index: number, draw: Dice, isBusy: boolean): Place => ({
  id: `place-${index}`,
  answersPerDay: isBusy ? draw.between(20, 40) : draw.between(4, 30),
  media: shuffled(['web', 'app', 'phone', 'chat'] as const, draw).slice(0, draw.whole(1, 2)),
  glad: draw.between(0.45, 0.6),
  cross: draw.between(0.1, 0.25),
  planGap: draw.between(-0.15, 0.15),
});

/**
 * One organisation: 6 to 10 touchpoints of which one got really worse, one really better and one only seems better,
 * because the mix of plans among its answers moved.
 *
 * @param isQuiet plants nothing: then every finding is false
 */
const organisation = (seed: number, isQuiet = false): Organisation => {
  const draw = dice(seed);
  // The first four carry the planted truths and are busy enough to tell them.
  const places = Array.from({ length: draw.whole(6, 10) }, (_, index) => placeOf(index, draw, index < 4));
  const [worse, better, illusion, missed] = shuffled(places.slice(0, 4), draw) as [Place, Place, Place, Place];
  const hasRegions = draw.next() < 0.4;
  const theme = draw.of(themes);
  const size = draw.between(0.25, 0.33);
  const { tallyOf, add, rows } = counting();
  const heartbeats: Heartbeat[] = [];
  const silentFrom = isQuiet ? '9999' : '2026-03-12';
  const silent = `from-${places.at(-1)?.id}`;
  const before = periodsBefore(earlier, 'weekly', 11);

  for (const period of [...before.slice(0, 4).toReversed(), earlier, later]) {
    const isLater = period === later && !isQuiet;
    for (const day of daysOf(period)) {
      for (const place of places) {
        const isIllusion = place === illusion && !isQuiet;
        const shift = draw.normal() * 0.03 + (isLater && place === better ? size : 0);
        const trouble = isLater && place === worse ? size : 0;
        const planShares = isIllusion
          ? ([
              ['one', isLater ? 0.8 : 0.3],
              ['three', isLater ? 0.2 : 0.7],
            ] as const)
          : plans.map((id) => [id, 1] as const);
        for (let answers = draw.count(place.answersPerDay); answers > 0; answers -= 1) {
          const plan = draw.byShare(planShares);
          const region = hasRegions ? draw.of([...regions, 'other'] as const) : 'other';
          const gap = isIllusion ? 0.6 : place.planGap;
          const tilt = (plan === 'one' ? gap / 2 : plan === 'three' ? -gap / 2 : 0) + shift;
          const glad = Math.min(0.95, Math.max(0.02, place.glad + tilt - trouble));
          const cross = Math.min(0.97 - glad, Math.max(0.02, place.cross - tilt / 2 + trouble));
          const mood = draw.byShare<Mood>([
            ['glad', glad],
            ['cross', cross],
            ['flat', Math.max(0.01, 1 - glad - cross)],
          ]);
          const score = draw.of<number>(moods[mood].nps);
          const isSpoken = draw.next() < 0.6;
          const said = !isSpoken
            ? 'none'
            : trouble > 0 && mood === 'cross' && draw.next() < 0.75
              ? theme
              : draw.of([...themes, 'none', 'none']);
          const tally = tallyOf(`${mood}${score}${isSpoken}${said}`, () => ({
            solicited: true,
            scores: { nps: score },
            ...(isSpoken && {
              text: 'x',
              themes: said === 'none' ? [] : [said],
              sentiment: {
                label: moods[mood].label,
                scores: {
                  positive: Math.max(0, moods[mood].value),
                  negative: Math.max(0, -moods[mood].value),
                  neutral: 0.2,
                  mixed: 0,
                },
              },
            }),
          }));
          add(
            day,
            place.id,
            draw.of(place.media),
            [`plan=${plan}`, ...(region === 'other' ? [] : [`region=${region}`])],
            tally,
          );
        }
        // Promises are judged by the two weeks alone.
        const callsPerDay = day < earlier.start ? 0 : draw.count(25);
        for (let calls = callsPerDay; calls > 0; calls -= 1) {
          const isKept = draw.next() < (isLater && place === missed ? 0.55 : 0.9) + draw.normal() * 0.01;
          const wait = isKept ? 30 : 200;
          add(
            day,
            place.id,
            place.media[0] ?? 'web',
            [],
            tallyOf(`call${isKept}`, () => ({
              kind: 'operational',
              measures: { waitSeconds: wait },
              commitments: { waitSeconds: isKept ? 'kept' : 'missed' },
            })),
          );
        }
        const source = `from-${place.id}`;
        const beats =
          source === silent && day >= silentFrom
            ? 0
            : draw.count(Math.max(6, place.answersPerDay) * (0.8 + 0.4 * draw.next()));
        if (beats > 0) heartbeats.push({ source, day, tally: { n: beats, 'hour.10': 1, 'hour.21': beats - 1 } });
      }
    }
  }
  return {
    journey: journeyOf(places),
    history: rows(),
    heartbeats,
    later,
    earlier,
    before,
    truth: { worse: worse.id, better: better.id, illusion: illusion.id, silent, missed: missed.id, theme },
  };
};

/** What the digest of an organisation says, beside the truth. */
export const digestOf = (seed: number, isQuiet = false) => {
  const { truth, ...input } = organisation(seed, isQuiet);
  const [plan] = input.journey.digests;
  if (plan === undefined) throw new Error('no plan');
  const content = compose({ ...input, map: compileMap(input.journey), plan });
  return { truth, content };
};
