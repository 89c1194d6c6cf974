import type { TestProject } from 'vitest/node';
import { freePort } from '../e2e/run.ts';
import { setup as assemble } from '../setup/assembly.ts';
import { findBrowser, howToGetOne } from './browser.ts';
import { openWorld, type World } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all tests listens; nothing when there is none on this machine. */
    browserEndpoint: string | undefined;
    world: World | undefined;
  }
}

/** Opens one browser and one world for every test that looks at the page. Without a browser these are skipped. */
export const setup = async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const browser = findBrowser();
  if (browser === undefined) {
    const lacking = `browser: there is none, so nobody looked at the page. To have it tested: ${howToGetOne}`;
    if (process.env.BROWSER === 'required') throw new Error(lacking);
    project.vitest.logger.warn(lacking);
    return undefined;
  }
  // The functions' own log would bury what failed.
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  const removeFolders = await assemble(project);
  const { scratchFolder, assemblyFolder } = project.getProvidedContext();
  const { chromium } = await import('playwright-core');
  const server = await chromium.launchServer(browser);
  const { world, close } = await openWorld(scratchFolder, assemblyFolder, await freePort()).catch(async (error) => {
    await server.close();
    throw error;
  });
  project.provide('browserEndpoint', server.wsEndpoint());
  project.provide('world', world);
  return async () => {
    await server.close();
    await close();
    removeFolders?.();
  };
};
