import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';

/** As distributions call them. */
const names = ['chromium', 'chromium-browser', 'google-chrome'] as const;

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** What to tell whoever has none. */
export const howToGetOne = 'apt-get install -y chromium, or CHROMIUM_PATH=/path/to/chrome';

/**
 * A browser of Chromium's kind on this machine.
 *
 * @returns nothing where there is none
 * @throws {Error} when CHROMIUM_PATH names no program
 */
export const findBrowser = (env: NodeJS.ProcessEnv = process.env): LaunchOptions | undefined => {
  const { CHROMIUM_PATH: given, PATH = '' } = env;
  if (given && !isProgram(given)) throw new Error(`browser: CHROMIUM_PATH is ${given}, which is no program`);
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = given || places.find(isProgram);
  // The tests load our own page and nothing else, often as root or in a container, where the sandbox cannot be.
  return executablePath === undefined ? undefined : { executablePath, args: ['--no-sandbox'] };
};
