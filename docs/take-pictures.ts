import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser, howToGetOne } from '../test/browser/browser.ts';

/** Takes the pictures of this folder from a running sample: `npm start` in one terminal, `npm run pictures` in another. */

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly isDark?: true;
  /** Only this much of the page, and no higher than this. */
  readonly part?: { readonly selector: string; readonly heightMax: number };
}

const dataFolder = process.argv[2] ?? '.local';
const { apiUrl } = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as { apiUrl: string };
const mailOf = (audience: string): string => {
  const name = readdirSync(join(dataFolder, 'outbox')).find((file) => file.startsWith(`${audience}_`));
  if (name === undefined) throw new Error(`pictures: no mail to ${audience} in ${dataFolder}/outbox; run npm start`);
  return `/desk/mail/${encodeURIComponent(name)}/html`;
};

const pictures: readonly Picture[] = [
  { name: 'map-light', path: '/', width: 1440 },
  { name: 'map-dark', path: '/', width: 1440, isDark: true },
  { name: 'map-phone', path: '/', width: 360 },
  {
    name: 'map-panel',
    path: '/?touchpoint=sim-activation',
    width: 1520,
    part: { selector: 'dialog', heightMax: 1_800 },
  },
  { name: 'mail-en-light', path: mailOf('customer-experience'), width: 700 },
  { name: 'mail-en-dark', path: `${mailOf('customer-experience')}?light=dark`, width: 700, isDark: true },
  { name: 'mail-en-phone', path: mailOf('customer-experience'), width: 320 },
  { name: 'mail-es-light', path: mailOf('care-team'), width: 700 },
  { name: 'mail-es-phone-dark', path: `${mailOf('care-team')}?light=dark`, width: 320, isDark: true },
];

const heightOf = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((box) => box.scrollHeight);

/** The page, or a part of it, as long as it is. Playwright knows no WebP, which is a third of a PNG; the browser does. */
const take = async (page: Page, { path, width, isDark, part }: Picture): Promise<Buffer> => {
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${apiUrl}${path}`, { waitUntil: 'networkidle' });
  const height = Math.min(await heightOf(page, part?.selector ?? 'html'), part?.heightMax ?? Number.POSITIVE_INFINITY);
  await page.setViewportSize({ width, height });
  const box = part && (await page.locator(part.selector).boundingBox());
  const devTools = await page.context().newCDPSession(page);
  const { data } = await devTools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 60,
    ...(box && { clip: { ...box, scale: 1 } }),
  });
  await devTools.detach();
  return Buffer.from(data, 'base64');
};

const options = findBrowser();
if (options === undefined) throw new Error(`pictures: there is no browser; ${howToGetOne}`);
const browser = await chromium.launch(options);
try {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  for (const picture of pictures) {
    const file = join(import.meta.dirname, `${picture.name}.webp`);
    writeFileSync(file, await take(page, picture));
    console.log(file);
  }
} finally {
  await browser.close();
}
