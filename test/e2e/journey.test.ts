import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerAnswer, MapAnswer, Problem, TouchpointAnswer, VerbatimsAnswer } from '../../core/map/api.ts';
import type { LocalStack } from '../../local/stack.ts';
import { unusedRights } from './rights.ts';
import { bringUp } from './run.ts';
import { type Senders, sendersFor } from './senders.ts';

const dayMs = 86_400_000;
/** Noon, so that it is the same day wherever the organisation is; two weeks ago is over for everybody. */
const occurredAt = `${new Date(Date.now() - 14 * dayMs).toISOString().slice(0, 10)}T12:00:00.000Z`;
const period = occurredAt.slice(0, 10);

let stack: LocalStack;
let send: Senders;
beforeAll(async () => {
  stack = await bringUp();
  send = sendersFor(stack);
}, 60_000);
afterAll(() => stack.down());

const get = async (path: string) => {
  const response = await fetch(`${stack.apiUrl}${path}`);
  return { status: response.status, body: await response.json() };
};

describe('the journey of a run', () => {
  it('waits for its first signal, and says so', async () => {
    const { sheet, isNothingHeard } = MapAnswer.parse((await get('/api/map')).body);
    expect([isNothingHeard, sheet.signals.later, sheet.headlines]).toEqual([true, 0, []]);
    expect(sheet.stages.length).toBe(7);
  });

  it('counts few answers and scores none of them, and holds what arrives meanwhile', async () => {
    const answers = ['Quick and kind.', 'Never again.', 'It works.', ''].map((text, index) => ({
      ...{ id: `a${index}`, occurredAt, touchpoint: 'website', scores: { nps: 10 } },
      ...(text !== '' && { text }),
      customer: { email: 'ines@example.org' },
    }));
    expect((await send.generic('own-systems', answers as unknown as object)).status).toBe(202);
    await stack.drain();
    const { sheet, isNothingHeard } = MapAnswer.parse((await get(`/api/map?period=${period}`)).body);
    expect([isNothingHeard, sheet.signals.later, sheet.headlines]).toEqual([false, 4, []]);
    const website = sheet.stages.flatMap(({ touchpoints }) => touchpoints).find(({ id }) => id === 'website');
    expect(website?.cells.find(({ answers: n }) => n > 0)).toEqual({ medium: 'web', signals: 4, answers: 4 });
  }, 60_000);

  it('leads from a touchpoint to its words, and from these to their customer', async () => {
    const touchpoint = TouchpointAnswer.parse((await get(`/api/touchpoints/website?period=${period}`)).body);
    expect([touchpoint.signals.later, touchpoint.score]).toEqual([4, undefined]);
    expect(touchpoint.definition?.text).toContain('- id: website');
    const { verbatims } = VerbatimsAnswer.parse((await get(`/api/verbatims?touchpoint=website&period=${period}`)).body);
    expect(verbatims.map(({ text }) => text).toSorted()).toEqual(['It works.', 'Never again.', 'Quick and kind.']);
    const customer = verbatims[0]?.customer ?? '';
    const { steps, life } = CustomerAnswer.parse((await get(`/api/customers/${customer}`)).body);
    expect([steps.length, life?.signals]).toEqual([4, 4]);
  });

  it.each(['x', '2026-02-30', '9999-01-01', '%00'])('knows no such period: %s', async (word) => {
    const { status, body } = await get(`/api/map?period=${word}`);
    expect([status, Problem.parse(body).title]).toEqual([400, 'bad-request']);
  });

  it('is nobody’s to read but of who is at this machine, under its own name', async () => {
    const statusFor = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        request(`${stack.apiUrl}/api/map`, { headers }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
    expect(await statusFor({ 'x-forwarded-for': '203.0.113.9' })).toBe(403);
  });
});

describe('the rights of journey', () => {
  it('are all used', () => {
    expect(unusedRights('functions/journey.ts', stack)).toEqual([]);
  });
});
