import { setTimeout as sleepMs } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { world } from './visit.ts';

const titles: Readonly<Record<number, string>> = { 403: 'forbidden', 404: 'not-found', 500: 'busy' };

/** Lets a part of the API answer that it cannot, or may not. */
export const refuse = (page: Page, path: string, status: 403 | 404 | 500): Promise<unknown> =>
  page.route(path, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: titles[status], status, detail: 'Ask whoever runs it.' }),
    }),
  );

/** Lets a part of the API answer as it does, but late. */
export const delay = (page: Page, path: string, delayMs: number): Promise<unknown> =>
  page.route(path, async (route) => {
    await sleepMs(delayMs);
    // The page may be gone by then.
    await route.continue().catch(() => undefined);
  });

/** Lets the API answer what it answered before the first signal was stored. */
export const answerEmpty = (page: Page, lang: 'en' | 'es'): Promise<unknown> =>
  page.route('**/api/map*', (route) =>
    route.fulfill({ contentType: 'application/json', body: world().emptySheets[lang] }),
  );
