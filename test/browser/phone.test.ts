import { expect, it } from 'vitest';
import { answerEmpty, refuse } from './answers.ts';
import { describeInBrowser, inLanguage, openTab, phone, sidewaysPx, untilShown, views, visit } from './visit.ts';
import { crowd } from './voices.ts';

describeInBrowser('a screen of 320 pixels', () => {
  it('scrolls sideways in no view', async () => {
    const page = await openTab(phone);
    // Spanish words are the longer ones.
    for (const address of ['/?lang=en', ...Object.values(views()).map((view) => inLanguage(view, 'es'))]) {
      await page.goto(address);
      await untilShown(page);
      expect([address, await sidewaysPx(page)]).toEqual([address, 0]);
    }
  });

  it.each(['en', 'es'] as const)('scrolls sideways in none of its other states: %s', async (lang) => {
    const page = await openTab(phone);
    await answerEmpty(page, lang);
    await page.goto(`/?lang=${lang}`);
    await page.locator('.nothing').waitFor();
    await page.locator('#filters').click();
    await page.locator('#compare').waitFor();
    expect(await sidewaysPx(page)).toBe(0);

    await refuse(page, '**/api/map*', 500);
    await page.reload();
    await page.locator('#retry').waitFor();
    expect(await sidewaysPx(page)).toBe(0);
  });
});

describeInBrowser('a phone', () => {
  it('tells the path stage by stage, and a touchpoint over all of its screen', async () => {
    const page = await visit('/', phone);
    const names = (selector: string) => page.locator(`${selector} .place`).allTextContents();
    expect(await page.locator('table.sheet').isVisible()).toBe(false);
    expect(await page.locator('.stage h2').filter({ visible: true }).count()).toBe(7);
    expect(new Set(await names('.narrow'))).toEqual(new Set(await names('.sheet')));

    await page.locator('.narrow').getByRole('link', { name: crowd.name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: crowd.name });
    await dialog.waitFor();
    // All but the room that a scroll bar needs.
    const { x, y, width, height } = (await dialog.boundingBox()) ?? { width: 0 };
    expect([x, y, height]).toEqual([0, 0, phone.viewport.height]);
    expect(width).toBeGreaterThan(300);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });
});
