import { describe, expect, it } from 'vitest';
import { compileMap } from '../../../core/journey/map.ts';
import { kindsOf, storyOf } from '../../../core/people/story.ts';
import { moneyWords } from '../../../core/people/story-words.ts';
import type { ScoredSignal } from '../../../core/signal.ts';
import { read, smallJourney } from '../journey/small-journey.ts';
import { scored } from '../metrics/scored-signal.ts';

const small = read(smallJourney);
if (!small.ok) throw new Error('the small journey is good');
const { journey } = small;
const told = (day: string, object: string, more: Partial<ScoredSignal> = {}) => ({
  object,
  signal: scored({ occurredAt: `${day}T09:30:00.000Z`, touchpoint: 'help-desk', medium: 'email', ...more }),
});
const story = (...some: ReturnType<typeof told>[]) => storyOf(some, journey, compileMap(journey), 'en');

describe('a story', () => {
  it('tells place and medium in the reader’s language, and the hour by the organisation’s clock', () => {
    const [step] = storyOf([told('2026-03-02', '1')], journey, compileMap(journey), 'es');
    expect(step).toMatchObject({
      day: '2026-03-02',
      time: '10:30',
      touchpoint: 'Ayuda',
      touchpointId: 'help-desk',
      medium: 'Correo',
      stage: 'Support',
    });
  });

  it('names a touchpoint that is no longer on the map by its id, and one that was renamed as it is called now', () => {
    const [gone, renamed] = story(
      told('2026-03-02', '1', { touchpoint: 'gone' }),
      told('2026-03-02', '2', { touchpoint: 'old-desk' }),
    );
    expect(gone).toMatchObject({ touchpoint: 'gone', touchpointId: 'gone', stage: '' });
    expect(renamed).toMatchObject({ touchpoint: 'Help desk', touchpointId: 'help-desk', stage: 'Support' });
  });

  it.each([
    ['en', ['NPS 3', 'rating 2', 'negative', 'Price', 'former', 'refund €12.50', 'wait 90 seconds (promise missed)']],
    [
      'es',
      ['NPS 3', 'valoración 2', 'negativo', 'Price', 'former', 'reembolso 12,50 €', 'espera 90 segundos (incumplido)'],
    ],
  ] as const)(
    'says scores, feeling, themes, money and measures in a few words of %s, and shortens what was said',
    (locale, said) => {
      const signal = told('2026-03-02', '1', {
        scores: { nps: 3, rating: 2 },
        sentiment: { label: 'negative', scores: { positive: 0, negative: 1, neutral: 0, mixed: 0 } },
        themes: ['price', 'former'],
        outcome: { event: 'refund', amountMinor: 1_250, currency: 'EUR' },
        measures: { waitSeconds: 90 },
        commitments: { waitSeconds: 'missed' },
        text: `Line one\u001b[31m\nline two ${'and on '.repeat(40)}`,
      });
      const [step] = storyOf([signal], journey, compileMap(journey), locale);
      expect(step?.said.map((words) => words.replaceAll('\u00a0', ' '))).toEqual(said);
      expect(step?.text).toMatch(/^Line one \[31m line two and on .*…$/);
      expect(step?.text?.length).toBeLessThanOrEqual(140);
    },
  );

  it('shows how long nobody was heard of', () => {
    const days = story(told('2026-01-20', '1'), told('2026-03-02', '2'), told('2026-03-08', '3'));
    expect(days.map(({ gapDays }) => gapDays)).toEqual([undefined, 41, undefined]);
  });

  it('counts repeated attempts at one touchpoint within days, and facts of one object as one attempt', () => {
    const steps = story(
      told('2026-03-02', '1', { touchpoint: 'old-desk' }),
      told('2026-03-02', '1'),
      told('2026-03-03', '2', { touchpoint: 'website' }),
      told('2026-03-04', '2'),
      told('2026-03-09', '3'),
      told('2026-03-20', '4'),
    );
    expect(steps.map(({ attempt }) => attempt)).toEqual([
      undefined,
      undefined,
      undefined,
      { nth: 2, days: 3 },
      { nth: 3, days: 8 },
      undefined,
    ]);
  });
});

describe('an amount', () => {
  it.each([
    [1_250, 'EUR', '€12.50'],
    [900, 'JPY', '¥900'],
    [-12_345, 'KWD', '-KWD 12.345'],
  ])('of %i minor units of %s reads %s', (minor, currency, words) => {
    expect(moneyWords(minor, currency, 'en').replaceAll('\u00a0', ' ')).toBe(words);
  });
});

describe('the kinds of aliases', () => {
  it('are told where a signal had all three or somebody named one, and unknown elsewhere', () => {
    const full = told('2026-03-02', '1', { aliases: ['a', 'b', 'c'] });
    const half = told('2026-03-02', '2', { aliases: ['d', 'e'] });
    const given = new Map([['e', 'phone' as const]]);
    expect(kindsOf(['a', 'b', 'c', 'd', 'e'], [full, half], given)).toEqual([
      'email',
      'id',
      'phone',
      'phone',
      'unknown',
    ]);
  });
});
