import { readFileSync } from 'node:fs';

/**
 * What the bundles have in place of `node:fs/promises` (lib/handler.ts), which makes Node load its file watchers and its
 * command line. The SDK asks for configuration files that Lambda does not have; our own files are small.
 */
export const readFile = async (path: string, encoding?: BufferEncoding) =>
  readFileSync(path, { encoding: encoding ?? null });
