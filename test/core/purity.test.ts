import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What a lint rule on imports does not see: the outside world through globals. */
const worldly =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.random|\brandomUUID\(|\bprocess\.|\bconsole\.|\bfetch\(|\bTemporal\.Now\b|\bperformance\.now\(/;

it('core/ asks no clock, no dice, no environment and no network', () => {
  const files = globSync('core/**/*.ts', { cwd: root });
  expect(files.length).toBeGreaterThan(40);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        worldly.test(line) && !/^\s*(\*|\/\/)/.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
