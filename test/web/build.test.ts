import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../web/build.ts';

const firstViewBytesMax = 40 * 1024;

describe('the built page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  /** The scripts a browser needs before it draws anything. */
  const firstScripts = () =>
    [...read('index.html').matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = '']) => path);

  beforeAll(async () => {
    writeFileSync(join(folder, 'left-over.js'), '');
    await buildPage(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('begins with at most 40 KB of script, compressed', () => {
    const sizes = firstScripts().map((path) => gzipSync(read(path)).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(firstViewBytesMax);
  });

  it('names every file by what is in it, but for the first', () => {
    const names = files().map(({ name }) => name);
    expect(names).toContain('index.html');
    for (const name of names.filter((one) => one !== 'index.html')) expect(name).toMatch(/-[\w-]{8}\.(js|css|svg)$/);
  });

  it('runs under a policy without inline script, inline style and other hosts', () => {
    const page = read('index.html');
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|https?:|data:/);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//);
    for (const { name } of files().filter((file) => file.name.endsWith('.css')))
      expect(read(join('assets', name))).not.toMatch(/@import|https?:|data:/);
  });

  it('asks for its settings while the script is on its way', () => {
    expect(read('index.html')).toMatch(/<link rel="preload" as="fetch" href="\/config\.json"/);
  });

  it('holds nothing of Node, and none of the libraries only functions need', () => {
    for (const { name } of files().filter((file) => file.name.endsWith('.js')))
      expect(read(join('assets', name))).not.toMatch(/from\s*["']node:|ZodError|jStat|Temporal\.PlainDate/);
  });
});
