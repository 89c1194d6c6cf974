import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone, visit } from './visit.ts';

/** More stops than there are before the first touchpoint would make the way there too long. */
const stopsMax = 60;

/** What has the focus, and whether one sees it: by a line around it, or in a drawing under its name. */
interface Stop {
  readonly id: string;
  readonly text: string;
  readonly isSeen: boolean;
  readonly isInDialog: boolean;
}

const stopOf = (page: Page): Promise<Stop> =>
  page.evaluate(`(() => {
    const { activeElement: at } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const label = at.querySelector('text');
    return {
      id: at.id,
      text: at.textContent.trim(),
      isSeen: box.width > 0 && box.height > 0 && (label
        ? getComputedStyle(label).textDecorationLine === 'underline'
        : outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
      isInDialog: at.closest('dialog') !== null,
    };
  })()`);

/** Presses Tab until something has the focus, and says what had it on the way. */
const tabTo = async (page: Page, isThere: (stop: Stop) => boolean): Promise<Stop[]> => {
  const stops: Stop[] = [];
  while (stops.length < stopsMax) {
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    stops.push(stop);
    if (isThere(stop)) return stops;
  }
  throw new Error(`the focus was at ${stops.map(({ id, text }) => id || text).join(', ')}`);
};

const isPlace = ({ id }: Stop): boolean => id === 'web-website';

describeInBrowser('the keyboard alone', () => {
  it('leads to a touchpoint, into its panel and back to where it was, and shows at every stop where that is', async () => {
    const page = await visit('/');
    const onSheet = await tabTo(page, isPlace);
    expect(onSheet[0]?.text).toBe('Skip to the sheet');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Website' }).waitFor();
    await expect.poll(async () => (await stopOf(page)).isInDialog).toBe(true);
    await page.getByRole('button', { name: 'Show more' }).waitFor();
    const inPanel = await tabTo(page, ({ text }) => text === 'Show more');
    expect([...onSheet, ...inPanel].filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect((await stopOf(page)).id).toBe('web-website');
  });

  it('passes all controls by the first link', async () => {
    const page = await visit('/');
    await tabTo(page, () => true);
    await page.keyboard.press('Enter');
    const [next] = await tabTo(page, () => true);
    expect(await page.locator(`#sheet [id="${next?.id}"]`).count()).toBe(1);
  });

  it('stays in a panel that covers the whole screen, and goes from there to its touchpoint', async () => {
    const page = await visit('/?touchpoint=website', phone);
    const stops = await tabTo(page, ({ text }) => text === 'Show more');
    expect(stops.filter(({ isInDialog }) => !isInDialog)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect((await stopOf(page)).id).toBe('stage-by-stage-website');
  });
});

describeInBrowser('the page to who does not see it', () => {
  it('is a table whose rows and columns have their names, and drawings that are said in words', async () => {
    const page = await visit('/?touchpoint=support-chat');
    const table = page.getByRole('table', { name: /How it felt/ });
    const columns = await table.getByRole('columnheader').allInnerTexts();
    expect(columns.map((text) => text.split(/\s/)[0])).toEqual([
      ...['Stage', 'Search', 'Choose', 'Join', 'Use', 'Pay', 'Support', 'Renew'],
    ]);
    const rows = await table.getByRole('rowheader').allInnerTexts();
    expect(rows).toEqual(
      expect.arrayContaining(['How it felt\nNet sentiment', 'Website', 'Where we listen', 'What they talk about']),
    );
    const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Where we listen' }) });
    expect(await row.getByRole('cell').count()).toBe(columns.length - 1);

    const drawings = page.locator('svg').filter({ visible: true });
    expect(await drawings.count()).toBeGreaterThan(1);
    const said = await drawings.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? (one.getAttribute('aria-hidden') && 'left out')),
    );
    expect(said.filter((words) => !words)).toEqual([]);
    expect(said[0]).toMatch(/^How it felt along the journey.+Website/s);
  });
});
