import { expect, it } from 'vitest';
import { answerEmpty, delay, refuse } from './answers.ts';
import { describeInBrowser, openTab, phone, untilShown, visit } from './visit.ts';

const slowMs = 3_000;
/** A tenth of what counts as good. https://web.dev/articles/cls */
const shiftMax = 0.01;

/** What jumped, how far, and how much that counts. */
const watchShifts = `window.shifts = [];
  const tell = ({ node, previousRect, currentRect }) =>
    (node?.className || node?.nodeName) + ' from ' + previousRect.y + ' to ' + currentRect.y;
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) shifts.push({ value, what: sources.map(tell) });
  }).observe({ type: 'layout-shift', buffered: true });`;

describeInBrowser('a slow API', () => {
  it.each([
    ['desk', {}],
    ['phone', phone],
  ])('leaves bones in place of the sheet, and nothing jumps when that comes: on a %s', async (_, options) => {
    const page = await openTab(options);
    await page.addInitScript(watchShifts);
    await delay(page, '**/api/map*', slowMs);
    await page.goto('/');
    await page.locator('.skeleton').waitFor();
    expect(await page.getByRole('status').first().innerText()).toBe('Loading …');
    await untilShown(page);
    expect(await page.locator('.skeleton').count()).toBe(0);
    await page.locator('#save').waitFor();
    const shifts = await page.evaluate<{ value: number; what: string[] }[]>('shifts');
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(shifts, null, 2)).toBeLessThan(shiftMax);
  });

  it('keeps the sheet that was there until the next one comes', async () => {
    const page = await visit('/');
    await delay(page, '**/api/map*', slowMs);
    await page.locator('#earlier').click();
    await page.locator('main[aria-busy="true"]').waitFor();
    expect(await page.locator('#sheet').isVisible()).toBe(true);
    await untilShown(page);
  });

  it('opens a panel at once, with its name', async () => {
    const page = await visit('/');
    await delay(page, '**/api/touchpoints/*', slowMs);
    await page.locator('#web-website').click();
    await page.getByRole('dialog', { name: 'Website' }).waitFor();
    expect(await page.locator('.panel-skeleton').count()).toBe(1);
    await untilShown(page);
  });
});

describeInBrowser('an API that fails', () => {
  it.each([
    ['/', 'This did not work', 'Try again'],
    ['/?lang=es', 'Esto no ha funcionado', 'Probar otra vez'],
  ])('is said, and the sheet comes when it is asked again: %s', async (address, title, retry) => {
    const page = await openTab();
    await refuse(page, '**/api/map*', 500);
    await page.goto(address);
    await page.getByRole('alert').getByRole('heading', { name: title }).waitFor();
    await page.unroute('**/api/map*');
    await page.getByRole('button', { name: retry }).click();
    await untilShown(page);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('behind a panel leaves the sheet alone', async () => {
    const page = await openTab();
    await refuse(page, '**/api/touchpoints/*', 500);
    await page.goto('/?touchpoint=website');
    await page.locator('dialog').getByRole('alert').waitFor();
    expect(await page.locator('#sheet').isVisible()).toBe(true);
    await page.unroute('**/api/touchpoints/*');
    await page.locator('dialog').getByRole('button', { name: 'Try again' }).click();
    await page.locator('dialog .verbatim').first().waitFor();
  });

  it('refuses in words, with a way to what one may see and none to try in vain', async () => {
    const page = await openTab();
    await refuse(page, '**/api/map*', 403);
    await page.goto('/?segment=plan:contract');
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await page.unroute('**/api/map*');
    await page.locator('#first').click();
    await untilShown(page);
    expect(new URL(page.url()).search).toBe('');
  });
});

describeInBrowser('a lost connection', () => {
  it('is said beside the sheet that was there, and forgotten as soon as there is one again', async () => {
    const page = await visit('/');
    const before = await page.locator('#sheet').innerText();
    await page.context().setOffline(true);
    await page.locator('#earlier').click();
    await page.getByText('No connection. This is still').waitFor();
    expect(await page.locator('#sheet').innerText()).toBe(before);
    await page.context().setOffline(false);
    await untilShown(page);
    await page.getByText('No connection').waitFor({ state: 'detached' });
    expect(await page.locator('#sheet').innerText()).not.toBe(before);
  });
});

describeInBrowser('before the first signal', () => {
  it.each([
    ['en', 'Nothing was heard yet', 'Connect your first source'],
    ['es', 'Todavía no se ha oído nada', 'Conecta tu primera fuente'],
  ] as const)(
    'the page says how to connect a source, above the path that waits for it: %s',
    async (lang, title, way) => {
      const page = await openTab();
      await answerEmpty(page, lang);
      await page.goto(`/?lang=${lang}`);
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.getByRole('link', { name: way }).getAttribute('href')).toBe(`/desk/?lang=${lang}#connect`);
      expect(await page.locator('.sheet thead th').count()).toBe(8);
      expect(await page.locator('.sheet :is(.score, .mark)').count()).toBe(0);
    },
  );
});
