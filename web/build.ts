import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Builds the page into a folder of its own, for the local run and for the bucket it is deployed to.
 *
 * @param outDir is emptied first
 */
export const buildPage = async (outDir: string): Promise<void> => {
  await build({
    configFile: false,
    envDir: false,
    root,
    base: '/',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'baseline-widely-available',
      // The page's policy allows no data: but for pictures, and vite's own polyfill is a script within the document.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        // core/ decides and does nothing when it is loaded: what the page does not call stays out, Node's modules with it.
        external: [/^node:/],
        treeshake: {
          moduleSideEffects: [
            { test: /\/core\//, sideEffects: false },
            { external: true, sideEffects: false },
          ],
        },
      },
    },
  });
};
