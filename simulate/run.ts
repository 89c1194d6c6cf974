import { readdirSync } from 'node:fs';

/** `npm run simulate -- [NAME] [OPTIONS]`: proofs that take longer than a test suite may. Each says what it showed, and exits 1 if not. Options alone are the store's. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.simulate.ts'))
  .map((file) => file.replace('.simulate.ts', ''));
const [first = ''] = process.argv.slice(2);
const name = first.startsWith('--') ? 'store' : first;
if (!names.includes(name)) {
  console.error(`simulate: choose one of ${names.join(', ')}`);
  process.exitCode = 2;
} else await import(`./${name}.simulate.ts`);
