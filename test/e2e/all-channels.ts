import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { channels } from '../../core/channels/all.ts';
import { isWebhook } from '../../core/channels/channel.ts';
import type { LocalStack } from '../../local/stack.ts';
import { type Example, sourceOf } from '../core/channels/channel-contract.ts';
import { examples } from '../core/channels/examples.ts';
import { fixture } from '../core/channels/fixture.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { bringUp, root } from './run.ts';

/** The first example of each channel that takes webhooks, under the channel's name. */
export const exampleByChannel: ReadonlyMap<string, Example> = new Map(
  Object.entries(channels).flatMap(([name, channel]) => {
    if (!isWebhook(channel)) return [];
    const example = Object.values(examples).find((one) => one.channel === channel);
    if (example === undefined) throw new Error(`${name}: no example`);
    return [[name, example]];
  }),
);

const documented: readonly [RegExp, string][] = [
  [/^\/v3\/surveys\/\d+\/responses\/\d+\/details/, 'api/surveymonkey.json'],
  [/^\/API\/v3\/surveys\/SV_\w+\/responses\/R_\w+/, 'api/qualtrics.json'],
  [/^\/crm\/v3\/objects\/contacts\//, 'api/hubspot-contact.json'],
  [/^\/crm\/v3\/objects\/deals\//, 'api/hubspot-deal.json'],
  [/^\/crm\/v3\/objects\/tickets\//, 'api/hubspot-ticket.json'],
];

export interface StandIn {
  readonly url: string;
  /** How often it was asked. */
  asked: number;
  /** Paths it knows nothing of, and how many requests it is too busy for before it answers. */
  unknown: RegExp;
  busyFor: number;
  close(): Promise<void>;
}

/** The tools' APIs on loopback: they answer in the documented shapes to whoever has the token, and can fail. */
export const openStandIn = async (token: string): Promise<StandIn> => {
  const server = createServer((request, response) => {
    standIn.asked += 1;
    const path = request.url ?? '';
    const hasToken = [`Bearer ${token}`, token].includes(
      String(request.headers.authorization ?? request.headers['x-api-token']),
    );
    const [, file] = documented.find(([pattern]) => pattern.test(path)) ?? [];
    if (standIn.busyFor > 0) {
      standIn.busyFor -= 1;
      response.writeHead(429, { 'retry-after': '1' }).end();
    } else if (!hasToken) response.writeHead(401).end();
    else if (file === undefined || standIn.unknown.test(path)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(fixture(file));
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    asked: 0,
    unknown: /never/,
    busyFor: 0,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
  return standIn;
};

/** The whole stack with one source per channel, each named like its channel. */
export const bringUpAllChannels = async (api: StandIn, token: string): Promise<LocalStack> => {
  const dataFolder = temporaryFolder();
  const journey = parse(readFileSync(join(root, 'journey.yaml'), 'utf8'));
  const webhooks = [...exampleByChannel].map(([name, { source, channel }]) => ({
    ...source,
    id: name,
    ...(channel.api && { api: api.url }),
  }));
  const events = sourceOf({ id: 'amazon-connect', channel: 'amazon-connect', medium: 'phone' });
  const journeyFile = join(dataFolder, 'all-channels.yaml');
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(journeyFile, stringify({ ...journey, sources: [...webhooks, events] }));
  const sources = Object.fromEntries([...exampleByChannel].map(([name, { secret }]) => [name, [secret]]));
  const tokens = Object.fromEntries(webhooks.filter((source) => 'api' in source).map(({ id }) => [id, token]));
  const secrets = { customerKey: 'the key of this test alone', sources, tokens };
  writeFileSync(join(dataFolder, 'secrets.json'), JSON.stringify(secrets));
  return bringUp({ dataFolder, journeyFile });
};

/** Posts a body as the tool of that source would, signed now. */
export const postAs = async (stack: LocalStack, name: string, body: Buffer): Promise<number> => {
  const example = exampleByChannel.get(name);
  if (example === undefined) throw new Error(`${name}: no example`);
  const outgoing = { url: `${stack.apiUrl}/hooks/${name}`, body };
  const { url, headers, body: signed } = example.channel.sign(outgoing, example.secret, Date.now());
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(signed) });
  await response.arrayBuffer();
  return response.status;
};
