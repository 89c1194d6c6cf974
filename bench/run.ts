import { readdirSync } from 'node:fs';

/** `npm run bench -- NAME`: each benchmark prints its figure as a ratio to a floor measured in the same run. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`bench: choose one of ${names.join(', ')}`);
  process.exitCode = 2;
} else await import(`./${name}.bench.ts`);
