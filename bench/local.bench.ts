import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from '../aws/table.ts';
import { generic } from '../core/channels/generic.ts';
import { chunk, entryOf, placeAll, planStore } from '../core/store/plan.ts';
import { aliasItem, signalItem } from '../core/store/signal-item.ts';
import { stackName } from '../local/assembly.ts';
import { type Engines, sdkOf } from '../local/aws.ts';
import type { Call } from '../local/engines/engine.ts';
import { ok } from '../local/engines/engine.ts';
import { createTables, freePort, TableServer, tableEngine } from '../local/engines/table.ts';
import type { SampleWebhook } from '../local/sample/sample.ts';
import { Template } from '../local/template.ts';
import { scoreAll } from '../test/local/sample-rollups.ts';
import { startRun } from './local-run.ts';
import { root, sampleJourney, sampleSignals } from './sample-signals.ts';

/**
 * Signals a second through the whole local run: signed webhooks of one signal each, posted over HTTP by another process,
 * until the last one is counted in the table. As a ratio to what the embedded table takes by itself: transactions of 100
 * actions a second, already written out and posted to it by nobody else, times the signals in a transaction of the run.
 * The targets are half of that floor, and 500 signals a second.
 *
 * And the memory of the run's process after 10⁴ and after 10⁵ signals; `--signals 1000000` adds 10⁶. The target is the
 * same within 20 MB.
 *
 * The run, the table's server and whoever posts share the machine's cores, as they do on a laptop: with two of them each
 * waits for the others. Does not model tools that post in bursts, large bodies, or texts that a network would delay.
 */
const source = 'own-systems';
const postsAtOnce = 16;
const floorTransactions = 150;
const warmUpSignals = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const journey = sampleJourney();
const said = sampleSignals().flatMap(({ text, language, touchpoint, scores }) =>
  text === undefined ? [] : [{ text, language, touchpoint, nps: scores.nps ?? 7 }],
);
const plans = ['prepaid', 'contract', 'family'];
const regions = ['north', 'centre', 'south', 'islands'];
const customers = 3_600;
const dayMs = 86_400_000;

/** An answer that no other is like, of a customer who answers again and again, all in one day. */
const webhook = (n: number): SampleWebhook => {
  const { text, language, touchpoint, nps } = said[n % said.length] ?? {};
  const customer = (n * 7_919) % customers;
  const at = new Date(Date.parse('2026-03-10T00:00:00Z') + ((n * 613_807) % dayMs)).toISOString();
  const record = {
    id: `r-${n}`,
    occurredAt: at,
    text,
    language,
    touchpoint,
    scores: { nps },
    customer: { id: `C-${customer}`, email: `cliente.${customer}@example.org` },
    attributes: { plan: plans[customer % plans.length], region: regions[customer % regions.length] },
  };
  return { source, at, body: Buffer.from(JSON.stringify(record)) };
};

/** The transactions that store some signals, as they go over the wire. */
const rawTransactions = async (tableName: string): Promise<Call[]> => {
  const calls: Call[] = [];
  const keep = async (call: Call) => {
    calls.push(call);
    return ok({});
  };
  const actor = { name: 'bench', allows: () => true };
  const table = new Table(tableName, sdkOf(actor, { dynamodb: keep } as unknown as Engines));
  const signals = scoreAll(
    Array.from({ length: floorTransactions * 50 }, (_, n) => webhook(n)),
    journey,
  );
  for (const part of chunk(placeAll(signals.map(entryOf), new Map())).slice(0, floorTransactions)) {
    const { puts, aliases, adds } = planStore(part);
    const items = [...puts.map(signalItem), ...aliases.map(aliasItem)];
    await table.transact(
      items.map((item) => ({ item, expectedRev: undefined })),
      adds,
    );
  }
  return calls;
};

/** Transactions a second of the table alone. */
const tableFloor = async (data: string, name: string): Promise<number> => {
  const template = new Template(join(data, 'cdk.out'), stackName, { apiUrl: 'http://127.0.0.1' });
  const [declared] = template.ofType('AWS::DynamoDB::GlobalTable');
  const calls = (await rawTransactions(declared?.id ?? '')).values();
  const server = await TableServer.start(root, join(folder, name));
  await createTables(server.endpoint, template);
  const engine = tableEngine(server.endpoint);
  const startedAtMs = performance.now();
  const lane = async () => {
    for (const call of calls) {
      const { status, body } = await engine(call);
      if (status !== 200) throw new Error(`bench: the table answered ${status} ${body}`);
    }
  };
  await Promise.all([lane(), lane()]);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  await server.stop();
  return floorTransactions / seconds;
};

const agent = new Agent({ keepAlive: true, maxSockets: postsAtOnce });
const post = (url: string, secret: string, unsigned: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const { headers, body } = generic.sign({ url, body: unsigned }, secret, Date.now());
    const outgoing = request(url, { agent, method: 'POST', headers }, (incoming) => {
      incoming.resume().once('end', resolve);
      if (incoming.statusCode !== 202) reject(new Error(`bench: the run answered ${incoming.statusCode}`));
    });
    outgoing.once('error', reject).end(body);
  });

const words = process.argv.slice(3);
const most = Number(words[words.indexOf('--signals') + 1] ?? 100_000);
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= most);

const data = join(folder, 'data');
const local = await startRun(data, source, await freePort());
const { apiUrl, secret } = local.started;
let sent = 0;
const send = async (upTo: number): Promise<void> => {
  const lane = async () => {
    while (sent < upTo) {
      const { body } = webhook(sent++);
      await post(`${apiUrl}/hooks/${source}`, secret, body);
    }
  };
  await Promise.all(Array.from({ length: postsAtOnce }, lane));
};

await send(warmUpSignals);
let before = await local.state();
for (const size of sizes) {
  const floorBefore = await tableFloor(data, `before-${size}.sqlite`);
  const count = size - sent;
  const startedAtMs = performance.now();
  await send(size);
  const acceptedSeconds = (performance.now() - startedAtMs) / 1_000;
  const after = await local.state();
  const rate = count / ((performance.now() - startedAtMs) / 1_000);
  const perTransaction = count / (after.transactions - before.transactions);
  const floorAfter = await tableFloor(data, `after-${size}.sqlite`);
  const floor = ((floorBefore + floorAfter) / 2) * perTransaction;
  const cpuMs = ((after.cpuSeconds - before.cpuSeconds) * 1_000) / count;
  console.log(
    `${String(size).padStart(7)} signals  ${Math.round(rate)} signals/s  ${(rate / floor).toFixed(2)} × the table's own ${Math.round(floor)} (${perTransaction.toFixed(1)} a transaction)`,
  );
  console.log(
    `${' '.repeat(16)} accepted at ${Math.round(count / acceptedSeconds)} webhooks/s, ${cpuMs.toFixed(2)} ms CPU of the run each`,
  );
  console.log(
    `${' '.repeat(16)} ${after.liveMebibytes.toFixed(0)} MiB alive, ${after.residentMebibytes.toFixed(0)} MiB resident`,
  );
  before = after;
}
await local.stop();
agent.destroy();
