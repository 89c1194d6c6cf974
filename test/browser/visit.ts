import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, onTestFinished } from 'vitest';

/** A machine that does more than this takes its time. */
const patienceMs = 60_000;

/** Tests that need a browser. Where there is none they are skipped, and the setup said how to get one. */
export const describeInBrowser = describe.skipIf(inject('browserEndpoint') === undefined);

export const world = () => {
  const given = inject('world');
  if (given === undefined) throw new Error('browser: there is no world without one');
  return given;
};

/** One for all files of a worker; it ends with the browser. */
let connected: Promise<Browser> | undefined;
const browser = (): Promise<Browser> => {
  // Loaded when needed: nobody waits for it to skip tests.
  connected ??= import('playwright-core').then(({ chromium }) => chromium.connect(String(inject('browserEndpoint'))));
  return connected;
};

/** As narrow as WCAG 2.2 asks for. https://www.w3.org/TR/WCAG22/#reflow */
export const phone = { viewport: { width: 320, height: 640 } } as const;

/**
 * A tab of somebody new: nothing remembered, nothing cached. Whatever a page does, it throws nothing, asks nobody but its
 * own origin, opens no dialog and breaks no policy; every test that opens one claims this, too.
 */
export const openTab = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const { pageUrl } = world();
  const context = await (await browser()).newContext({
    baseURL: pageUrl,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(`threw ${error.message}`));
  page.on('dialog', (dialog) => {
    wrongs.push(`opened a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = origin === pageUrl || protocol === 'blob:' || protocol === 'data:';
    if (!isOwn) wrongs.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) wrongs.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(wrongs).toEqual([]);
  });
  return page;
};

/** Waits until what was asked for is there: a sheet, and with it a panel if the address names one. */
export const untilShown = async (page: Page): Promise<void> => {
  await page.locator('main[aria-busy="false"] #sheet').waitFor();
  if (!/[?&](touchpoint|customer)=/.test(page.url())) return;
  await page.locator('dialog[open]').waitFor();
  await page.locator('dialog :is(.in-their-words .few, .life, .problem)').first().waitFor();
  await page.locator('dialog [aria-busy="true"]').waitFor({ state: 'detached' });
};

/** Opens a view as somebody new would. */
export const visit = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openTab(options);
  await page.goto(address);
  await untilShown(page);
  return page;
};

/** The same view in a language. */
export const inLanguage = (address: string, lang: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`;

/** The views of the page, one of each kind. */
export const views = (): Readonly<Record<string, string>> => ({
  'the sheet': '/',
  'a month': '/?period=2026-10',
  'a part of it': '/?compare=2026-10-26&segment=plan:contract&medium=web',
  'a touchpoint': '/?touchpoint=support-chat',
  'its angry comments': '/?touchpoint=support-chat&sentiment=negative',
  'a customer': `/?touchpoint=support-chat&customer=${world().customer}`,
});

/** How far a reader could scroll sideways, in the window and in the panel. */
export const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate<number>(`Math.max(0, ...[document.documentElement, ...document.querySelectorAll('dialog')]
    .map((box) => box.scrollWidth - box.clientWidth))`);
