import { describe, expect, it } from 'vitest';
import { type UnsubscribeState, unsubscribePage } from '../../../core/digest/unsubscribe-page.ts';

const faro = { organisation: 'Faro Móvil', audience: 'care team' };
const states: readonly UnsubscribeState[] = ['ask', 'gone', 'back', 'unknown', 'busy'];
const buttons = (page: string) => [...page.matchAll(/<button[^>]*value="(\w+)"[^>]*>([^<]+)</g)].map(([, ...b]) => b);

describe('the page of an unsubscribe link', () => {
  it('asks, in the reader’s language, with one button that posts to the page itself', () => {
    const page = unsubscribePage('ask', { ...faro, locale: 'es' });
    expect(page).toContain('<html lang="es">');
    expect(page).toContain('Faro Móvil le envía su resumen de clientes (care team)');
    expect(buttons(page)).toEqual([['unsubscribe', 'Darme de baja']]);
    expect(page).toMatch(/<form method="post"><button name="choice"/);
  });

  it('offers the way back to who is out, and nothing to press to who is in again', () => {
    expect(buttons(unsubscribePage('gone', { ...faro, locale: 'en' }))).toEqual([['subscribe', 'Subscribe again']]);
    expect(buttons(unsubscribePage('back', { ...faro, locale: 'en' }))).toEqual([]);
  });

  it.each(states)('fetches nothing, runs nothing and has one heading, a title and both lights: %s', (state) => {
    for (const locale of ['en', 'es'] as const) {
      const page = unsubscribePage(state, { ...faro, locale });
      expect(page).not.toMatch(/\b(src|href|action|on\w+)=|<script|url\(|@import/);
      expect(page.match(/<h1>/g)).toHaveLength(1);
      expect(page).toMatch(/<title>[^<]+<\/title>/);
      expect(page).toContain('color-scheme:light dark');
      expect(page).toContain('prefers-color-scheme:dark');
      expect(page, 'the sheet was not escaped').not.toMatch(/<style>[^<]*&/);
    }
  });

  it('names nobody where there is nothing', () => {
    expect(unsubscribePage('unknown', { ...faro, locale: 'en' })).not.toMatch(/Faro|care/);
    expect(unsubscribePage('busy', { ...faro, locale: 'en' })).not.toMatch(/Faro|care/);
  });

  it('shows a name with markup as the letters it has', () => {
    const page = unsubscribePage('ask', { organisation: '<b>&"Faro', audience: 'x', locale: 'en' });
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;b>&amp;');
  });
});
