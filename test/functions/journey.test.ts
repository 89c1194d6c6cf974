import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DigestContent } from '../../core/digest/content.ts';
import { digestWords } from '../../core/digest/words.ts';
import type { DigestPlan } from '../../core/journey/schema.ts';
import { CustomerAnswer, MapAnswer, Problem, TouchpointAnswer, VerbatimsAnswer } from '../../core/map/api.ts';
import type { Sheet, Touchpoint } from '../../core/map/schema.ts';
import { composeFor } from '../../functions/compose.ts';
import { make } from '../../functions/journey.ts';
import { connectionReset, sdkWith } from '../aws/sdk.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { type JourneyWorld, now, openJourneyWorld } from './journey-world.ts';

const touchpointsOf = ({ stages }: Sheet): readonly Touchpoint[] => stages.flatMap(({ touchpoints }) => touchpoints);

/** Three people who wrote at a touchpoint of the sample where nobody else writes by social media. */
const few = ['a', 'b', 'c'].map((object) =>
  scored({
    source: 'own-systems',
    object: `few-${object}`,
    touchpoint: 'support-chat',
    medium: 'social',
    day: '2026-11-11',
    occurredAt: '2026-11-11T10:00:00.000Z',
    text: `What only ${object} knew`,
    language: 'en',
    sentiment: { label: 'negative', scores: { positive: 0, negative: 1, neutral: 0, mixed: 0 } },
  }),
);

/** Every text of something, the longest first. */
const textsIn = (value: unknown): string[] =>
  (typeof value === 'string' ? [value] : Object.values(Object(value)).flatMap(textsIn)).toSorted(
    (a, b) => b.length - a.length,
  );

/** What is left of a line without the texts in it. */
const besides = (line: string, texts: readonly string[]): string =>
  texts.filter((text) => text.length > 5).reduce((left, text) => left.replaceAll(text, ''), line);

let world: JourneyWorld;
beforeAll(async () => {
  world = await openJourneyWorld(...few);
}, 120_000);
afterAll(() => world.close());

describe('the page and the mail of one period', () => {
  const digests = new Map<string, DigestContent>();
  const digestOf = async (audience: string, locale: 'en' | 'es') => {
    const plan = world.journey.digests.find((one) => one.audience === audience) as DigestPlan;
    const key = `${audience} ${locale}`;
    const content = digests.get(key) ?? (await composeFor(world.table, world.journey, { ...plan, locale }, now));
    digests.set(key, content);
    return content;
  };
  const readers = [
    ['customer-experience', 'en'],
    ['care-team', 'es'],
  ] as const;

  it.each(readers)('say the same overall scores, changes, volumes and silent sources: %s', async (audience, locale) => {
    const digest = await digestOf(audience, locale);
    const { body } = await world.ask(`/api/map?lang=${locale}`, { groups: [`manager:${audience}`] });
    const { sheet } = MapAnswer.parse(body);
    expect(digest.headlines.length).toBeGreaterThan(2);
    expect(sheet.headlines).toEqual(JSON.parse(JSON.stringify(digest.headlines)));
    expect([sheet.period, sheet.previous, sheet.signals, sheet.tested]).toEqual([
      digest.period,
      digest.previous,
      digest.signals,
      digest.tested,
    ]);
    const marks = touchpointsOf(sheet).flatMap(({ id, mark }) => (mark ? [[id, mark]] : []));
    expect(Object.fromEntries(marks)).toEqual(
      Object.fromEntries(digest.findings.map(({ touchpoint, direction }) => [touchpoint, direction])),
    );
    expect(marks.length).toBeGreaterThan(0);
    const silent = sheet.stages.flatMap(({ sources }) => sources.filter(({ state }) => state === 'silent'));
    expect([...new Set(silent.map(({ id }) => id))]).toEqual(digest.silent.map(({ source }) => source));
  });

  it.each(readers)(
    'say the same of every touchpoint, figure by figure and word by word: %s',
    async (audience, locale) => {
      const digest = await digestOf(audience, locale);
      const said = textsIn(digestWords(digest));
      for (const { touchpoint, metric, later } of digest.touchpoints) {
        const { body } = await world.ask(`/api/touchpoints/${touchpoint}?lang=${locale}`, {
          groups: [`manager:${audience}`],
        });
        const answer = TouchpointAnswer.parse(body);
        if (answer.score) expect([answer.score.metric, answer.score.later]).toEqual([metric, later]);
        const told = [
          ...answer.statements.flatMap(({ title, lines, next }) => [title, ...lines, next ?? '']),
          ...answer.promises.flatMap(({ text, evidence }) => [text, evidence]),
        ];
        for (const line of told) expect(besides(line, said), line).toMatch(/^[\s.:·,]*$/);
        const isFound = digest.findings.some((finding) => finding.touchpoint === touchpoint);
        expect(answer.statements.some(({ tone }) => tone !== 'mixed')).toBe(isFound);
      }
    },
  );
});

describe('who may see what', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is nothing for who has no role', async () => {
    for (const path of [
      '/api/map',
      '/api/touchpoints/support-chat',
      '/api/verbatims?touchpoint=support-chat',
      '/api/customers/x',
    ]) {
      const { status, body } = await world.ask(path, { groups: ['names'] });
      expect([status, Problem.parse(body).title]).toEqual([403, 'forbidden']);
    }
  });

  it('is for a manager what their digest is about, and nothing beside it', async () => {
    const groups = ['manager:care-team'];
    const { sheet } = MapAnswer.parse((await world.ask('/api/map', { groups })).body);
    expect(sheet.stages.map(({ id }) => id)).toEqual(['support']);
    expect((await world.ask('/api/touchpoints/support-chat', { groups })).status).toBe(200);
    for (const path of ['/api/touchpoints/sim-activation', '/api/verbatims?touchpoint=sim-activation'])
      expect((await world.ask(path, { groups })).status).toBe(403);
  });

  it('is no customer’s story without the right to it', async () => {
    const asAdmin = VerbatimsAnswer.parse((await world.ask('/api/verbatims?touchpoint=support-chat')).body);
    const customer = asAdmin.verbatims.find((one) => one.customer)?.customer ?? '';
    expect(customer).toMatch(/^[0-9a-f]{32}$/);
    const groups = ['analyst'];
    const { body } = await world.ask('/api/verbatims?touchpoint=support-chat', { groups });
    expect(VerbatimsAnswer.parse(body).verbatims.every((one) => one.customer === undefined)).toBe(true);
    expect((await world.ask(`/api/customers/${customer}`, { groups })).status).toBe(403);

    const story = await world.ask(`/api/customers/${customer}`, { groups: ['analyst', 'names'] });
    const { steps, elsewhere } = CustomerAnswer.parse(story.body);
    expect(steps.length).toBeGreaterThan(0);
    expect(elsewhere).toBeUndefined();
    const inScope = await world.ask(`/api/customers/${customer}`, { groups: ['manager:care-team', 'names'] });
    const own = CustomerAnswer.parse(inScope.body);
    expect(own.steps.length + (own.elsewhere ?? 0)).toBe(steps.length);
    expect(own.steps).toEqual(
      steps.filter(({ touchpointId }) => own.steps.some((one) => one.touchpointId === touchpointId)),
    );
  });

  it('is one segment for who was given one', async () => {
    const groups = ['analyst', 'segment:plan:contract'];
    const own = MapAnswer.parse((await world.ask('/api/map', { groups })).body);
    expect(own.asked.segment).toBe('plan:contract');
    expect(own.segments).toEqual([
      { id: 'plan', name: expect.any(String), values: [{ id: 'contract', name: expect.any(String) }] },
    ]);
    const everybody = MapAnswer.parse((await world.ask('/api/map')).body);
    expect(own.sheet.signals.later).toBeLessThan(everybody.sheet.signals.later);
    expect((await world.ask('/api/map?segment=plan:prepaid', { groups })).status).toBe(403);
  });

  it('is no word of a group so small that it tells who it was', async () => {
    const path = '/api/verbatims?touchpoint=support-chat&medium=social';
    expect((await world.ask(path, { groups: ['analyst'] })).body).toEqual({ verbatims: [], tooFew: true });
    expect(VerbatimsAnswer.parse((await world.ask(path)).body).verbatims).toHaveLength(3);
    let cursor = '';
    do {
      const { body } = await world.ask(`/api/verbatims?touchpoint=support-chat${cursor}`, { groups: ['analyst'] });
      const page = VerbatimsAnswer.parse(body);
      for (const { text, medium } of page.verbatims) expect([text, medium]).not.toContain('social');
      cursor = page.cursor === undefined ? '' : `&cursor=${page.cursor}`;
    } while (cursor !== '');
  });

  it('is words week by week only, since a longer time would tell what a quiet week hides', async () => {
    for (const period of ['2026-10', '2026-Q3']) {
      const address = `/api/verbatims?touchpoint=support-chat&period=${period}`;
      expect((await world.ask(address, { groups: ['analyst'] })).body).toEqual({ verbatims: [], weeksOnly: true });
      expect((await world.ask(address)).body).not.toHaveProperty('weeksOnly');
    }
  });

  it('is no story of a customer of another segment', async () => {
    const words = await world.ask('/api/verbatims?touchpoint=support-chat&segment=plan:prepaid');
    const customer = VerbatimsAnswer.parse(words.body).verbatims.find((one) => one.customer)?.customer ?? '';
    const groups = ['analyst', 'names', 'segment:plan:family'];
    const { status, body } = await world.ask(`/api/customers/${customer}`, { groups });
    expect([status, Problem.parse(body).title]).toEqual([403, 'forbidden']);
  });

  it('is nothing for who is held to segments that are gone', async () => {
    expect((await world.ask('/api/map', { groups: ['analyst', 'segment:plan:gone'] })).status).toBe(403);
    const kept = await world.ask('/api/map', { groups: ['analyst', 'segment:plan:gone', 'segment:plan:family'] });
    expect(MapAnswer.parse(kept.body)).toMatchObject({ asked: { segment: 'plan:family' }, everybody: false });
  });

  it('leaves a line for the audit when it is refused, and when a story was read', async () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
    const lines: string[] = [];
    const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    const handler = make({ JOURNEY_FILE: world.journeyFile, TABLE_NAME: 'x' }, world.sdk);
    const event = {
      rawPath: '/api/touchpoints/sim-activation',
      rawQueryString: '',
      headers: {},
      pathParameters: { id: 'sim-activation' },
      requestContext: {
        authorizer: { jwt: { claims: { sub: 'u-17', 'cognito:groups': '[manager:care-team]' }, scopes: [] } },
        timeEpoch: Date.parse(now),
      },
    };
    await handler(event as unknown as Parameters<typeof handler>[0], {} as Context);
    vi.restoreAllMocks();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        message: 'refused',
        subject: 'u-17',
        role: 'manager',
        reason: 'touchpoint: sim-activation is outside of what you answer for',
      }),
    ]);
  });
});

describe('an answer', () => {
  it('is not sent again to who has it', async () => {
    const first = await world.ask('/api/map');
    const { etag = '' } = first.headers;
    expect(first.headers['cache-control']).toBe('private, no-cache');
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await world.ask('/api/map', { headers: { 'if-none-match': known } });
      expect([again.status, again.body, again.headers.etag]).toEqual([304, undefined, etag]);
    }
    expect((await world.ask('/api/map?period=2026-11-02', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('is an older one, and says how old, for who would rather have it at once', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const ageOf = async (control?: string, path = '/api/map?lang=es') => {
      const { status, headers } = await world.ask(path, { headers: control ? { 'cache-control': control } : {} });
      return [status, headers.age];
    };
    expect(await ageOf()).toEqual([200, '0']);
    vi.advanceTimersByTime(29_000);
    expect(await ageOf()).toEqual([200, '29']);
    vi.advanceTimersByTime(60_000);
    expect(await ageOf('max-stale=3600')).toEqual([200, '89']);
    expect(await ageOf('max-stale=60')).toEqual([200, '0']);
    vi.advanceTimersByTime(60_000);
    for (const control of ['max-stale', 'max-stale=-1', 'max-stale=x', 'no-cache', undefined]) {
      expect(await ageOf(control, '/api/map?period=2026-11-02')).toEqual([200, '0']);
      vi.advanceTimersByTime(60_000);
    }
  });

  it('is kept in no cache where it is what a customer said or did', async () => {
    const words = await world.ask('/api/verbatims?touchpoint=support-chat');
    const customer = VerbatimsAnswer.parse(words.body).verbatims.find((one) => one.customer)?.customer;
    const story = await world.ask(`/api/customers/${customer}`);
    for (const { headers } of [words, story]) {
      expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
    }
  });

  it('compares with a period farther back than its series', async () => {
    const { body } = await world.ask('/api/touchpoints/support-chat?compare=2025-11-10');
    const { previous, series, signals } = TouchpointAnswer.parse(body);
    expect([previous.start, series.length, signals.earlier]).toEqual(['2025-11-10', 13, 0]);
  });

  it.each([
    ['/api/map?period=tomorrow', /^period: must be a week/],
    ['/api/map?period=2030-01', /^period: there is no such period/],
    ['/api/map?period=2026-10&compare=2026-11-02', /^period: .*does not go with/],
    ['/api/map?segment=plan:gold', /^segment: the journey has no plan:gold/],
    ['/api/map?medium=fax', /^medium: /],
    ['/api/map?perod=2026-10', /^perod: /],
    ['/api/verbatims', /^touchpoint: /],
    ['/api/verbatims?touchpoint=support-chat&cursor=x', /^cursor: /],
  ])('says what is wrong with %s', async (address, detail) => {
    const { status, body, headers } = await world.ask(address);
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(Problem.parse(body).detail).toMatch(detail);
  });

  it.each(['/api/touchpoints/nowhere', '/api/customers/ana', `/api/customers/${'0'.repeat(32)}`])(
    'says that there is nothing at %s',
    async (address) => {
      const { status, body } = await world.ask(address);
      expect([status, Problem.parse(body).title]).toEqual([404, 'not-found']);
    },
  );

  it('asks to try again when the table does not answer, and tells nothing of it', async () => {
    const broken = { ...sdkWith({ dynamodb: () => Promise.reject(connectionReset()) }), maxAttempts: 1 };
    const handler = make({ JOURNEY_FILE: world.journeyFile, TABLE_NAME: 'table' }, broken);
    const event = {
      rawPath: '/api/map',
      rawQueryString: '',
      headers: {},
      requestContext: {
        authorizer: { jwt: { claims: { 'cognito:groups': '[admin]' }, scopes: [] } },
        timeEpoch: Date.parse(now),
      },
    };
    const result = await handler(event as unknown as Parameters<typeof handler>[0], {} as Context);
    expect(result).toMatchObject({ statusCode: 503, body: expect.stringContaining('try again in a minute') });
    expect(JSON.stringify(result)).not.toContain('socket');
  });
});
