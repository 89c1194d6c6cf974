import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesIn } from '../../../core/digest/names.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { Refused } from '../../../core/map/refused.ts';
import {
  type Audible,
  cursorFrom,
  cursorText,
  fits,
  mayFit,
  voiceFrom,
  type Wanted,
} from '../../../core/map/verbatims.ts';
import { daysOf } from '../../../core/period.ts';
import type { ScoredSignal } from '../../../core/signal.ts';
import { read, smallJourney } from '../journey/small-journey.ts';
import { scored } from '../metrics/scored-signal.ts';

const small = read(smallJourney);
if (!small.ok) throw new Error('the small journey is good');
const { journey } = small;
const names = namesIn(journey, compileMap(journey), 'en');

const period = { start: '2025-03-03', end: '2025-03-10' };
const wanted: Wanted = { touchpoint: 'help-desk', period };
const forEver = { nowMs: Date.parse('2026-01-01'), retentionDays: undefined };
const negative = { label: 'negative', scores: { positive: 0, negative: 1, neutral: 0, mixed: 0 } } as const;
const said = (more: Partial<ScoredSignal> = {}): ScoredSignal =>
  scored({
    touchpoint: 'help-desk',
    text: 'Too slow',
    language: 'en',
    medium: 'chat',
    sentiment: negative,
    themes: ['price'],
    segments: { plan: 'contract' },
    ...more,
  });
/** As much as may be heard of some media: their words, no score and no theme. */
const hearing = (...media: readonly ('chat' | 'email')[]): Audible =>
  new Map(media.map((medium) => [medium, { scores: new Set(), themes: new Set() }]));
const voice = (more: Partial<ScoredSignal> = {}, customer?: string) =>
  voiceFrom(said(more), names, { ...(customer !== undefined && { customer }) });

describe('a signal', () => {
  it.each<[string, Partial<Wanted>]>([
    ['everything', {}],
    ['its feeling', { sentiment: 'negative' }],
    ['its theme', { theme: 'price' }],
    ['its medium', { medium: 'chat' }],
    ['media with its own among them', { audible: hearing('chat', 'email') }],
    ['its segment', { segment: { dimension: 'plan', value: 'contract' } }],
  ])('is heard by who wants %s', (_, more) => {
    expect(fits(said(), { ...wanted, ...more }, forEver)).toBe(true);
  });

  it.each<[string, Partial<Wanted>]>([
    ['another touchpoint', { touchpoint: 'website' }],
    ['a period that began later', { period: { start: '2025-03-05', end: '2025-03-12' } }],
    ['a period that ended with the day before', { period: { start: '2025-02-25', end: '2025-03-04' } }],
    ['another feeling', { sentiment: 'positive' }],
    ['another theme', { theme: 'staff' }],
    ['another medium', { medium: 'email' }],
    ['media without its own', { audible: hearing('email') }],
    ['its medium, and may not hear it', { medium: 'chat', audible: hearing('email') }],
    ['another value of the segment', { segment: { dimension: 'plan', value: 'prepaid' } }],
    ['another segment', { segment: { dimension: 'region', value: 'contract' } }],
  ])('is not heard by who wants %s', (_, more) => {
    expect(fits(said(), { ...wanted, ...more }, forEver)).toBe(false);
  });

  it('that nobody felt anything about has no feeling, and one without themes names none', () => {
    expect(mayFit({}, { sentiment: 'neutral' })).toBe(false);
    expect(mayFit({}, { theme: 'price' })).toBe(false);
    expect(mayFit({}, {})).toBe(true);
  });

  it('is not heard when a tool made it, or when it is past retention', () => {
    expect(fits(said({ kind: 'operational' }), wanted, forEver)).toBe(false);
    expect(fits(said(), wanted, { ...forEver, retentionDays: 100 })).toBe(false);
    expect(fits(said(), wanted, { nowMs: Date.parse('2025-03-11'), retentionDays: 100 })).toBe(true);
  });
});

describe('a voice', () => {
  it('has its words, where and when they were said, and the customer only when told', () => {
    expect(voice({ scores: { csat: 2, nps: 3 } })).toEqual({
      at: '2025-03-04T10:00:00.000Z',
      day: '2025-03-04',
      medium: 'chat',
      text: 'Too slow',
      language: 'en',
      sentiment: 'negative',
      themes: [{ id: 'price', name: 'Price' }],
      scores: [
        { name: 'nps', value: 3 },
        { name: 'csat', value: 2 },
      ],
    });
    expect(voice({}, 'c'.repeat(32))).toMatchObject({ customer: 'c'.repeat(32) });
  });

  it('is none of who said nothing, and none of marks that cannot be seen', () => {
    for (const text of ['', ' \n\t ', '\u202e\u2066\u0000']) expect(voice({ text })).toBeUndefined();
  });

  it('says that it was cut exactly when it was, at two thousand letters', () => {
    const [whole, cut] = [2_000, 2_001].map((letters) => voice({ text: '🙂'.repeat(letters) }));
    expect(Array.from(whole?.text ?? '').length).toBe(2_000);
    expect(whole).not.toHaveProperty('isClipped');
    expect([Array.from(cut?.text ?? '').length, cut?.isClipped]).toEqual([2_000, true]);
  });

  it('has no score and no theme that its medium hides', () => {
    const whole = voiceFrom(said({ scores: { nps: 3 } }), names);
    expect([whole?.scores, whole?.themes.map(({ id }) => id)]).toEqual([[{ name: 'nps', value: 3 }], ['price']]);
    const heard = voiceFrom(said({ scores: { nps: 3 } }), names, { audible: hearing('chat') });
    expect([heard?.text, heard?.scores, heard?.themes]).toEqual(['Too slow', [], []]);
    expect(fits(said(), { ...wanted, theme: 'price', audible: hearing('chat') }, forEver)).toBe(false);
  });

  it('never holds what could change what stands around it, whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const heard = voice({ text });
        if (heard === undefined) return;
        expect(heard.text).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(heard.text.isWellFormed()).toBe(true);
        expect(Array.from(heard.text).length).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});

describe('a cursor', () => {
  const named = { ...wanted, isCounted: false };
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const place = fc
    .tuple(fc.stringMatching(/^[0-9a-f]{8}$/), instant, fc.stringMatching(/^[0-9a-f]{16}$/))
    .map(([customer, at, id]) => `${customer}#${at.toISOString()}#${id}`);

  it('leads where its page ended, on any day and behind any entry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...daysOf(period)), fc.option(place), (day, after) => {
        const cursor = { touchpoint: 'help-desk', day, ...(after !== null && { after }) };
        expect(cursorFrom(cursorText(cursor), named)).toEqual(cursor);
      }),
    );
  });

  it('tells who may read no stories how many came before and no place, and takes no place from them', () => {
    const counted = { ...wanted, isCounted: true };
    const [day = ''] = daysOf(period);
    const cursor = { touchpoint: 'help-desk', day, counted: 20 };
    expect(cursorFrom(cursorText(cursor), counted)).toEqual(cursor);
    expect(() => cursorFrom(cursorText(cursor), named)).toThrow(Refused);
    const after = '80000000#2025-03-03T00:00:00.000Z#0000000000000000';
    expect(() => cursorFrom(cursorText({ touchpoint: 'help-desk', day, after }), counted)).toThrow(Refused);
  });

  it('is refused in words or leads to a day of what is asked for, whatever it says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.base64String()), (text) => {
        for (const cursor of [text, Buffer.from(text).toString('base64url')]) {
          try {
            expect(daysOf(period)).toContain(cursorFrom(cursor, named).day);
          } catch (error) {
            expect(error).toBeInstanceOf(Refused);
          }
        }
      }),
    );
  });
});
