import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { loadJourney } from '../../bin/commands/shared.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { make } from '../../functions/journey.ts';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import { openEmbedded } from '../aws/embedded-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { scoreAll } from '../local/sample-rollups.ts';
import { temporaryFolder } from '../setup/folder.ts';

/** A Sunday: the last closed week of the sample began on 9 November. */
export const now = '2026-11-22T09:00:00.000Z';
/** The two weeks that are compared, and one by which it is known how much days differ. */
const firstDay = '2026-10-26';
const patience = { random: () => 0.5, sleepMs: async () => {} };

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for.
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

/** Three weeks of the sample in a table as score stores them, and the deployed handler in front of it. */
export const openJourneyWorld = async (...more: readonly ScoredSignal[]) => {
  const journey = loadJourney('journey.yaml');
  const opened = await openEmbedded();
  const sdk = sdkWith({ dynamodb: opened.engine });
  const table = new Table(opened.name, sdk);
  const webhooks = sampleWebhooks(now).filter(({ at }) => at >= firstDay);
  const signals = [...scoreAll(webhooks, journey), ...more];
  for (let from = 0; from < signals.length; from += 100) {
    await commit(table, signals.slice(from, from + 100), patience);
  }
  const journeyFile = join(temporaryFolder(), 'journey.json');
  writeFileSync(journeyFile, JSON.stringify(journey));
  const handler = make({ JOURNEY_FILE: journeyFile, TABLE_NAME: opened.name }, sdk);

  /** @param groups of who asks; none without any */
  const ask = async (
    address: string,
    { groups = ['admin'], headers = {} }: { groups?: readonly string[]; headers?: Record<string, string> } = {},
  ): Promise<Answered> => {
    const [rawPath = '', rawQueryString = ''] = address.split('?');
    const [, , , id] = rawPath.split('/');
    const claims = { sub: 'somebody', 'cognito:groups': `[${groups.join(' ')}]` };
    const event = {
      rawPath,
      rawQueryString,
      headers,
      pathParameters: id === undefined ? {} : { id },
      requestContext: { authorizer: { jwt: { claims, scopes: [] } }, timeEpoch: Date.parse(now) },
    };
    const result = await handler(event as unknown as Parameters<typeof handler>[0], {} as Context);
    const {
      statusCode,
      body,
      headers: given,
    } = result as unknown as {
      statusCode: number;
      body?: string;
      headers: Record<string, string>;
    };
    return { status: statusCode, body: body === undefined ? undefined : JSON.parse(body), headers: given };
  };
  return { journey, table, signals, ask, sdk, journeyFile, close: () => opened.close() };
};

export type JourneyWorld = Awaited<ReturnType<typeof openJourneyWorld>>;
