import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Table } from '../../aws/table.ts';
import { readVoices, type VoicesQuery } from '../../aws/verbatims.ts';
import { compileMap } from '../../core/journey/map.ts';
import { VerbatimsAnswer } from '../../core/map/api.ts';
import { Refused } from '../../core/map/refused.ts';
import { linksOf } from '../../core/people/links.ts';
import { daysOf } from '../../core/period.ts';
import type { ScoredSignal, Sentiment } from '../../core/signal.ts';
import { signalKey } from '../../core/store/keys.ts';
import { signalItem } from '../../core/store/signal-item.ts';
import type { Call, Engine } from '../../local/engines/engine.ts';
import { read, smallJourney } from '../core/journey/small-journey.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';

const small = read(smallJourney);
if (!small.ok) throw new Error('the small journey is good');
const { journey } = small;

const period = { start: '2025-03-03', end: '2025-03-10' };
const days = daysOf(period);
const customerOf = (index: number): string => String(index % 997).padStart(32, '0');

const query: VoicesQuery = {
  touchpoint: 'help-desk',
  period,
  journey,
  map: compileMap(journey),
  locale: 'en',
  now: new Date('2025-03-10T08:00:00.000Z'),
  showsCustomers: true,
  links: linksOf([]),
};

/** The embedded table, and one in memory for more than it stores in the time of a test. */
let embedded: OpenTable;
const memory = new MemoryTable();
const asked = { queries: 0, texts: 0, entries: 0 };
/** What each page asks for is counted on the way. */
const counting = (engine: Engine) => async (call: Call) => {
  const answer = await engine(call);
  if (call.operation === 'Query') {
    asked.queries += 1;
    asked.entries += Number(/"Count":(\d+)/.exec(String(answer.body))?.[1]);
  }
  if (call.operation === 'BatchGetItem') {
    for (const { Keys } of Object.values<{ Keys: object[] }>(call.input.RequestItems)) asked.texts += Keys.length;
  }
  return answer;
};
let table: Table;
let crowded: Table;

const itemOf = (object: string, more: Partial<ScoredSignal>, customer?: string) => {
  const signal = scored({ object, touchpoint: 'help-desk', language: 'en', ...more });
  return signalItem({
    key: signalKey(signal),
    signal,
    ...(customer !== undefined && { customer }),
    isErased: false,
    rev: 1,
    counted: {},
    expectedRev: undefined,
  });
};
const store = async (to: Table, items: readonly Record<string, unknown>[]): Promise<void> => {
  for (const item of items) await to.put(item);
};

/** Ten thousand voices of a week: most on its busiest day, none on one, one in a hundred about the price. */
const voicesMax = 10_000;
const dayOf = (index: number): string => days[index % 3 === 0 ? 1 : index % 7 === 2 ? 0 : index % 7] ?? '';
const labels = ['positive', 'negative', 'neutral', 'mixed'] as const;
const sentiment = (index: number): Sentiment => ({
  label: labels[index % 4] ?? 'mixed',
  scores: { positive: 0.25, negative: 0.25, neutral: 0.25, mixed: 0.25 },
});
const spoken = (index: number) =>
  itemOf(
    `voice ${index}`,
    {
      text: `Voice ${index}`,
      day: dayOf(index),
      occurredAt: new Date(Date.parse(dayOf(index)) + (index % 86_400) * 1_000).toISOString(),
      medium: index % 50 === 0 ? 'chat' : 'email',
      segments: { plan: index % 40 === 0 ? 'contract' : 'other' },
      themes: index % 100 === 0 ? ['price'] : [],
      sentiment: sentiment(index),
      scores: { nps: index % 11 },
    },
    index % 5 === 0 ? undefined : customerOf(index),
  );

beforeAll(async () => {
  embedded = await openEmbedded();
  table = new Table(embedded.name, sdkWith({ dynamodb: counting((call) => embedded.engine(call)) }));
  crowded = new Table('table', sdkWith({ dynamodb: counting(memory.engine) }));
  await store(
    crowded,
    Array.from({ length: voicesMax }, (_, index) => spoken(index)),
  );
}, 120_000);
afterAll(() => embedded.close());

interface Page extends VerbatimsAnswer {
  readonly asked: { readonly queries: number; readonly texts: number; readonly entries: number };
}

const readPage = async (more: Partial<VoicesQuery>, from = crowded): Promise<Page> => {
  Object.assign(asked, { queries: 0, texts: 0, entries: 0 });
  const page = VerbatimsAnswer.parse(await readVoices(from, { ...query, ...more }));
  return { ...page, asked: { ...asked } };
};

/** All pages from the first to the one without a cursor. */
const walk = async (more: Partial<VoicesQuery> = {}, from = crowded): Promise<readonly Page[]> => {
  const pages = [await readPage(more, from)];
  for (let cursor = pages[0]?.cursor; cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    pages.push(await readPage({ ...more, cursor }, from));
  }
  return pages;
};
const walks = new Map<string, Promise<readonly Page[]>>();
/** The crowd stays as it is, so that whoever wants the same of it may have the same walk. */
const walkCrowd = (more: Partial<VoicesQuery> = {}): Promise<readonly Page[]> => {
  const wanted = JSON.stringify(more);
  const pages = walks.get(wanted) ?? walk(more);
  walks.set(wanted, pages);
  return pages;
};
const textsOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ verbatims }) => verbatims.map(({ text }) => text));
const expected = (wanted: (index: number) => boolean): string[] =>
  Array.from({ length: voicesMax }, (_, index) => index)
    .filter(wanted)
    .map((index) => `Voice ${index}`)
    .toSorted();

describe('ten thousand verbatims of a touchpoint', () => {
  it('are each read once, the newest day first, twenty a page, and a page reads no more than it shows', async () => {
    const pages = await walkCrowd();
    expect(textsOf(pages).toSorted()).toEqual(expected(() => true));
    expect(pages).toHaveLength(voicesMax / 20);
    const told = pages.flatMap(({ verbatims }) => verbatims.map(({ day }) => day));
    expect(told).toEqual(told.toSorted().toReversed());
    for (const page of pages) {
      expect(page.asked.texts).toBe(20);
      expect(page.asked.entries).toBeLessThanOrEqual(100);
      expect(page.asked.queries).toBeLessThanOrEqual(4);
    }
  }, 120_000);

  it.each([
    ['a theme', { theme: 'price' }, (index: number) => index % 100 === 0],
    ['a feeling', { sentiment: 'mixed' }, (index: number) => index % 4 === 3],
    ['a medium', { medium: 'chat' }, (index: number) => index % 50 === 0],
    ['a segment', { segment: { dimension: 'plan', value: 'contract' } }, (index: number) => index % 40 === 0],
    ['all at once', { theme: 'price', sentiment: 'positive', medium: 'chat' }, (index: number) => index % 100 === 0],
  ] as const)(
    'of %s are all found, each once, and no page reads more than 300 entries and 60 texts',
    async (_, wanted, isWanted) => {
      const pages = await walkCrowd(wanted);
      expect(textsOf(pages).toSorted()).toEqual(expected(isWanted));
      for (const page of pages) {
        expect(page.verbatims.length).toBeLessThanOrEqual(20);
        expect(page.asked.entries).toBeLessThanOrEqual(300);
        expect(page.asked.texts).toBeLessThanOrEqual(60);
        expect(page.asked.queries).toBeLessThanOrEqual(15);
      }
    },
    120_000,
  );

  it('are nobody’s of a touchpoint or a year without any, and an empty year is walked a month a page', async () => {
    expect(await readPage({ touchpoint: 'website' })).toMatchObject({ verbatims: [] });
    const pages = await walk({ period: { start: '2023-01-01', end: '2024-01-01' } });
    expect(pages.map(({ asked: { queries } }) => queries)).toEqual([...Array(11).fill(31), 24]);
  });

  it('are walked alike in the table that the template declares, whose index holds no texts', async () => {
    await store(
      table,
      Array.from({ length: 90 }, (_, index) => spoken(index)),
    );
    for (const wanted of [{}, { sentiment: 'mixed' as const }, { medium: 'chat' as const }]) {
      const pages = await walk(wanted, table);
      const all = await walkCrowd(wanted);
      const few = textsOf(all).filter((text) => Number(text.split(' ')[1]) < 90);
      expect(textsOf(pages)).toEqual(few);
    }
  });

  it('are walked to the three thousandth of a day by who may read no stories, and no cursor names a customer', async () => {
    const pages = await walk({ showsCustomers: false });
    const told = textsOf(pages);
    expect(new Set(told).size).toBe(told.length);
    const perDay = Map.groupBy(
      expected(() => true),
      (text) => dayOf(Number(text.split(' ')[1])),
    );
    const reachable = [...perDay.values()].reduce((sum, { length }) => sum + Math.min(length, 3_000), 0);
    expect(told).toHaveLength(reachable);
    for (const {
      cursor = '',
      verbatims,
      asked: { entries, texts },
    } of pages) {
      expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/after|#/);
      expect(verbatims.every(({ customer }) => customer === undefined)).toBe(true);
      const times = verbatims.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
      expect([texts <= 60, entries <= 3_300]).toEqual([true, true]);
    }
  }, 240_000);

  it('say what the same customer scored and spoke of', async () => {
    const { verbatims } = await readPage({});
    for (const { text, ...voice } of verbatims) {
      const index = Number(text.split(' ')[1]);
      expect(voice).toMatchObject({
        day: dayOf(index),
        language: 'en',
        sentiment: labels[index % 4],
        themes: index % 100 === 0 ? [{ id: 'price', name: 'Price' }] : [],
        scores: [{ name: 'nps', value: index % 11 }],
      });
    }
  });

  it('name customers only to who may ask for their stories, and the one who stands for a person', async () => {
    const blind = await readPage({ showsCustomers: false });
    expect(blind.verbatims.some((voice) => 'customer' in voice)).toBe(false);
    const all = Array.from({ length: 997 }, (_, index) => customerOf(index));
    const links = linksOf(all.slice(1).map((one) => [customerOf(0), one] as const));
    const { verbatims } = await readPage({ showsCustomers: true, links });
    const named = new Set(verbatims.map(({ customer }) => customer));
    expect([...named]).toContain(customerOf(0));
    expect([...named].filter((customer) => customer !== undefined)).toHaveLength(1);
  });
});

const cursorOf = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');
const place = '00000000#2025-03-04T10:00:00.000Z#0123456789abcdef';

describe('a cursor', () => {
  it.each([
    ['no text of ours', 'page 2'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['nothing', cursorOf(null)],
    ['a list', cursorOf([])],
    ['one with more in it', cursorOf({ touchpoint: 'help-desk', day: '2025-03-04', table: 'other' })],
    ['one of no day', cursorOf({ touchpoint: 'help-desk', day: '2025-02-30' })],
    ['one of no place', cursorOf({ touchpoint: 'help-desk', day: '2025-03-04', after: '' })],
    ['one of a place elsewhere', cursorOf({ touchpoint: 'help-desk', day: '2025-03-04', after: `T#website#${place}` })],
    ['one of another touchpoint', cursorOf({ touchpoint: 'website', day: '2025-03-04', after: place })],
    ['one of the day before', cursorOf({ touchpoint: 'help-desk', day: '2025-03-02' })],
    ['one of the day after', cursorOf({ touchpoint: 'help-desk', day: '2025-03-10' })],
  ])('that is %s is refused in words', async (_, cursor) => {
    const refused = await readVoices(crowded, { ...query, cursor }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).problem).toMatchObject({ status: 400, detail: expect.stringMatching(/^cursor: /) });
  });

  it('leads nowhere outside of the touchpoint and period, whoever made it', async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc
        .record({
          touchpoint: fc.constantFrom('help-desk', 'website'),
          day: fc.constantFrom(...daysOf({ start: '2025-03-01', end: '2025-03-12' })),
          after: fc.oneof(fc.string(), fc.constantFrom(place, place.replace('0', 'f'), '~', '')),
        })
        .map(cursorOf),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (cursor) => {
        const page = await readVoices(crowded, { ...query, cursor }).catch((error: unknown) => error);
        if (page instanceof Refused) return;
        for (const { day } of (page as VerbatimsAnswer).verbatims) expect(days).toContain(day);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a verbatim', () => {
  const lone = { touchpoint: 'website', day: '2025-03-05', occurredAt: '2025-03-05T10:00:00.000Z' };
  const here: Partial<VoicesQuery> = { touchpoint: 'website' };
  const cleared = async (items: readonly Record<string, unknown>[]) => {
    for (const { PK, SK } of items) await table.remove({ PK: String(PK), SK: String(SK) });
  };

  it('is harmless whatever it holds, and never longer than a page bears', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)><script>alert(1)</script>',
      'safe \u202Egpj.exe\u2066 \u0000\u001b[31m\u2028 end',
      'x'.repeat(100_000),
      'wörd '.repeat(20_000),
      '\u202e\u0007',
    ];
    const items = hostile.map((text, index) => itemOf(`hostile ${index}`, { ...lone, text }));
    await store(table, items);
    const { verbatims, cursor } = await readPage(here, table);
    const texts = verbatims.map(({ text }) => text);
    expect([texts.length, cursor]).toEqual([4, undefined]);
    // Markup stays as it was written: it is the page's to show it as text.
    expect(texts).toContain(hostile[0]);
    expect(texts).toContain('safe gpj.exe [31m end');
    for (const { text, isClipped } of verbatims) {
      expect(Array.from(text).length).toBeLessThanOrEqual(2_000);
      expect(isClipped).toBe(text.endsWith('…') ? true : undefined);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }
    expect(verbatims.filter(({ isClipped }) => isClipped)).toHaveLength(2);
    await cleared(items);
  });

  it('is nothing a tool measured, nothing without words, and nothing past retention', async () => {
    const items = [
      itemOf('kept', { ...lone, text: 'Kept' }),
      itemOf('a status', { ...lone, text: 'Set to solved', kind: 'operational' }),
      itemOf('no words', { ...lone, scores: { nps: 3 } }),
    ];
    await store(table, items);
    expect(textsOf([await readPage(here, table)])).toEqual(['Kept']);
    const forgetful = { ...journey, organisation: { ...journey.organisation, retentionDays: 100 } };
    const later = { ...here, journey: forgetful, now: new Date('2025-06-13T10:00:00.001Z') };
    expect(textsOf([await readPage(later, table)])).toEqual([]);
    await cleared(items);
  });

  it.each([
    ['was erased', (item: Record<string, unknown>) => ({ PK: item.PK, SK: item.SK, erased: true, rev: 2 })],
    ['was moved elsewhere', (item: Record<string, unknown>) => ({ ...item, touchpoint: 'help-desk' })],
    ['is of another day', (item: Record<string, unknown>) => ({ ...item, day: '2025-02-05' })],
    ['feels otherwise', (item: Record<string, unknown>) => ({ ...item, sentiment: sentiment(0) })],
  ])('is not shown that %s since the index was read', async (_, changed) => {
    const item = itemOf('changing', { ...lone, text: 'About to change', sentiment: sentiment(1) });
    await store(table, [item]);
    const late = new Table(
      embedded.name,
      sdkWith({
        dynamodb: async (call) => {
          if (call.operation === 'BatchGetItem') await table.put(changed(item));
          return embedded.engine(call);
        },
      }),
    );
    const before = await readVoices(table, { ...query, ...here, sentiment: 'negative' });
    expect(before.verbatims.map(({ text }) => text)).toEqual(['About to change']);
    expect(await readVoices(late, { ...query, ...here, sentiment: 'negative' })).toEqual({ verbatims: [] });
    await cleared([item]);
  });
});
