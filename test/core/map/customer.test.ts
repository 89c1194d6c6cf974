import { describe, expect, it } from 'vitest';
import { compileMap } from '../../../core/journey/map.ts';
import { CustomerAnswer } from '../../../core/map/api.ts';
import { customerOf } from '../../../core/map/customer.ts';
import type { Life } from '../../../core/people/life.ts';
import type { ScoredSignal } from '../../../core/signal.ts';
import { read, smallJourney } from '../journey/small-journey.ts';
import { scored } from '../metrics/scored-signal.ts';

const small = read(smallJourney);
if (!small.ok) throw new Error('the small journey is good');
const { journey } = small;
const map = compileMap(journey);

const [ana, bob] = ['a'.repeat(32), 'b'.repeat(32)] as const;
const told = (day: string, object: string, more: Partial<ScoredSignal> = {}) => ({
  object,
  signal: scored({ occurredAt: `${day}T09:30:00.000Z`, touchpoint: 'help-desk', medium: 'email', ...more }),
});
const story = [
  told('2026-01-10', '1', { touchpoint: 'website', medium: 'web', text: 'Where do I \u202Ebuy\u0000 it?' }),
  told('2026-02-20', '2', { touchpoint: 'old-desk', scores: { csat: 1 } }),
  told('2026-02-22', '3'),
  told('2026-02-23', '4', { touchpoint: 'gone' }),
];
const life: Life = {
  firstDay: '2026-01-10',
  lastDay: '2026-02-23',
  silentDays: 3,
  days: 4,
  signals: 4,
  purchases: 2,
  moneyMinor: { EUR: 2_990, JPY: 900 },
  failures: 1,
  opened: 1,
  closed: 0,
};

const answer = (more: Partial<Parameters<typeof customerOf>[1]> = {}) =>
  CustomerAnswer.parse(
    customerOf(
      { customers: [ana, bob], told: story, life },
      { journey, map, locale: 'en', tells: () => true, ...more },
    ),
  );

describe("a customer's story", () => {
  it('says who it is by as much of the id as people read out, and who else they are', () => {
    const { customer, linked } = answer();
    expect([customer, linked]).toEqual(['aaaaaaaaaaaa', ['bbbbbbbbbbbb']]);
    expect(JSON.stringify(answer())).not.toContain(ana);
  });

  it('is told step by step, each at its touchpoint, with what they spent in words', () => {
    const { steps, life: whole, elsewhere } = answer();
    expect(steps.map(({ day, touchpointId }) => [day, touchpointId])).toEqual([
      ['2026-01-10', 'website'],
      ['2026-02-20', 'help-desk'],
      ['2026-02-22', 'help-desk'],
      ['2026-02-23', 'gone'],
    ]);
    expect(steps[0]?.text).toBe('Where do I buy it?');
    expect(steps[1]).toMatchObject({ stage: 'Support', touchpoint: 'Help desk', said: ['CSAT 1'], gapDays: 41 });
    expect(whole?.money.map((words) => words.replaceAll('\u00a0', ' '))).toEqual(['€29.90', '¥900']);
    expect(elsewhere).toBeUndefined();
  });

  it('is told in the reader’s language', () => {
    const { locale, steps, life: whole } = answer({ locale: 'es' });
    expect([locale, steps[1]?.touchpoint, steps[1]?.medium]).toEqual(['es', 'Ayuda', 'Correo']);
    expect(whole?.money[0]?.replaceAll('\u00a0', ' ')).toBe('29,90 €');
  });

  it('counts what happened where the reader has no say, and says nothing else of it, their life as a whole included', () => {
    const { steps, elsewhere, life: whole } = answer({ tells: ({ touchpoint }) => touchpoint === 'help-desk' });
    expect(steps.map(({ touchpointId }) => touchpointId)).toEqual(['help-desk', 'help-desk']);
    expect([elsewhere, whole]).toEqual([2, undefined]);
    // The gap is one all the same, and the attempt the second.
    expect(steps).toMatchObject([{ gapDays: 41 }, { attempt: { nth: 2, days: 3 } }]);
  });

  it('counts what they did in a segment the reader has no say in as well', () => {
    const all = answer();
    const { steps, elsewhere = 0 } = answer({ tells: ({ segments }) => segments.plan === 'nobody' });
    expect([steps, elsewhere]).toEqual([[], all.steps.length]);
  });
});
