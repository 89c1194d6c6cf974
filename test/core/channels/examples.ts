import { readdirSync } from 'node:fs';
import type { Example } from './channel-contract.ts';

/**
 * One file per channel in examples/, signed by somebody else: the vendor's own package where there is one, else the
 * `openssl` command over the bytes of the fixture.
 */
const folder = new URL('examples/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const loaded = await Promise.all(files.map((file) => import(new URL(file, folder).href)));

export const examples: Readonly<Record<string, Example>> = Object.assign(
  {},
  ...loaded.map((module) => module.examples),
);

export const exampleOf = (name: string): Example => {
  const example = examples[name];
  if (example === undefined) throw new Error(`${name}: no example`);
  return example;
};
