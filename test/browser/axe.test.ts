import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { answerEmpty, refuse } from './answers.ts';
import { describeInBrowser, inLanguage, openTab, views, visit } from './visit.ts';

const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** Those of them that may find something else by another light. */
const rulesOfColour = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What axe-core finds wrong. It comes by the debugger and not by the page, whose policy stays as it is. */
const run = (page: Page, runOnly: object, leftOut: string): Promise<string[]> =>
  page.evaluate<string[]>(`axe.run({ include: document, exclude: ${JSON.stringify(leftOut)} },
      { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`);

/** @param leftOut what another test looks at */
const faultsOf = async (page: Page, leftOut = '#none'): Promise<string[]> => {
  await page.evaluate(axe.source);
  const inLight = await run(page, everyRule, leftOut);
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...inLight, ...(await run(page, rulesOfColour, leftOut)).map((fault) => `in dark: ${fault}`)];
};

describeInBrowser.each(['en', 'es'] as const)('what axe-core finds in %s, light and dark', (lang) => {
  const see = (view: string) => visit(inLanguage(views()[view] ?? '', lang));

  it.each(['the sheet', 'a part of it'])('is nothing in %s', async (view) => {
    expect(await faultsOf(await see(view))).toEqual([]);
  });

  it.each(['a touchpoint', 'a customer'])('is nothing in the panel of %s', async (view) => {
    expect(await faultsOf(await see(view), '#sheet')).toEqual([]);
  });

  it.each(['/desk/', '/desk/mails', '/desk/sources'])('is nothing on the desk, at %s', async (path) => {
    const page = await openTab();
    await page.goto(inLanguage(path, lang));
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is nothing where something went wrong', async () => {
    const page = await openTab();
    await refuse(page, '**/api/map*', 500);
    await page.goto(`/?lang=${lang}`);
    await page.locator('#retry').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is nothing before the first signal', async () => {
    const page = await openTab();
    await answerEmpty(page, lang);
    await page.goto(`/?lang=${lang}`);
    await page.locator('.nothing').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
