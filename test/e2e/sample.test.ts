import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterEach, expect, inject, it } from 'vitest';
import { readSampleFile, rememberedNow, type SampleFile } from '../../local/sample-file.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { bringUp, freePort, scan } from './run.ts';

const now = '2026-03-11T12:00:00.000Z';
const children: ChildProcess[] = [];

/** Starts to load a twentieth of the sample. @param today what it is, unless the folder remembers another */
const load = async (dataFolder: string, today = now) => {
  const loader = join(import.meta.dirname, 'sample-loader.ts');
  const words = [dataFolder, String(await freePort()), today, inject('assemblyFolder')];
  const child = spawn(process.execPath, [loader, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  return { child, ended: new Promise((done) => child.once('close', (code, signal) => done(signal ?? code))) };
};

/** Starts to load, and kills the process as soon as it remembers to have come so far. */
const killOnce = async (dataFolder: string, isFarEnough: (file: SampleFile) => boolean, today = now) => {
  const { child, ended } = await load(dataFolder, today);
  for (let file = readSampleFile(dataFolder); file === undefined || !isFarEnough(file); ) {
    await sleepMs(5);
    file = readSampleFile(dataFolder);
  }
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
};

/** Every row of counts, without what was counted and taken back: whether such a field is there is a matter of order. */
const totals = async (dataFolder: string) => {
  const stack = await bringUp({ dataFolder });
  await stack.drain();
  const items = await scan(stack);
  await stack.down();
  const rows = items.filter(({ PK }) => /^[RH]#/.test(String(PK)));
  return Object.fromEntries(
    rows.map(({ PK, SK, ...fields }) => [
      `${PK}|${SK}`,
      Object.fromEntries(Object.entries(fields).filter(([, count]) => count !== 0)),
    ]),
  );
};

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

it('counts the sample once, however often its load is killed, and keeps its today', async () => {
  const [undisturbed, killed] = [temporaryFolder(), temporaryFolder()];
  expect(await (await load(undisturbed)).ended).toBe(0);

  await killOnce(killed, ({ queued }) => queued >= 500);
  // A load that goes on weeks later goes on with the sample it began.
  await killOnce(killed, ({ posted }) => posted > 0, '2026-05-20T12:00:00.000Z');
  expect(await (await load(killed)).ended).toBe(0);

  expect(readSampleFile(killed)).toEqual(readSampleFile(undisturbed));
  expect(rememberedNow(killed)).toEqual(new Date(now));
  const rows = await totals(undisturbed);
  expect(Object.keys(rows).length).toBeGreaterThan(800);
  expect(await totals(killed)).toEqual(rows);
}, 240_000);
