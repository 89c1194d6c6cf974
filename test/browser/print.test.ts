import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, inLanguage, phone, views, visit } from './visit.ts';

/** A4 on its side, in points. */
const paper = { width: 842, height: 595 };
const uprightPaper = { width: 595, height: 842 };
const [letterPtMin, panelLetterPtMin] = [6.5, 8];
/** What is left of the paper between margins of 6 mm, in CSS pixels. */
const printedWidthPx = 1_077;

/** Chromium leaves a document's page objects as plain text. */
const pagesOf = async (page: Page): Promise<{ width: number; height: number }[]> => {
  const text = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const count = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  expect(boxes).toHaveLength(count);
  return boxes.map(([, width, height]) => ({ width: Math.round(Number(width)), height: Math.round(Number(height)) }));
};

/** Every text of the sheet as paper shows it, with the size of its letters; a drawing scales its own. */
const lettersOf = (page: Page): Promise<{ text: string; sizePt: number }[]> =>
  page.evaluate(`(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const letters = [];
    while (walk.nextNode()) {
      const { parentElement: parent, data } = walk.currentNode;
      if (!data.trim() || !parent.checkVisibility() || parent.closest('.unseen, title')) continue;
      const scale = parent.ownerSVGElement ? parent.getScreenCTM().d : 1;
      letters.push({ text: data.trim(), sizePt: parseFloat(getComputedStyle(parent).fontSize) * scale * 0.75 });
    }
    return letters;
  })()`);

describeInBrowser('the sheet on paper', () => {
  it.each(['en', 'es'])(
    'is one page of A4 on its side, dark on white, with no letters under 6.5 points: %s',
    async (lang) => {
      const page = await visit(`/?lang=${lang}`);
      const cells = page.locator('.sheet .cell:not(.blank)');
      const count = await cells.count();
      expect(count).toBeGreaterThan(20);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await pagesOf(page)).toEqual([paper]);
      }
      await page.setViewportSize({ width: printedWidthPx, height: 748 });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const letters = await lettersOf(page);
      expect(letters.length).toBeGreaterThan(100);
      // Pixels are rounded to a sixty-fourth.
      expect(letters.filter(({ sizePt }) => sizePt < letterPtMin - 0.02)).toEqual([]);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(await cells.filter({ visible: true }).count()).toBe(count);
      expect(await page.locator('.controls, .top').filter({ visible: true }).count()).toBe(0);
    },
  );

  it.each(['a month', 'a part of it'])('is one page from a phone, too: %s', async (view) => {
    const page = await visit(inLanguage(views()[view] ?? '', 'es'), phone);
    expect(await pagesOf(page)).toEqual([paper]);
  });
});

describeInBrowser('an open panel on paper', () => {
  it.each([
    ['a touchpoint', 'a desk', {}],
    ['a customer', 'a desk', {}],
    ['a touchpoint', 'a phone', phone],
    ['a customer', 'a phone', phone],
  ])(
    'is all of it and nothing else, upright, with no letters under 8 points: %s, from %s',
    async (view, _, options) => {
      const page = await visit(inLanguage(views()[view] ?? '', 'es'), options);
      const words = page.locator('dialog :is(.verbatim, .step)');
      const count = await words.count();
      expect(count).toBeGreaterThan(0);
      const pages = await pagesOf(page);
      expect(pages).toEqual(pages.map(() => uprightPaper));

      await page.emulateMedia({ media: 'print' });
      const letters = await lettersOf(page);
      expect(letters.filter(({ sizePt }) => sizePt < panelLetterPtMin - 0.02)).toEqual([]);
      expect(await words.filter({ visible: true }).count()).toBe(count);
      expect(await page.locator('#sheet, .top, .news, dialog button').filter({ visible: true }).count()).toBe(0);
      expect(await page.locator('.masthead .when').isVisible()).toBe(true);
      const cut = `[...document.querySelectorAll('dialog, dialog *')].filter((box) =>
      !box.closest('.unseen, svg') && getComputedStyle(box).overflow !== 'visible').length`;
      expect(await page.evaluate(cut)).toBe(0);
    },
  );
});
