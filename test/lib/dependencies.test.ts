import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './stack.ts';

interface Package {
  readonly integrity?: string;
  /** It lies inside another package, whose hash is its own. */
  readonly inBundle?: true;
  readonly hasInstallScript?: true;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { '': own, ...packages }: Record<string, Package> = read('package-lock.json').packages;
const namesOf = (is: (one: Package) => boolean): string[] =>
  Object.entries(packages).flatMap(([name, one]) => (is(one) ? [name] : []));

describe('dependencies', () => {
  it('are of one version each', () => {
    const { dependencies, devDependencies, optionalDependencies } = read('package.json');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('are known by their hashes', () => {
    expect(own).toBeDefined();
    expect(namesOf(({ integrity, inBundle }) => !inBundle && !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('run no script when they are installed, but for the one that bundles', () => {
    expect(namesOf(({ hasInstallScript }) => hasInstallScript === true)).toEqual(['node_modules/esbuild']);
  });
});
