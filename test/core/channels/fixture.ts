import { readFileSync } from 'node:fs';

/** A payload of test/fixtures/channels, byte for byte. */
export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/channels/${name}`, import.meta.url));
