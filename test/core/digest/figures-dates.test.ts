import { expect, it } from 'vitest';
import { datesIn } from '../../../core/digest/figures-dates.ts';

it('a week says its year beside one of another year, and only there', () => {
  const week = { start: '2025-11-10', end: '2025-11-17' };
  const start = (locale: 'en' | 'es', beside?: typeof week) =>
    datesIn(locale).start(week, beside).replaceAll('\u00a0', ' ');
  expect(start('en', { start: '2026-11-09', end: '2026-11-16' })).toBe('Nov 10, 2025');
  expect(start('es', { start: '2026-11-09', end: '2026-11-16' })).toBe('10 nov 2025');
  expect([start('en'), start('en', { start: '2025-12-01', end: '2025-12-08' })]).toEqual(['Nov 10', 'Nov 10']);
});
