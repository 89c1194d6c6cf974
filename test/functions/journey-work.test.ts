import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { loadJourney } from '../../bin/commands/shared.ts';
import { make } from '../../functions/journey.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { temporaryFolder } from '../setup/folder.ts';

const patience = { random: () => 0.5, sleepMs: async () => {} };
const days = Array.from({ length: 14 }, (_, day) => `2026-11-${String(day + 2).padStart(2, '0')}`);

/** Answers of the two weeks that are compared, so many a day, all at one touchpoint. */
const answers = (perDay: number) =>
  days.flatMap((day, week) =>
    Array.from({ length: perDay }, (_, nth) =>
      scored({
        source: 'support-chats',
        object: `${day}-${nth}`,
        touchpoint: 'support-chat',
        medium: 'chat',
        day,
        occurredAt: `${day}T10:00:00.000Z`,
        text: 'They answered at once.',
        language: 'en',
        sentiment: { label: 'positive', scores: { positive: 1, negative: 0, neutral: 0, mixed: 0 } },
        scores: { nps: (nth + (week < 7 ? 0 : 5)) % 11 },
      }),
    ),
  );

/** How many requests to the table each question takes, and how many items they brought. */
const workOf = async (perDay: number) => {
  const memory = new MemoryTable();
  const asked: { requests: number; items: number } = { requests: 0, items: 0 };
  const sdk = sdkWith({
    dynamodb: async (call) => {
      const answer = await memory.engine(call);
      asked.requests += 1;
      asked.items += JSON.parse(String(answer.body)).Items?.length ?? 0;
      return answer;
    },
  });
  const signals = answers(perDay);
  for (let from = 0; from < signals.length; from += 100)
    await commit(new Table('table', sdk), signals.slice(from, from + 100), patience);
  const journeyFile = join(temporaryFolder(), 'journey.json');
  writeFileSync(journeyFile, JSON.stringify(loadJourney('journey.yaml')));
  const work: Record<string, typeof asked> = {};
  for (const address of ['/api/map', '/api/touchpoints/support-chat', '/api/verbatims?touchpoint=support-chat']) {
    const [rawPath = '', rawQueryString = ''] = address.split('?');
    const claims = { sub: 'somebody', 'cognito:groups': '[admin]' };
    const event = {
      rawPath,
      rawQueryString,
      headers: {},
      pathParameters: { id: rawPath.split('/')[3] },
      requestContext: { authorizer: { jwt: { claims, scopes: [] } }, timeEpoch: Date.parse('2026-11-22T09:00:00Z') },
    };
    // A function that remembers nothing yet.
    const handler = make({ JOURNEY_FILE: journeyFile, TABLE_NAME: 'table' }, sdk);
    Object.assign(asked, { requests: 0, items: 0 });
    const result = await handler(event as unknown as Parameters<typeof handler>[0], {} as Context);
    expect(result).toMatchObject({ statusCode: 200 });
    work[address] = { ...asked };
  }
  return work;
};

it('a sheet, a touchpoint and a page of words take no more requests and rows of ten times the signals', async () => {
  const [few, many] = [await workOf(30), await workOf(300)];
  const [words, ...figures] = Object.keys(many).toReversed();
  for (const address of figures) expect([address, many[address]]).toEqual([address, few[address]]);
  expect(many[words ?? '']?.requests).toBe(few[words ?? '']?.requests);
  expect(many[words ?? '']?.items).toBeLessThanOrEqual(50);
}, 60_000);
