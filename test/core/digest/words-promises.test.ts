import { describe, expect, it } from 'vitest';
import type { CommitmentLine } from '../../../core/digest/content.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { quietWeek } from './contents.ts';
import { fullWeek, kept, missed } from './contents-full.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u2009]/g, ' ');

describe('a promise', () => {
  const promise = (line: Partial<CommitmentLine>, locale: 'en' | 'es' = 'en') => {
    const [first] = digestWords({ ...quietWeek, locale, commitments: [{ ...missed, ...line }] }).promises.items;
    return { title: seen(first?.title), share: seen(first?.share), evidence: seen(first?.evidence) };
  };

  it('says what was kept of what was promised, and of how many', () => {
    expect(promise({})).toEqual({
      title: 'Phone queue: missed (was 88 %)',
      share: '61 % within 2 minutes, target 80 %',
      evidence: 'Median 95 seconds (was 41 seconds) · 95 % range 55 % to 67 %, 241 cases',
    });
    expect(promise({}, 'es').share).toBe('61 % en 2 minutos o menos; objetivo: 80 %');
  });

  it.each([
    ['waitSeconds', 90, '90 seconds'],
    ['waitSeconds', 7200, '2 hours'],
    ['callMinutes', 1, '1 minute'],
    ['resolutionHours', 48, '48 hours'],
    ['deliveryDays', 2.5, '2.5 days'],
  ])('reads %s up to %d as within %s', (measure, limit, said) => {
    expect(promise({ measure, limit }).share).toContain(`61 % within ${said}, `);
  });

  it('reads what is no time as a number of what its name says', () => {
    expect(promise({ measure: 'openTickets', limit: 3 }).share).toContain('61 % at most 3 open tickets');
  });

  it('is called by its name when it has one', () => {
    expect(promise({ name: 'Answered within two minutes' }).share).toBe(
      'Answered within two minutes: 61 %, target 80 %',
    );
  });

  it('that was broken comes before one that may be, and that before one that was kept', () => {
    const unsure = { ...missed, verdict: 'unsure' } as const;
    const { items } = digestWords({ ...quietWeek, commitments: [kept, unsure, missed] }).promises;
    expect(items.map(({ tone }) => tone)).toEqual(['missed', 'unsure', 'kept']);
  });
});

it('says since when a source has been silent, on the clocks of the organisation', () => {
  expect(seen(digestWords(fullWeek).silent.items[0])).toBe(
    'store-tablets (typeform) has been silent for 84 hours, since Nov 19, 12:00; about 62 signals were expected.',
  );
});
