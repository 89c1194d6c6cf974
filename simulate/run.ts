import { readdirSync } from 'node:fs';

/** `npm run simulate -- NAME`: proofs that take longer than a test suite may. Each says what it showed, and exits 1 if not. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.simulate.ts'))
  .map((file) => file.replace('.simulate.ts', ''));
const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`simulate: choose one of ${names.join(', ')}`);
  process.exitCode = 2;
} else await import(`./${name}.simulate.ts`);
