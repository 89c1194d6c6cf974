import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadJourney } from '../../bin/commands/shared.ts';
import { compose } from '../../core/digest/compose.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import { digestWords } from '../../core/digest/words.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { DigestPlan, Locale } from '../../core/journey/schema.ts';
import { sheetOf } from '../../core/map/sheet.ts';
import { askedPeriod } from '../../core/map/when.ts';
import { periodsBefore } from '../../core/period.ts';
import { mapPage } from '../../local/desk/map-page.ts';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import type { LocalStack } from '../../local/stack.ts';
import { bringUp, root } from '../e2e/run.ts';
import { type Senders, sendersFor } from '../e2e/senders.ts';
import { rollupsOf, scoreAll } from './sample-rollups.ts';

const dayMs = 86_400_000;

describe('the page of the sample organisation', () => {
  const now = '2026-11-22T09:00:00Z';
  const pages: Partial<Record<Locale, { html: string; digest: DigestContent }>> = {};
  const of = (locale: Locale) => pages[locale] as { html: string; digest: DigestContent };

  beforeAll(() => {
    const journey = loadJourney('journey.yaml');
    const asked = askedPeriod(undefined, now, journey.organisation.timeZone);
    const [earlier, ...before] = asked ? periodsBefore(asked.period, 'weekly', 6) : [];
    if (asked === undefined || earlier === undefined) throw new Error('no period');
    const from = before.at(-1)?.start ?? '';
    const rollups = rollupsOf(
      scoreAll(
        sampleWebhooks(now).filter(({ at }) => at >= from),
        journey,
      ),
    );
    for (const locale of ['en', 'es'] as const) {
      const plan: DigestPlan = { audience: 'all', recipients: [], cadence: 'weekly', hour: 0, scope: {}, locale };
      const input = { journey, map: compileMap(journey), plan, ...rollups, later: asked.period, earlier, before };
      const digest = compose(input);
      const place = {
        organisation: 'Faro',
        sources: journey.sources,
        audience: 'all',
        apiUrl: 'http://127.0.0.1:4480',
        root,
        dataFolder: '.local',
        journeyFile: 'journey.yaml',
      };
      const facts = { asked, lastMonth: '2026-10', place, sampleNow: undefined, isNothingHeard: false };
      pages[locale] = { html: mapPage(sheetOf(digest, input), facts), digest };
    }
  });

  it.each(['en', 'es'] as const)('says every overall score in the words of the mail: %s', (locale) => {
    const { html, digest } = of(locale);
    const words = digestWords(digest);
    expect(words.headlines.items.length).toBeGreaterThan(3);
    for (const { metric, value, verdict, evidence } of words.headlines.items)
      for (const said of [metric, value, verdict, evidence]) expect(html).toContain(said);
    for (const { text } of words.leads.filter(({ tone }) => tone === 'worse' || tone === 'better'))
      expect(html).toContain(text);
  });

  it('is a table with headers both ways and a caption', () => {
    const { html } = of('en');
    expect(html.match(/<th scope="col"/g)).toHaveLength(8);
    expect(html.match(/<th scope="row"/g)?.length).toBeGreaterThan(8);
    expect(html).toMatch(/<table class="sheet"><caption>.{100}/);
    expect(html).toContain('“Get me going today”');
  });

  it('gives every mark a sign and a word, and a star its meaning', () => {
    const { html } = of('en');
    expect(html).toContain('<b class="mark worse">▼ worse</b>');
    expect(html).toContain('<b class="mark better">▲ better</b>');
    expect(html).toContain('<span class="unseen">moment of truth: </span>');
    expect(of('es').html).toContain('<b class="mark worse">▼ peor</b>');
  });

  it('says where nobody was heard', () => {
    expect(of('en').html).toMatch(/store-tablets <b>! silent<\/b>/);
    expect(of('en').html).toMatch(/text-messages <b>○ nothing yet<\/b>/);
  });

  it('needs no style of an element and no script', () => {
    for (const { html } of [of('en'), of('es')]) {
      expect(html).not.toMatch(/ style=|<style| on\w+=|NaN|undefined/);
      expect([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toHaveLength(
        new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).size,
      );
    }
  });
});

describe('the map of a run', () => {
  let stack: LocalStack;
  let send: Senders;
  beforeAll(async () => {
    stack = await bringUp();
    send = sendersFor(stack);
  }, 60_000);
  afterAll(() => stack.down());

  const get = async (query = '') => {
    const response = await fetch(`${stack.apiUrl}/map${query}`);
    return {
      status: response.status,
      policy: response.headers.get('content-security-policy'),
      body: await response.text(),
    };
  };

  it('says how to connect the first source while nothing was heard', async () => {
    const { status, policy, body } = await get();
    expect(status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).toContain('Nothing was heard yet');
    expect(body).toContain('Connect your first real source');
    expect((await get('?lang=es')).body).toContain('Todavía no se ha oído nada');
  });

  it('has a style sheet of its own, and ways from the desk and back', async () => {
    const style = await fetch(`${stack.apiUrl}/desk/map.css`);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(await (await fetch(`${stack.apiUrl}/`)).text()).toContain('<a href="/map">');
    expect((await get()).body).toContain('<a href="/">');
  });

  it('counts few answers and scores none of them, and holds what arrives meanwhile', async () => {
    // Noon, so that it is the same day wherever the organisation is; two weeks ago is over for everybody.
    const occurredAt = `${new Date(Date.now() - 14 * dayMs).toISOString().slice(0, 10)}T12:00:00.000Z`;
    const answers = Array.from({ length: 4 }, (_, index) => ({ id: `a${index}`, occurredAt, scores: { nps: 10 } }));
    expect((await send.generic('own-systems', answers as unknown as object)).status).toBe(202);
    await stack.drain();
    const { body } = await get(`?period=${occurredAt.slice(0, 10)}`);
    expect(body).toContain('4 answers');
    expect(body).toContain('Too few answers for an overall score');
    expect(body).not.toContain('+100</b>');
    expect(body).not.toContain('Nothing was heard yet');
  }, 60_000);

  it.each(['?period=x', '?period=2026-02-30', '?period=9999-01-01', '?period=%00'])(
    'knows no such period: %s',
    async (query) => {
      const { status, body } = await get(query);
      expect(status).toBe(404);
      expect(body).toContain('There is no such period');
    },
  );
});
