import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { delay } from './answers.ts';
import { describeInBrowser, openTab, untilShown, visit, world } from './visit.ts';

const scriptBytesMax = 40 * 1_024;

/** A browser that never has time for what may come later. */
const neverIdle = 'window.requestIdleCallback = () => 0';

describeInBrowser('the first view', () => {
  it('needs at most 40 KB of script, and that holds nothing but words of its own', async () => {
    const page = await openTab();
    await page.addInitScript(neverIdle);
    const coming: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') coming.push(response.text());
    });
    await page.goto('/');
    await untilShown(page);
    const scripts = await Promise.all(coming);
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
    expect(bytes).toBeLessThanOrEqual(scriptBytesMax);
    expect(scripts.join('')).toContain('Customer listening path');
    expect(scripts.join('')).not.toMatch(/Faro Móvil|Support chat|sim-activation/);
  });

  it('shows a sheet that the API remembers at once, and the newer one in its place', async () => {
    const page = await openTab();
    const asked: (string | undefined)[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/map*', async (route) => {
      const control = route.request().headers()['cache-control'];
      asked.push(control);
      const response = await route.fetch();
      if (!control?.startsWith('max-stale')) {
        await held;
        return route.fulfill({ response });
      }
      const answer = await response.json();
      answer.sheet.organisation = 'As it was';
      return route.fulfill({ response, json: answer, headers: { ...response.headers(), age: '3600' } });
    });
    await page.goto('/');
    await untilShown(page);
    expect(await page.title()).toContain('As it was');
    await expect.poll(() => asked.length).toBe(2);
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('false');
    release();
    await expect.poll(() => page.title()).toContain('Faro Móvil');
    expect(asked).toEqual(['max-stale=43200', undefined]);
  });

  it('keeps a sheet that the API remembers where no newer one comes', async () => {
    const page = await openTab();
    let renewals = 0;
    await page.route('**/api/map*', async (route) => {
      if (route.request().headers()['cache-control']?.startsWith('max-stale')) {
        const response = await route.fetch();
        return route.fulfill({ response, headers: { ...response.headers(), age: '3600' } });
      }
      renewals += 1;
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"title":"busy","status":503}',
      });
    });
    await page.goto('/?touchpoint=support-chat');
    await untilShown(page);
    await expect.poll(() => renewals).toBe(1);
    expect(await page.locator('table.sheet').count()).toBe(1);
    expect(await page.locator('.problem').count()).toBe(0);
  });

  it('runs no script that stands in the document', async () => {
    const page = await visit('/');
    const said: string[] = [];
    page.removeAllListeners('console');
    page.on('console', (message) => said.push(message.text()));
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.harmed = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.harmed = 1"><p style="color: red" id="styled">');
    })()`);
    await expect.poll(() => said.filter((text) => /content security policy/i.test(text)).length).toBeGreaterThan(1);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    const answer = await page.request.get(`${world().pageUrl}/`);
    expect(answer.headers()['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
  });

  it('has nothing move for who wants less motion', async () => {
    const page = await openTab({ reducedMotion: 'reduce' });
    await delay(page, '**/api/**', 1_000);
    const moving = () =>
      page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, transitionProperty, transitionDuration } = getComputedStyle(element);
        const seconds = Math.max(...(animationName === 'none' ? [0] : animationDuration.split(',').map(parseFloat)),
          ...transitionDuration.split(',').map(parseFloat));
        return seconds > 0.01 ? [element.tagName + '.' + element.className + '#' + element.id + ' ' + seconds + ' s'] : [];
      })`);
    await page.goto('/?touchpoint=support-chat');
    await page.locator('.skeleton').waitFor();
    expect(await moving()).toEqual([]);
    await untilShown(page);
    expect(await moving()).toEqual([]);
    await page.locator('#earlier').click();
    await page.locator('main[aria-busy="true"]').waitFor();
    expect(await moving()).toEqual([]);
  });
});
