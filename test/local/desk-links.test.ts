import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import type { Address } from '../../web/address.ts';
import { top } from '../../web/top.ts';

/** Where the tabs of the page lead. */
const tabsAt = (address: Address): string[] => {
  const drawn = renderToString(
    top({ address, locale: 'es', go: () => {} }, { hasDesk: true }, undefined) as unknown as VNode,
  );
  const [, tabs = ''] = /<nav class="tabs".*?>(.*?)<\/nav>/s.exec(drawn) ?? [];
  return [...tabs.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
};

it('the page’s tabs lead to the desk in the language its address asks for, if it asks for one', () => {
  expect(tabsAt({ lang: 'es', period: '2026-10' })).toEqual([
    '/?lang=es',
    '/desk/?lang=es',
    '/desk/mails?lang=es',
    '/desk/sources?lang=es',
  ]);
  expect(tabsAt({ period: '2026-10' })).toEqual(['/', '/desk/', '/desk/mails', '/desk/sources']);
});
