import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { describeInBrowser, visit } from './visit.ts';

/** What a file of each kind begins with. */
const beginnings = {
  csv: /^\uFEFF?organisation,[^\n]*\nFaro Móvil,/,
  svg: /^(<\?xml[^>]*>\s*)?<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
  png: /^.PNG\r\n/,
} as const;

describeInBrowser('the sheet on screen', () => {
  it('is saved as a table, as a drawing and as a picture', async () => {
    const page = await visit('/?lang=es&segment=plan:contract');
    for (const [kind, beginning] of Object.entries(beginnings)) {
      await page.locator('#save').click();
      const coming = page.waitForEvent('download');
      await page.locator(`#save-${kind}`).click();
      const download = await coming;
      const name = download.suggestedFilename();
      expect(name).toBe(`listening-path_Faro-Móvil_2026-11-09_plan-contract.${kind}`);
      const file = join(inject('scratchFolder'), name);
      await download.saveAs(file);
      const saved = readFileSync(file);
      expect(saved.toString(kind === 'png' ? 'latin1' : 'utf8')).toMatch(beginning);
      expect(saved.length).toBeGreaterThan(1_000);
      await page.getByRole('status').filter({ hasText: name }).waitFor({ state: 'attached' });
    }
  });
});
