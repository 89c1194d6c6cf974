import { readFileSync } from 'node:fs';

/** A payload of payloads/, byte for byte. */
export const fixture = (name: string): Buffer => readFileSync(new URL(`../../../payloads/${name}`, import.meta.url));
