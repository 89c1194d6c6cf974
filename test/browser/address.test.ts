import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, untilShown, visit, world } from './visit.ts';

/** A machine that does more than this takes its time. */
const patience = { timeout: 30_000 };

const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** All that is told, but for what moves: a menu that comes when the browser has time. */
const told = async (page: Page): Promise<string[]> => {
  await untilShown(page);
  return page.locator('main, dialog').allInnerTexts();
};

/** Goes on by one step, until the address says so and something else is told. */
const follow = async (page: Page, field: string, step: () => Promise<unknown>): Promise<string[]> => {
  const [value, before] = [queryOf(page)[field], await told(page)];
  await step();
  await expect.poll(() => queryOf(page)[field], patience).not.toBe(value);
  await expect.poll(() => told(page), patience).not.toEqual(before);
  return told(page);
};

describeInBrowser('the address', () => {
  it('says every choice, goes back and forward through them, and shows them to whoever gets it', async () => {
    const page = await visit('/');
    const seen = [{ url: page.url(), told: await told(page) }];
    const steps: readonly (readonly [field: string, step: () => Promise<unknown>])[] = [
      ['segment', () => page.selectOption('#segment', 'plan:contract')],
      ['medium', () => page.selectOption('#medium', 'chat')],
      ['compare', () => page.selectOption('#compare', { index: 1 })],
      ['lang', () => page.locator('#lang-es').click()],
      ['touchpoint', () => page.locator('#chat-support-chat').click()],
      ['sentiment', () => page.locator('dialog a.negative').first().click()],
    ];
    for (const [field, step] of steps) seen.push({ told: await follow(page, field, step), url: page.url() });
    expect(queryOf(page)).toEqual({
      segment: 'plan:contract',
      medium: 'chat',
      compare: expect.stringMatching(/^2026-/),
      lang: 'es',
      touchpoint: 'support-chat',
      sentiment: 'negative',
    });
    expect(new Set(seen.map((view) => view.told.join())).size).toBe(seen.length);

    for (const { url, told: before } of seen.slice(0, -1).toReversed()) {
      await page.goBack();
      await expect.poll(() => page.url(), patience).toBe(url);
      await expect.poll(() => told(page), patience).toEqual(before);
    }
    await page.goForward();
    await expect.poll(() => page.url(), patience).toBe(seen[1]?.url);
    await expect.poll(() => told(page), patience).toEqual(seen[1]?.told);

    const last = seen.at(-1);
    expect(await told(await visit(last?.url ?? ''))).toEqual(last?.told);
  });

  it('names every period that is gone to', async () => {
    const page = await visit('/');
    const seen = new Set([await page.locator('.when').innerText()]);
    for (const [control, period] of [
      ['#earlier', '2026-11-02'],
      ['#monthly', '2026-10'],
      ['#quarterly', '2026-Q3'],
    ] as const) {
      await follow(page, 'period', () => page.locator(control).click());
      expect(queryOf(page)).toEqual({ period });
      seen.add(await page.locator('.when').innerText());
    }
    expect(seen.size).toBe(4);
  });

  it('leads from a comment to the story of who wrote it, back again, and from anywhere', async () => {
    const page = await visit('/?touchpoint=support-chat');
    await follow(page, 'customer', () => page.getByRole('link', { name: 'Their story' }).first().click());
    expect(queryOf(page).customer).toMatch(/^[0-9a-f]{32}$/);
    await page.getByRole('heading', { name: 'A customer’s story' }).waitFor();
    expect(await page.locator('dialog .step').count()).toBeGreaterThan(0);
    const story = await told(page);
    expect(await told(await visit(page.url()))).toEqual(story);
    await page.getByRole('link', { name: /^Back to Support chat/ }).click();
    await page.getByRole('heading', { name: 'In their words' }).waitFor();
    expect(queryOf(page)).toEqual({ touchpoint: 'support-chat' });
  });

  it('may be anything: what is unknown is said, and runs nowhere', async () => {
    const markup = '<img src=x onerror="window.harmed=1">';
    const page = await visit('/');
    for (const field of ['period', 'segment', 'lang', 'touchpoint', 'theme', 'customer']) {
      const rest = field === 'theme' ? '&touchpoint=support-chat' : '';
      await page.goto(`${world().pageUrl}/?${field}=${encodeURIComponent(markup)}${rest}`);
      await page.locator('main[aria-busy="false"]').waitFor();
      await page.locator('.problem, dialog .verbatims, dialog .few').first().waitFor();
      expect(await page.evaluate('window.harmed ?? document.querySelector("img")')).toBeNull();
    }
  });
});
