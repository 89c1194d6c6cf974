import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileMap } from '../../core/journey/map.ts';
import { Journey } from '../../core/journey/schema.ts';
import { Moves } from '../../core/moves.ts';
import { isKeptOtherwise, isOutdated, kept, rebuilt, redraftOf, replaced } from '../../core/rebuild.ts';
import { draftOf, finish, type ScoreContext, scorerVersion } from '../../core/score.ts';
import type { ScoredSignal, Sentiment, Signal, StoredSignal } from '../../core/signal.ts';
import { contributionOf } from '../../core/store/contribution.ts';
import { compileThemes } from '../../core/text/themes.ts';

const sample = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
const textBytesMax = 5_000;
const nowMs = Date.parse('2026-03-20T12:00:00Z');

const contextOf = (journey: Journey): ScoreContext => ({
  map: compileMap(journey),
  sources: new Map(journey.sources.map((source) => [source.id, source])),
  language: 'en',
  findThemes: compileThemes(journey.themes),
  customerKey: 'a key for this test alone',
});
const here = contextOf(sample);

/** The sample's journey after some of the changes people make to one. */
interface Change {
  readonly timeZone: string;
  readonly renamed: boolean;
  readonly limit: number;
  readonly routes: 'kept' | 'turned' | 'none';
  readonly segments: number;
  readonly themes: number;
}
const changedBy = ({ timeZone, renamed, limit, routes, segments, themes }: Change): Journey => ({
  ...sample,
  organisation: { ...sample.organisation, timeZone },
  journeys: sample.journeys.map((journey) => ({
    ...journey,
    stages: journey.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map((touchpoint) => ({
        ...touchpoint,
        commitments: touchpoint.commitments.map((promise) => ({ ...promise, limit })),
        ...(renamed && { id: `new-${touchpoint.id}`, was: [...touchpoint.was, touchpoint.id] }),
      })),
    })),
  })),
  sources: sample.sources.map((source) => {
    const at = (id: string) => (renamed ? `new-${id}` : id);
    const routing = source.routing.map((route) => ({ ...route, touchpoint: at(route.touchpoint) }));
    return {
      ...source,
      defaultTouchpoint: at(source.defaultTouchpoint),
      routing: routes === 'none' ? [] : routes === 'turned' ? routing.toReversed() : routing,
    };
  }),
  segments: sample.segments.slice(0, segments),
  themes: sample.themes.slice(0, themes),
});

const anyContext = fc
  .record<Change>({
    timeZone: fc.constantFrom('Europe/Madrid', 'America/Lima', 'Pacific/Auckland'),
    renamed: fc.boolean(),
    limit: fc.constantFrom(1, 48, 600),
    routes: fc.constantFrom('kept', 'turned', 'none'),
    segments: fc.integer({ min: 0, max: 2 }),
    themes: fc.integer({ min: 0, max: sample.themes.length }),
  })
  .map((change) => contextOf(changedBy(change)));

const routed = sample.sources.flatMap(({ routing }) => routing);
const words = [...routed.flatMap(({ keywords = [] }) => keywords), 'no puedo activar la SIM', 'billing', 'caro', ''];
const attributes = Object.fromEntries(
  [...routed, ...sample.segments].flatMap((one) => {
    if (one.attribute === undefined) return [];
    const values = 'values' in one ? one.values.flatMap(({ is }) => is) : (one.is ?? []);
    return [[one.attribute, fc.constantFrom<string | number | boolean>(...values, 'else')]];
  }),
);
const touchpoints = [...here.map.scope({ scope: {} })];

const anySignal: fc.Arbitrary<Signal> = fc
  .record({
    source: fc.constantFrom(...sample.sources.map(({ id }) => id)),
    text: fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((some) => some.join('. ')),
    touchpoint: fc.option(fc.constantFrom(...touchpoints, 'nowhere'), { nil: undefined }),
    attributes: fc.record(attributes, { requiredKeys: [] }) as fc.Arbitrary<Signal['attributes']>,
    kind: fc.constantFrom('perceptive' as const, 'operational' as const),
    hour: fc.integer({ min: 0, max: 23 }),
    waitSeconds: fc.integer({ min: 0, max: 900 }),
    resolutionHours: fc.integer({ min: 0, max: 90 }),
  })
  .map(({ touchpoint, hour, waitSeconds, resolutionHours, ...said }) => ({
    ...said,
    ...(touchpoint !== undefined && { touchpoint }),
    object: 'one',
    part: 'answers',
    revision: ['', ''],
    occurredAt: `2026-03-01T${String(hour).padStart(2, '0')}:30:00.000Z`,
    customer: { email: 'ana@example.org' },
    scores: { nps: 4 },
    measures: { waitSeconds, resolutionHours },
  }));

const glad: Sentiment = { label: 'positive', scores: { positive: 0.9, negative: 0.02, neutral: 0.06, mixed: 0.02 } };
const cross: Sentiment = { label: 'negative', scores: { positive: 0.02, negative: 0.9, neutral: 0.06, mixed: 0.02 } };

/** A signal as score gives it to the table. */
const scoredBy = (context: ScoreContext, signal: Signal): ScoredSignal => {
  const draft = draftOf(signal, context, textBytesMax);
  return finish(
    draft,
    draft.parts.map(() => glad),
    context,
  );
};
/** The same as the table has it, which keeps no vendor's id. */
const storedBy = (context: ScoreContext, signal: Signal): StoredSignal => {
  const { object: _object, ...stored } = scoredBy(context, signal);
  return stored;
};
const aSignal = (some: Partial<Signal> = {}): Signal => ({
  source: 'text-messages',
  object: 'one',
  part: 'answers',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: '2026-03-01T09:30:00.000Z',
  customer: {},
  scores: {},
  measures: {},
  attributes: {},
  text: 'No puedo activar la SIM',
  ...some,
});

describe('a stored signal', () => {
  it('ends under another map where score would have led it', () => {
    fc.assert(
      fc.property(anySignal, anyContext, anyContext, (signal, before, after) => {
        expect(replaced(storedBy(before, signal), after)).toEqual(storedBy(after, signal));
      }),
    );
  });

  it('counts the same after it went to another map and back', () => {
    fc.assert(
      fc.property(anySignal, anyContext, anyContext, (signal, before, between) => {
        const stored = storedBy(before, signal);
        const back = replaced(replaced(stored, between), before);
        expect(contributionOf(back)).toEqual(contributionOf(stored));
        expect(back).toEqual(stored);
      }),
    );
  });

  it('is outdated by another map or scorer, and never once it is past retention', () => {
    const stored = storedBy(here, aSignal());
    const other = contextOf({ ...sample, themes: [] });
    const of = (signal: StoredSignal, context: ScoreContext) => isOutdated(signal, context, nowMs);
    expect([of(stored, here), of(stored, other), of({ ...stored, scorer: '0' }, here)]).toEqual([false, true, true]);
    expect(of(stored, { ...other, retentionDays: 20 })).toBe(true);
    expect(of(stored, { ...other, retentionDays: 19 })).toBe(false);
  });

  it('is kept otherwise by another retention, also once it is past it, and by that alone', () => {
    const stored = storedBy({ ...here, retentionDays: 760 }, aSignal());
    const of = (signal: StoredSignal, retentionDays?: number) => isKeptOtherwise(signal, { ...here, retentionDays });
    expect([of(stored, 760), of(stored, 10), of(stored, 800), of(stored)]).toEqual([false, true, true, true]);
    const older = { ...stored, map: 'before', scorer: '0' };
    expect(of(older, 760)).toBe(false);
    for (const retentionDays of [10, 800, undefined]) {
      expect(kept(stored, { retentionDays })).toEqual(storedBy({ ...here, retentionDays }, aSignal()));
    }
  });

  it('stays where it is when its source is gone, under its touchpoint’s new id', () => {
    const stored = storedBy(here, aSignal());
    const without = (journey: Journey) =>
      contextOf({ ...journey, sources: journey.sources.filter(({ id }) => id !== stored.source) });
    const change: Change = { timeZone: 'UTC', renamed: true, limit: 9, routes: 'kept', segments: 2, themes: 1 };
    expect(replaced(stored, without(sample)).touchpoint).toBe('sim-activation');
    expect(replaced(stored, without(changedBy(change))).touchpoint).toBe('new-sim-activation');
  });

  it('stays where it is when what its route looks at is masked in the table', () => {
    const route = { touchpoint: 'help-desk', attribute: 'line', is: ['+34 600 000 001'] };
    const journey = {
      ...sample,
      sources: sample.sources.map((source) => ({ ...source, routing: [route, ...source.routing] })),
    };
    const line = contextOf(journey);
    const stored = storedBy(line, aSignal({ attributes: { line: '+34 600 000 001' } }));
    expect(stored).toMatchObject({ touchpoint: 'help-desk', attributes: { line: '[phone]' } });
    expect(replaced(stored, { ...line, map: compileMap({ ...journey, themes: [] }) }).touchpoint).toBe('help-desk');
  });
});

describe('a text that an older scorer read', () => {
  const older = (some: Partial<StoredSignal> = {}): StoredSignal => ({
    ...storedBy(here, aSignal()),
    scorer: '0',
    ...some,
  });
  const readAgain = (stored: StoredSignal, ...detections: (Sentiment | 'pending' | 'rejected')[]) =>
    rebuilt(redraftOf(stored, textBytesMax), detections, here);

  it('is read again, in parts where it is long, and masked by what is known now', () => {
    const draft = redraftOf(older({ text: `ana@example.org ${'y no funciona. '.repeat(20)}` }), 200);
    expect(draft.parts.length).toBeGreaterThan(1);
    expect(draft).toMatchObject({ language: 'es', signal: { text: expect.stringMatching(/^\[email\] /) } });
    expect(redraftOf(storedBy(here, aSignal()), 200).parts).toEqual([]);
    expect(redraftOf(older({ kind: 'operational' }), 200).parts).toEqual([]);
  });

  it('takes the new reading for the old one, whichever of them is none', () => {
    expect(readAgain(older(), cross)).toEqual({ ...older(), scorer: scorerVersion, sentiment: cross });
    const refused = readAgain(older(), 'rejected');
    expect([refused?.unscored, refused?.sentiment]).toEqual(['rejected', undefined]);
    const { sentiment: _none, ...unread } = older({ unscored: 'pending' });
    expect([readAgain(unread, cross)?.sentiment, readAgain(unread, cross)?.unscored]).toEqual([cross, undefined]);
  });

  it('keeps its older reading while Comprehend does not answer, and moves to the new map all the same', () => {
    expect(readAgain(older(), 'pending')).toBeUndefined();
    const moved = readAgain(older({ map: 'before', touchpoint: 'help-desk' }), 'pending');
    expect(moved).toEqual(older());
  });

  it('is kept as long as the journey says by now, also while Comprehend does not answer', () => {
    const now = { ...here, retentionDays: 760 };
    const { ttl } = storedBy(now, aSignal());
    const again = (detection: Sentiment | 'pending') => rebuilt(redraftOf(older(), textBytesMax), [detection], now);
    expect([again(cross), again('pending')]).toMatchObject([
      { ttl, scorer: scorerVersion },
      { ttl, scorer: '0' },
    ]);
  });
});

describe('what a map would move', () => {
  const movesOf = (signals: readonly Signal[], before: ScoreContext, after: ScoreContext): Moves => {
    const moves = new Moves();
    for (const signal of signals) {
      const stored = storedBy(here, signal);
      moves.add(replaced(stored, before), replaced(stored, after));
    }
    return moves;
  };

  it('is nothing when it is the same map', () => {
    fc.assert(
      fc.property(fc.array(anySignal), anyContext, (signals, context) => {
        expect(movesOf(signals, context, context)).toMatchObject({ compared: signals.length, changed: 0 });
      }),
    );
  });

  it('is summed up by what differs, and every signal that differs is one that changed', () => {
    const change: Change = {
      timeZone: 'Pacific/Auckland',
      renamed: true,
      limit: 1,
      routes: 'kept',
      segments: 1,
      themes: 0,
    };
    const signals = [
      aSignal({ attributes: { plan: 'prepago', region: 'norte' } }),
      aSignal({ source: 'help-desk-tickets', text: 'Gracias', measures: { resolutionHours: 3 } }),
    ];
    const moves = movesOf(signals, here, contextOf(changedBy(change)));
    expect(moves.changed).toBe(2);
    expect(moves.of('touchpoint')).toEqual([
      { of: '', from: 'help-desk', to: 'new-help-desk', signals: 1 },
      { of: '', from: 'sim-activation', to: 'new-sim-activation', signals: 1 },
    ]);
    expect(moves.of('commitment')).toEqual([{ of: 'resolutionHours', from: 'kept', to: 'missed', signals: 1 }]);
    expect(moves.of('theme')).toEqual([{ of: 'activation-code', from: 'found', to: 'none', signals: 1 }]);
    expect(moves.of('segment').map(({ of, to }) => [of, to])).toEqual([
      ['region', 'none'],
      ['region', 'none'],
    ]);
    expect(moves.of('day')).toEqual([]);
    const elsewhere = movesOf(
      [aSignal({ occurredAt: '2026-03-01T20:00:00.000Z' })],
      here,
      contextOf(changedBy(change)),
    );
    expect(elsewhere.of('day')).toEqual([{ of: '', from: 'a day', to: 'another day', signals: 1 }]);
  });
});
