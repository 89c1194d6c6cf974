import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadJourney } from '../../bin/commands/shared.ts';
import { webhookOf } from '../../core/channels/all.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { Source } from '../../core/journey/schema.ts';
import { closedPeriods, type Period, periodsBefore } from '../../core/period.ts';
import { readSentiment } from '../../core/sentiment/engine.ts';
import { compareRevisions, kinds, media, type Signal } from '../../core/signal.ts';
import { compileThemes } from '../../core/text/themes.ts';
import { type SampleWebhook, sampleChannels, sampleWebhooks } from '../../local/sample/sample.ts';
import { better, kept, missed, seemsBetter, silent, timeZone, weekCount, worse } from '../../local/sample/truth.ts';

const now = '2026-11-22T09:00:00.000Z';
const journey = loadJourney('journey.yaml');
const map = compileMap(journey);
const sources = new Map(journey.sources.map((source) => [source.id, source]));
const findThemes = compileThemes(journey.themes);

const sourceOf = (id: string): Source => {
  const source = sources.get(id);
  if (source === undefined) throw new Error(`the journey has no source ${id}`);
  return source;
};

const read = ({ source: id, at, body }: SampleWebhook, headers: Record<string, string> = {}) => {
  const source = sourceOf(id);
  const request = { method: 'POST', url: `https://x.example/hooks/${id}`, headers, body, receivedAtMs: Date.parse(at) };
  return { channel: webhookOf(source), source, request };
};

interface Arrival {
  readonly at: string;
  readonly signal: Signal;
  readonly touchpoint: string;
  readonly day: string;
}

const arrivalsOf = (webhooks: readonly SampleWebhook[]): Arrival[] =>
  webhooks.flatMap((webhook) => {
    const { channel, source, request } = read(webhook);
    return (channel?.read(request, source).signals ?? []).map((signal) => ({
      at: webhook.at,
      signal,
      touchpoint: map.place(signal, source),
      day: map.dayOf(signal.occurredAt),
    }));
  });

const keyOf = ({ signal: { source, object, part } }: Arrival) => `${source}|${object}|${part}`;

/** The newest revision of each fact, as the table holds it in the end. */
const newest = (arrivals: readonly Arrival[]): Arrival[] => {
  const held = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const before = held.get(keyOf(arrival));
    if (before && compareRevisions(arrival.signal.revision, before.signal.revision) <= 0) continue;
    held.set(keyOf(arrival), arrival);
  }
  return [...held.values()];
};

const webhooks = sampleWebhooks(now);
const arrivals = arrivalsOf(webhooks);
const facts = newest(arrivals);
const { later } = closedPeriods(now, 'weekly', timeZone);
const weeks = [later, ...periodsBefore(later, 'weekly', weekCount - 1)];
const quietWeeks = weeks.slice(1);
const within = ({ start, end }: Period, of = facts) => of.filter(({ day }) => day >= start && day < end);
const before = facts.filter(({ day }) => day < later.start);
const after = within(later);
const at = (touchpoint: string, of: readonly Arrival[]) => of.filter((arrival) => arrival.touchpoint === touchpoint);

const npsOf = (some: readonly Arrival[]) => {
  const scores = some.flatMap(({ signal: { scores } }) => scores.nps ?? []);
  const share = (from: number, to: number) => scores.filter((nps) => nps >= from && nps <= to).length / scores.length;
  return { n: scores.length, nps: 100 * (share(9, 10) - share(0, 6)), detractors: 100 * share(0, 6) };
};
const comments = (some: readonly Arrival[]) => some.filter(({ signal }) => signal.text !== undefined);
const languageOf = ({ signal: { language } }: Arrival) => (language === 'en' ? 'en' : 'es');
const namedShare = (theme: string, some: readonly Arrival[]) => {
  const said = comments(some);
  return said.filter((one) => findThemes(one.signal.text ?? '', languageOf(one)).includes(theme)).length / said.length;
};
const answering = (some: readonly Arrival[]) => some.filter(({ signal }) => signal.scores.nps !== undefined);
const plansOf = (some: readonly Arrival[]) =>
  Map.groupBy(answering(some), ({ signal }) => map.segmentsOf(signal.attributes).plan ?? 'other');
const measured = (measure: string, some: readonly Arrival[]) =>
  some.flatMap(({ signal }) => signal.measures[measure] ?? []);
const keptShare = (values: readonly number[], limit: number) =>
  values.filter((value) => value <= limit).length / values.length;

const latest = (some: readonly Arrival[]): string =>
  some.reduce((last, { signal }) => (signal.occurredAt > last ? signal.occurredAt : last), '');
const bytesOf = (some: readonly SampleWebhook[]): string => {
  const hash = createHash('sha256');
  for (const { source, at, body } of some) hash.update(source).update(at).update(body);
  return hash.digest('hex');
};

describe('the sample organisation', () => {
  it('is the same to the byte for the same today and seed, and another for another seed', () => {
    expect(bytesOf(sampleWebhooks(now))).toBe(bytesOf(webhooks));
    expect(bytesOf(sampleWebhooks(now, 1))).not.toBe(bytesOf(webhooks));
  });

  it('tells the same story whatever today is, across a change of the clocks too', () => {
    const scoresOf = (some: readonly Arrival[]) => some.map(({ signal }) => JSON.stringify(signal.scores)).toSorted();
    const other = newest(arrivalsOf(sampleWebhooks('2026-04-09T08:00:00.000Z')));
    expect(scoresOf(other)).toEqual(scoresOf(facts));
  });

  it('speaks for every source but the one that still waits for its first message', () => {
    expect(new Set(webhooks.map(({ source }) => source))).toEqual(new Set(Object.keys(sampleChannels)));
    const waiting = journey.sources.filter(({ id }) => !(id in sampleChannels));
    expect(waiting.map(({ channel }) => channel)).toEqual(['twilio']);
    for (const [id, channel] of Object.entries(sampleChannels)) expect(sourceOf(id).channel).toBe(channel);
  });

  it('posts what each tool’s adapter verifies and reads whole', () => {
    const secret = 'whsec_dGhpcyBpcyBubyBzZWNyZXQ=';
    const unread = webhooks.filter((webhook) => {
      const { channel, request, source } = read(webhook);
      const { headers = {} } =
        channel?.sign({ url: request.url, body: webhook.body }, secret, request.receivedAtMs) ?? {};
      if (channel?.verify({ ...request, headers }, [secret]) !== 'ok') return true;
      const { signals, rejected } = channel.read({ ...request, headers }, source);
      return signals.length === 0 || rejected.length > 0;
    });
    expect(unread).toEqual([]);
  });

  it('has more than 20,000 signals of all kinds and media, at every touchpoint, in two languages', () => {
    expect(facts.length).toBeGreaterThan(20_000);
    expect(facts.length).toBeLessThan(23_000);
    expect(new Set(facts.map(({ signal }) => signal.kind))).toEqual(new Set(kinds));
    const mediumOf = ({ signal }: Arrival) => signal.medium ?? sourceOf(signal.source).medium;
    expect(new Set(facts.map(mediumOf))).toEqual(new Set(media.filter((medium) => medium !== 'social')));
    expect(new Set(facts.map(({ touchpoint }) => touchpoint))).toEqual(map.scope({ scope: {} }));
    const spanish = comments(facts).filter((one) => languageOf(one) === 'es').length / comments(facts).length;
    expect(spanish).toBeGreaterThan(0.6);
    expect(spanish).toBeLessThan(0.8);
  });

  it('names each signal’s medium among those its touchpoint is said to have', () => {
    const strange = facts.filter(({ signal, touchpoint }) => {
      const medium = signal.medium ?? sourceOf(signal.source).medium;
      return !map.touchpoint(touchpoint)?.media.includes(medium);
    });
    expect(strange.map(({ signal, touchpoint }) => [signal.source, touchpoint])).toEqual([]);
  });

  it('arrives in order, some of it late, twice or corrected, and all of it before the last week closes', () => {
    const instants = webhooks.map((webhook) => webhook.at);
    expect(instants).toEqual(instants.toSorted());
    expect(map.dayOf(instants.at(-1) ?? '') < later.end).toBe(true);
    expect(facts.every(({ day }) => day >= (weeks.at(-1)?.start ?? ''))).toBe(true);

    const share = (some: readonly unknown[]) => some.length / facts.length;
    const dayMs = 24 * 3_600_000;
    const late = arrivals.filter((one) => Date.parse(one.at) - Date.parse(one.signal.occurredAt) > dayMs);
    const bodies = new Set(webhooks.map(({ body }) => body.toString('base64')));
    const versions = Map.groupBy(arrivals, keyOf);
    const revised = [...versions.values()].filter(
      (some) => new Set(some.map((one) => one.signal.revision[1])).size > 1,
    );
    expect(share(late)).toBeCloseTo(0.03, 1);
    expect((webhooks.length - bodies.size) / webhooks.length).toBeCloseTo(0.02, 2);
    expect(share(revised)).toBeGreaterThan(0.01);
    expect(share(revised)).toBeLessThan(0.02);
  });
});

describe('what the invented customers write', () => {
  it('reads as they feel, in nearly every comment with a clear score', () => {
    const clear = comments(facts).flatMap((one) => {
      const { nps, csat, rating, ces } = one.signal.scores;
      // Zendesk knows only good and bad, and people who feel neither press good.
      const isGood = (nps ?? 0) >= 9 || (csat === 5 && one.signal.source !== 'help-desk-tickets') || rating === 5;
      const isBad = (nps ?? 10) <= 6 || (csat ?? 5) <= 2 || (rating ?? 5) <= 2 || (ces ?? 7) <= 3;
      return isGood || isBad ? [{ one, expected: isGood ? 'positive' : 'negative' }] : [];
    });
    const asMeant = clear.filter(
      ({ one, expected }) => readSentiment(one.signal.text ?? '', languageOf(one)).label === expected,
    );
    expect(clear.length).toBeGreaterThan(4_000);
    expect(asMeant.length / clear.length).toBeGreaterThan(0.97);
  });

  it('is seldom the same twice', () => {
    const texts = comments(facts).map(({ signal }) => signal.text);
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.65);
  });
});

describe('in the newest week', () => {
  it('SIM activation gets much worse in every plan, and comments name the code', () => {
    const [was, is] = [at(worse.touchpoint, before), at(worse.touchpoint, after)];
    expect(npsOf(was).detractors).toBeCloseTo(worse.before[2], -1);
    expect(npsOf(is).detractors).toBeGreaterThan(50);
    for (const [plan, some] of plansOf(is)) {
      expect(npsOf(some).nps, plan).toBeLessThan(npsOf(plansOf(was).get(plan) ?? []).nps - 40);
    }
    for (const week of weeks) expect(npsOf(at(worse.touchpoint, within(week))).n).toBeGreaterThanOrEqual(120);
    expect(comments(is).length / answering(is).length).toBeGreaterThan(0.6);
    expect(namedShare(worse.theme, was)).toBeLessThan(0.15);
    expect(namedShare(worse.theme, is)).toBeGreaterThan(0.5);
  });

  it('the support chat gets really better in every plan, and comments say that it answers at once', () => {
    const [was, is] = [at(better.touchpoint, before), at(better.touchpoint, after)];
    expect(npsOf(is).nps - npsOf(was).nps).toBeGreaterThan(30);
    for (const [plan, some] of plansOf(is)) {
      expect(npsOf(some).nps, plan).toBeGreaterThan(npsOf(plansOf(was).get(plan) ?? []).nps + 15);
    }
    for (const week of weeks) expect(npsOf(at(better.touchpoint, within(week))).n).toBeGreaterThanOrEqual(120);
    expect(namedShare(better.theme, was)).toBeLessThan(0.15);
    expect(namedShare(better.theme, is)).toBeGreaterThan(0.4);
  });

  it('stores only seem better: other plans answer, and none of them is happier than chance makes it', () => {
    const [was, is] = [at(seemsBetter.touchpoint, before), at(seemsBetter.touchpoint, after)];
    expect(npsOf(is).nps - npsOf(was).nps).toBeGreaterThan(25);
    for (const week of weeks) expect(npsOf(at(seemsBetter.touchpoint, within(week))).n).toBeGreaterThanOrEqual(150);
    const share = (some: readonly Arrival[]) =>
      (100 * (plansOf(some).get(seemsBetter.group)?.length ?? 0)) / answering(some).length;
    expect(share(was)).toBeCloseTo(seemsBetter.before.contract, -1);
    expect(share(is)).toBeCloseTo(seemsBetter.newest.contract, -1);
    for (const [plan, [glad, , cross]] of Object.entries(seemsBetter.moods)) {
      const { nps, n } = npsOf(plansOf(is).get(plan) ?? []);
      // Two standard errors of a single answer's −100, 0 or 100, at the widest.
      expect(Math.abs(nps - (glad - cross)), plan).toBeLessThan(200 / Math.sqrt(n));
      expect(npsOf(plansOf(was).get(plan) ?? []).nps, plan).toBeCloseTo(glad - cross, -1);
    }
  });

  it('the tablets fall silent for good, after bringing their least number every day', () => {
    const tablets = facts.filter(({ signal }) => signal.source === silent.source);
    const days = Map.groupBy(tablets, ({ day }) => day);
    const lastDay = [...days.keys()].toSorted().at(-1) ?? '';
    const whole = [...days].filter(([day]) => day < lastDay).map(([, some]) => some.length);
    expect(whole).toHaveLength(7 * weekCount - 7 + silent.lastWeekday);
    expect(Math.min(...whole)).toBeGreaterThanOrEqual(silent.answersPerDayMin);
    const endMs = Date.parse(`${later.end}T00:00:00+01:00`);
    const silentHours = (endMs - Date.parse(latest(tablets))) / 3_600_000;
    expect(silentHours).toBeGreaterThan(80);
    expect(silentHours).toBeLessThan(92);
    for (const id of Object.keys(sampleChannels).filter((source) => source !== silent.source)) {
      const hours = (endMs - Date.parse(latest(facts.filter(({ signal }) => signal.source === id)))) / 3_600_000;
      // Reviews are rare: two days without one are nothing.
      expect(hours, id).toBeLessThan(48);
    }
  });

  it('one commitment is missed, and all others are kept in every week', () => {
    const touchpoints = journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints));
    const promises = touchpoints.flatMap(({ id, commitments }) =>
      commitments.map((one) => ({ touchpoint: id, ...one })),
    );
    const measures = promises.map(({ measure }) => measure);
    expect(measures.toSorted()).toEqual([...Object.keys(kept), missed.measure].toSorted());
    for (const { touchpoint, measure, limit, targetShare } of promises) {
      const shares = (some: readonly Period[]) =>
        some.map((week) => {
          const values = measured(measure, at(touchpoint, within(week)));
          expect(values.length, measure).toBeGreaterThanOrEqual(150);
          return keptShare(values, limit);
        });
      expect(Math.min(...shares(quietWeeks)), measure).toBeGreaterThan(targetShare);
      const [share = 0] = shares([later]);
      if (measure === missed.measure) expect(share).toBeLessThan(0.7);
      else expect(share).toBeGreaterThan(targetShare);
    }
  });

  it('as many of those who were asked answer as ever, at every touchpoint that asks', () => {
    const solicited = ({ signal }: Arrival) =>
      signal.kind === 'perceptive' && (signal.solicited ?? sourceOf(signal.source).solicited);
    const rates = weeks.map((week) => {
      const some = within(week);
      const asked = measured('asked', some).reduce((sum, count) => sum + count, 0);
      return some.filter(solicited).length / asked;
    });
    expect(Math.min(...rates)).toBeGreaterThan(0.15);
    expect(Math.max(...rates)).toBeLessThan(0.3);
    expect(Math.max(...rates) - Math.min(...rates)).toBeLessThan(0.02);
    const asking = new Set(
      facts.filter(({ signal }) => 'asked' in signal.measures).map(({ touchpoint }) => touchpoint),
    );
    expect(asking).toEqual(new Set(facts.filter(solicited).map(({ touchpoint }) => touchpoint)));
  });
});
