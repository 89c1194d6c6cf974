import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { commit } from '../aws/commit.ts';
import type { MapAnswer } from '../core/map/api.ts';
import { LocalStack } from '../local/stack.ts';
import { findBrowser, howToGetOne } from '../test/browser/browser.ts';
import { startRun } from './local-run.ts';
import { median, root, sampleNow, sampleSignals } from './sample-signals.ts';

/**
 * The page on the local run with the whole sample: how long the API takes for a sheet, how long a reader waits from the
 * address to the sheet, and how much script that takes. The target is 1 s and 40 KB; the floor is the same browser
 * opening a page of the same run that the server draws from memory.
 *
 * The first sheet is remembered as `npm start` leaves it, and old enough to be read again behind the reader; the others are
 * some that nobody asked for before. Every browser tab is new. Does not model a network, nor that a browser has the script
 * already.
 */
const [port, rounds, firstRounds, signalsPerCommit] = [4787, 6, 3, 100];
/** What was read longer ago is read anew. */
const oldMs = 31_000;
const patience = { random: () => 0.5, sleepMs: async () => {} };

const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';

const launch = findBrowser();
if (launch === undefined) throw new Error(`bench: page needs a browser: ${howToGetOne}`);

const stack = await LocalStack.up({ root, dataFolder: folder, journeyFile: join(root, 'journey.yaml'), port });
const signals = sampleSignals();
for (let from = 0; from < signals.length; from += signalsPerCommit)
  await commit(stack.table(), signals.slice(from, from + signalsPerCommit), patience);
await stack.down();
// In a process of its own, as whoever looks at the page has it.
const run = await startRun(folder, stack.journey.sources[0]?.id ?? '', port, sampleNow);
const { apiUrl } = run.started;

const first: MapAnswer = await (await fetch(`${apiUrl}/api/map`)).json();
const [, ...others] = first.asked.comparable.map(({ word }) => word);
const words = (lang: 'en' | 'es') => others.slice(0, rounds).map((word) => `?compare=${word}&lang=${lang}`);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
};

/** @returns milliseconds from the address until something of it can be read */
const view = async (browser: Browser, path: string, seen: string, scripts: Map<string, number>): Promise<number> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('response', async (response) => {
    if (!/\.js$/.test(response.url())) return;
    // The tab may be gone by then.
    const script = await response.body().catch(() => undefined);
    if (script) scripts.set(response.url(), gzipSync(script).length);
  });
  const ms = await timed(async () => {
    await page.goto(`${apiUrl}${path}`, { waitUntil: 'commit' });
    await page.locator(seen).first().waitFor();
  });
  await page.close();
  return ms;
};

const apiMs: number[] = [];
for (const query of words('es')) apiMs.push(await timed(async () => (await fetch(`${apiUrl}/api/map${query}`)).text()));

const browser = await chromium.launch(launch);
const scripts = new Map<string, number>();
await view(browser, '/desk/', 'main', new Map());
await fetch(`${apiUrl}/api/map`);
const [floorMs, firstMs, viewMs]: [number[], number[], number[]] = [[], [], []];
for (let round = 0; round < firstRounds; round += 1) {
  await sleepMs(oldMs);
  firstMs.push(await view(browser, '/', 'table.sheet td', scripts));
}
for (const query of words('en')) {
  floorMs.push(await view(browser, '/desk/', 'main', new Map()));
  viewMs.push(await view(browser, `/${query}`, 'table.sheet td', scripts));
}
await browser.close();
await run.stop();

const shown = (values: readonly number[]): string =>
  `${Math.round(median(values))} ms (${values.map((ms) => Math.round(ms)).join(', ')})`;
console.log(`a sheet by the API    ${shown(apiMs)}`);
console.log(`a page from memory    ${shown(floorMs)}`);
console.log(`the first view        ${shown(firstMs)}  target 1000 ms`);
console.log(`address to sheet      ${shown(viewMs)}  ${(median(viewMs) / median(floorMs)).toFixed(1)} × floor`);
const bytes = [...scripts.values()].reduce((sum, one) => sum + one, 0);
console.log(
  `script, all of a visit  ${(bytes / 1024).toFixed(1)} KB gzip in ${scripts.size} files; the first view's are held to 40 by test/web/build.test.ts`,
);
