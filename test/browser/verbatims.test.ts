import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone, sidewaysPx, visit } from './visit.ts';
import { crowd, hostile, hostileTexts } from './voices.ts';

const pageSize = 20;

const more = async (page: Page): Promise<void> => {
  const shown = await page.locator('.verbatim').count();
  await page.getByRole('button', { name: /^(Show more|Search further back)$/ }).click();
  await page.locator('.verbatim').nth(shown).waitFor();
};

describeInBrowser('ten thousand comments behind one cell', () => {
  it('are counted, and read page by page without one coming twice', async () => {
    const page = await visit(`/?touchpoint=${crowd.touchpoint}`);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/verbatims')) asked.push(request.url());
    });
    expect(await page.locator('dialog .about').last().innerText()).toMatch(/10,\d\d\d/);
    for (let pages = 1; pages <= 3; pages += 1) {
      const texts = await page.locator('.verbatim blockquote').allInnerTexts();
      expect(texts).toHaveLength(pages * pageSize);
      expect(new Set(texts).size).toBe(texts.length);
      await more(page);
    }
    expect(asked).toHaveLength(3);
  });

  it('are those alone that were asked for', async () => {
    const page = await visit(`/?touchpoint=${crowd.touchpoint}&sentiment=negative&theme=price`);
    await more(page);
    const said = await page.locator('.verbatim .mark').allInnerTexts();
    expect(said.length).toBeGreaterThan(pageSize);
    expect(said.filter((words) => !words.endsWith('negative'))).toEqual([]);
    const themes = await page.locator('.verbatim .how').allInnerTexts();
    expect(themes).toHaveLength(said.length);
    expect(themes.filter((words) => !words.includes('Price and charges'))).toEqual([]);
  });
});

describeInBrowser('a story that was opened from a word', () => {
  const place = (page: Page) =>
    page.evaluate<unknown>(`({
      words: document.querySelectorAll('.verbatim').length,
      scrollTop: document.querySelector('dialog').scrollTop,
      focus: [...document.querySelectorAll('.verbatim .act')].indexOf(document.activeElement),
    })`);

  it.each([
    ['the browser’s way back', (page: Page) => page.goBack()],
    ['its own', (page: Page) => page.getByRole('link', { name: /^Back to Support chat/ }).click()],
  ])('leads back to that word among all that were loaded, by %s', async (_, goBack) => {
    const page = await visit('/?touchpoint=support-chat');
    await more(page);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/\/api\/(touchpoints|verbatims)/.test(request.url())) asked.push(request.url());
    });
    await page.getByRole('link', { name: 'Their story' }).last().focus();
    const left = await place(page);
    expect(left).toMatchObject({ words: pageSize * 2, scrollTop: expect.toSatisfy((top: number) => top > 1_000) });
    await page.keyboard.press('Enter');
    await page.locator('dialog .step').first().waitFor();
    expect(await page.evaluate('document.querySelector("dialog").scrollTop')).toBe(0);
    expect(await page.locator('.verbatim').filter({ visible: true }).count()).toBe(0);
    await goBack(page);
    await expect.poll(() => place(page)).toEqual(left);
    expect(asked).toEqual([]);
  });
});

describeInBrowser('what somebody wrote who means harm', () => {
  it('is text and nothing else, and keeps its place on every screen', async () => {
    const page = await visit(`/?touchpoint=${hostile.touchpoint}`);
    const last = page.getByText(/that is all\.$/);
    while ((await last.count()) === 0) await more(page);

    const texts = await page.locator('.verbatim blockquote').allTextContents();
    const plain = hostileTexts.filter((text) => text.startsWith('<'));
    expect(plain.length).toBeGreaterThan(2);
    for (const text of plain) expect(texts).toContain(text);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(
      await page.locator('dialog :is(img, iframe, script, style, svg[onload], a[href^="javascript:"])').count(),
    ).toBe(0);
    expect(texts.join('')).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(texts.filter((text) => text.length > 2_001)).toEqual([]);
    expect(texts.some((text) => hostile.word.startsWith(text.slice(0, 1_900)))).toBe(true);
    expect(await sidewaysPx(page)).toBe(0);
    await page.setViewportSize(phone.viewport);
    expect(await sidewaysPx(page)).toBe(0);
  });
});
