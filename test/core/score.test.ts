import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileMap } from '../../core/journey/map.ts';
import { Journey } from '../../core/journey/schema.ts';
import { draftOf as draftIn, finish, type ScoreContext, saysSomething } from '../../core/score.ts';
import type { Sentiment, Signal } from '../../core/signal.ts';
import { compileThemes } from '../../core/text/themes.ts';

const journey = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
const context: ScoreContext = {
  map: compileMap(journey),
  sources: new Map(journey.sources.map((source) => [source.id, source])),
  language: 'en',
  findThemes: compileThemes(journey.themes),
  customerKey: 'a key nobody else has',
};
const glad: Sentiment = { label: 'positive', scores: { positive: 0.9, negative: 0.02, neutral: 0.06, mixed: 0.02 } };
const cross: Sentiment = { label: 'negative', scores: { positive: 0.02, negative: 0.9, neutral: 0.06, mixed: 0.02 } };

const signal = (overrides: Partial<Signal> = {}): Signal => ({
  source: 'text-messages',
  object: 'message-1',
  part: 'message',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: '2026-03-01T23:30:00.000Z',
  customer: { phone: '+34600000001' },
  scores: {},
  measures: {},
  attributes: {},
  ...overrides,
});

const draftOf = (said: Signal, bytesMax = 5_000) => draftIn(said, context, bytesMax);

describe('what somebody said', () => {
  const html = (text: string, overrides: Partial<Signal> = {}) =>
    draftOf(signal({ text, markup: 'html', ...overrides }));

  it('is read as a person would read it', () => {
    expect(html('<p>Where is my&nbsp;refund?</p>').text).toBe('Where is my refund?');
    expect(draftOf(signal({ text: 'a < b, <p>' })).text).toBe('a < b, <p>');
  });

  it('is nothing when it is a picture alone, unless a score came with it', () => {
    const picture = '<p><img src="cid:1"></p>';
    expect(saysSomething(html(picture))).toBe(false);
    expect(saysSomething(html(picture, { scores: { csat: 1 } }))).toBe(true);
    expect(saysSomething(html('<p>Hi</p>'))).toBe(true);
    // An answer off its scale was an answer, without words.
    expect(saysSomething(draftOf(signal({ attributes: { 'raw.nps': 12 } })))).toBe(true);
    expect(saysSomething(draftOf(signal({ kind: 'operational', text: ' ' })))).toBe(true);
  });
});

describe('a scored signal', () => {
  it('lies on the organisation’s day, at the touchpoint its words lead to, in the source’s language and medium', () => {
    const scored = finish(draftOf(signal({ text: 'No puedo activar la SIM desde hace dos días.' })), [cross], context);
    expect(scored).toMatchObject({
      day: '2026-03-02',
      touchpoint: 'sim-activation',
      medium: 'sms',
      language: 'es',
      sentiment: { label: 'negative' },
      themes: ['activation-code'],
      segments: { plan: 'other', region: 'other' },
      map: context.map.version,
    });
  });

  it('has what is personal masked in its text and attributes, and its customer hidden behind a key', () => {
    const attributes = { note: 'ana@example.org', plan: 'prepago', pages: 3 };
    const scored = finish(draftOf(signal({ text: 'Write to ana@example.org', attributes })), [glad], context);
    expect([scored.text, scored.attributes]).toEqual([
      'Write to [email]',
      { note: '[email]', plan: 'prepago', pages: 3 },
    ]);
    expect(scored.aliases).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(scored.segments.plan).toBe('prepaid');
    const grouped = signal({ customer: { phone: '+34 600-000-001' } });
    expect(finish(draftOf(grouped), [], context).aliases).toEqual(finish(draftOf(signal()), [], context).aliases);
    const other = finish(draftOf(signal()), [], { ...context, customerKey: 'another' });
    expect(other.aliases).not.toEqual(finish(draftOf(signal()), [], context).aliases);
  });

  it('of a long text has the sentiment of its parts together, and none when one part could not be read', () => {
    const draft = draftOf(signal({ text: `${'Genial. '.repeat(8)}${'Fatal. '.repeat(2)}` }), 40);
    expect(draft.parts.length).toBeGreaterThan(1);
    const readings = draft.parts.map((part) => (part.includes('Genial') ? glad : cross));
    expect(finish(draft, readings, context).sentiment?.scores.positive).toBeGreaterThan(0.5);
    const unread = finish(draft, [...readings.slice(1), 'pending'], context);
    expect([unread.unscored, unread.sentiment]).toEqual(['pending', undefined]);
  });

  it('without text has neither sentiment nor a reason for its absence', () => {
    const scored = finish(draftOf(signal({ scores: { nps: 9 }, text: '  ' })), [], context);
    expect([scored.text, scored.sentiment, scored.unscored, scored.themes]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ]);
  });

  it('shows whether its touchpoint’s promise was kept, at the limit still', () => {
    const at = (resolutionHours: number) =>
      finish(draftOf(signal({ source: 'help-desk-tickets', measures: { resolutionHours } })), [], context).commitments;
    expect([at(48), at(48.1)]).toEqual([{ resolutionHours: 'kept' }, { resolutionHours: 'missed' }]);
  });
});
