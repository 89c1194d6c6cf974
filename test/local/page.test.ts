import { describe, expect, it } from 'vitest';
import { Page } from '../../local/page.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { changedSample, sampleTemplate } from './templates.ts';

const apiUrl = 'http://127.0.0.1:4710';
const headers = { host: '127.0.0.1:4710' };
const page = new Page(sampleTemplate(), apiUrl, temporaryFolder());
const get = (path: string) => page.answer({ path, query: '', headers });

/** What a page asks for beside itself. */
const loadedBy = (html: string): string[] =>
  [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.startsWith('data:'));

describe('the page of a local run', () => {
  it('is the one that would be deployed, with all it loads', async () => {
    const index = await get('/');
    expect([index?.status, index?.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const paths = loadedBy(String(index?.body));
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) expect((await get(path))?.status, path).toBe(200);
  });

  it('says of every file what it is, so that a browser need not guess', async () => {
    const paths = loadedBy(String((await get('/'))?.body));
    const typeOf = async (ending: string) =>
      (await get(paths.find((path) => path.endsWith(ending)) ?? ''))?.headers['content-type'];
    expect(await typeOf('.js')).toBe('text/javascript; charset=utf-8');
    expect(await typeOf('.css')).toBe('text/css; charset=utf-8');
    for (const path of ['/', ...paths]) expect((await get(path))?.headers['x-content-type-options']).toBe('nosniff');
  });

  it('loads nothing from elsewhere and runs nothing that stands in it', async () => {
    const index = await get('/');
    const policy = index?.headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(String(index?.body)).not.toMatch(/<script(?![^>]* src=)| style=|<style| on\w+=/);
  });

  it('is asked for each time, but for the files whose names change with what is in them', async () => {
    const cached = async (path: string) => (await get(path))?.headers['cache-control'];
    const hashed = loadedBy(String((await get('/'))?.body)).find((path) => path.startsWith('/assets/')) ?? '';
    expect([await cached('/'), await cached('/config.json')]).toEqual(['no-cache', 'no-cache']);
    expect(await cached(hashed)).toBe('public, max-age=31536000, immutable');
  });

  it('is told that nobody has to sign in, and that there is a desk', async () => {
    expect(JSON.parse(String((await get('/config.json'))?.body))).toEqual({ desk: true });
  });

  it.each([
    '/index',
    '/../cdk.out',
    '/assets/',
    '/assets/..%2f',
    '/ListeningPath.template.json',
    '/desk/',
    '/api/map',
    '',
  ])('leads nowhere but to its own files: %s', async (path) => {
    expect(await get(path)).toBeUndefined();
  });

  it.each([{ host: 'evil.example' }, { host: '127.0.0.1' }, { ...headers, 'x-forwarded-for': '203.0.113.7' }])(
    'is shown to nobody who comes another way: %o',
    async (others) => {
      for (const path of ['/', '/config.json']) {
        expect((await page.answer({ path, query: '', headers: others }))?.status).toBe(403);
      }
    },
  );

  it('is missed where the template has none', () => {
    const without = changedSample((resources) => {
      for (const [id, { Type }] of Object.entries(resources)) if (Type.startsWith('Custom::')) delete resources[id];
    });
    expect(() => new Page(without, apiUrl, temporaryFolder())).toThrow(
      'template: it has no page; synthesize it with -c page=true',
    );
  });
});
