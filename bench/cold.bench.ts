import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { generic } from '../core/channels/generic.ts';
import { ledgerTag } from '../core/digest/ledger.ts';
import { subscriptionOf, unsubscribeToken } from '../core/digest/unsubscribe.ts';
import { unordered } from '../core/signal.ts';
import { sourceMetadataKey } from '../lib/source-metadata.ts';
import { stackName } from '../local/assembly.ts';
import { Template } from '../local/template.ts';
import { type Answers, sqsAnswers, startStandIn } from '../test/lib/aws-stand-in.ts';

/**
 * What a cold start costs: CPU of loading each deployed bundle and answering its first event, in a fresh process; and the
 * bundle's size. As a ratio to the receive function one would write without thinking of it (naive-receive.ts), bundled as
 * esbuild does by itself. The target is 0.6 for receive.
 *
 * The bundles are those the stack deploys. Their SDK clients talk to a server on this machine that answers at once.
 * Does not model TLS, Lambda's own runtime, its slower disk and smaller share of a CPU, or a digest with something to say.
 */
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const rounds = 15;

const customerKey = 'a key for this benchmark alone, 48 characters long';
const secret = 'gen-secret';
const nowMs = Date.now();

interface Subject {
  readonly name: string;
  readonly file: string;
  readonly event: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The CDK app as it is deployed, bundles and all. */
const synthesize = (): Template => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const environment = { CDK_OUTDIR: folder, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify(context) };
  execFileSync(process.execPath, ['bin/app.ts'], { cwd: root, stdio: 'pipe', env: { ...process.env, ...environment } });
  return new Template(folder, stackName, { apiUrl: 'https://hooks.example' });
};

const signed = () => {
  const body = JSON.stringify({
    id: 'r-417',
    occurredAt: '2026-03-02T09:20:00Z',
    text: 'Checkout kept rejecting my card.',
    language: 'en',
    scores: { nps: 3 },
    customer: { id: 'C-481' },
    touchpoint: 'checkout',
  });
  const { headers } = generic.sign({ url: '', body: Buffer.from(body) }, secret, nowMs);
  return { body, headers };
};

const httpEvent = (method: string, path: string, pathParameters: object) => ({
  rawPath: path,
  rawQueryString: '',
  headers: {},
  pathParameters,
  requestContext: { requestId: 'request-1', http: { method } },
  isBase64Encoded: false,
});

const webhook = { ...httpEvent('POST', '/hooks/own-systems', { source: 'own-systems' }), ...signed() };
const signal = {
  source: 'own-systems',
  object: 'r-417',
  part: 'record',
  revision: unordered,
  kind: 'perceptive',
  occurredAt: '2026-03-02T09:20:00.000Z',
  customer: { id: 'C-481' },
  text: 'Checkout kept rejecting my card.',
  language: 'en',
  scores: { nps: 3 },
  measures: {},
  attributes: {},
};
const token = unsubscribeToken(subscriptionOf('care-team', 'ana@example.org'), customerKey);

const delivered = {
  source: 'aws.ses',
  'detail-type': 'Email Delivered',
  detail: {
    eventType: 'Delivery',
    mail: {
      messageId: 'm-1',
      destination: ['care@faromovil.example'],
      tags: { ledger: [ledgerTag('care-team', '2026-03-09T08:00:00Z', 'care@faromovil.example')] },
    },
    delivery: { timestamp: '2026-03-09T08:00:03.000Z', recipients: ['care@faromovil.example'] },
  },
};

/** The first event of each function, by its verb. */
const events: Readonly<Record<string, unknown>> = {
  receive: webhook,
  score: { Records: [{ messageId: '1', body: JSON.stringify(signal) }] },
  digest: { audience: 'care-team', scheduledTime: '2026-03-09T07:00:00Z', preview: true },
  erase: {},
  rebuild: { segment: 0, segments: 1 },
  settle: delivered,
  watch: { scheduledTime: '2026-03-09T08:05:00Z' },
  unsubscribe: httpEvent('GET', `/unsubscribe/${token}`, { token }),
};

const answers: Answers = {
  GetSecretValue: () => ({ SecretString: JSON.stringify({ customerKey, sources: { 'own-systems': [secret] } }) }),
  ...sqsAnswers,
  BatchDetectSentiment: ({ TextList }) => ({
    ResultList: TextList.map((_: string, Index: number) => ({
      Index,
      Sentiment: 'NEGATIVE',
      SentimentScore: { Positive: 0, Negative: 1, Neutral: 0, Mixed: 0 },
    })),
    ErrorList: [],
  }),
  TransactWriteItems: () => ({}),
  GetItem: () => ({}),
  PutItem: () => ({}),
  BatchGetItem: () => ({ Responses: {}, UnprocessedKeys: {} }),
  Scan: () => ({ Items: [], Count: 0 }),
  Query: () => ({ Items: [], Count: 0 }),
};

const bundle = (name: string, entry: string): string => {
  const outfile = join(folder, name, 'index.js');
  buildSync({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', target: 'node24' });
  return outfile;
};

/** The functions with their environment, a layer's files where Lambda would mount them. */
const deployed = (): Subject[] => {
  const template = synthesize();
  const assets = readdirSync(folder).filter((name) => name.startsWith('asset.'));
  const mounted = (value: string): string =>
    assets.map((asset) => join(folder, value.replace('/opt', asset))).find((path) => existsSync(path)) ?? value;
  return template.ofType('AWS::Lambda::Function').map(({ properties, metadata }) => {
    const name = /(\w+)\.ts$/.exec(metadata[sourceMetadataKey] ?? '')?.[1] ?? '';
    const variables = Object.entries<string>(properties.Environment.Variables);
    const environment = Object.fromEntries(variables.map(([key, value]) => [key, mounted(value)]));
    return {
      name,
      environment,
      file: join(template.assetFolder(properties.Code.S3Key), 'index.js'),
      event: events[name],
    };
  });
};

/** Loads a bundle as Lambda does and calls it once. */
const caller = join(folder, 'call.cjs');
writeFileSync(
  caller,
  `const [, , file, event] = process.argv;
   const context = { awsRequestId: '1', functionName: 'f', memoryLimitInMB: '512', getRemainingTimeInMillis: () => 30_000 };
   const before = process.cpuUsage();
   const spentMs = () => Object.values(process.cpuUsage(before)).reduce((sum, us) => sum + us / 1000, 0);
   const { handler } = require(file);
   const importMs = spentMs();
   handler(JSON.parse(event), context).then(({ statusCode } = {}) => {
     const measured = JSON.stringify({ importMs, totalMs: spentMs(), statusCode });
     process.stderr.write(measured, () => process.exit());
   });`,
);

interface Measurement {
  readonly importMs: number;
  readonly totalMs: number;
}

const call = async ({ name, file, event, environment }: Subject, url: string): Promise<Measurement> => {
  const env = {
    ...environment,
    TZ: ':UTC',
    AWS_ENDPOINT_URL: url,
    QUEUE_URL: `${url}/queue`,
    STACK_NAME: 'ListeningPath',
    DEAD_LETTERS_URL: `${url}/dead-letters`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  };
  const { stderr } = await promisify(execFile)(process.execPath, [caller, file, JSON.stringify(event)], { env });
  const { statusCode = 200, ...measured } = JSON.parse(stderr);
  if (statusCode >= 300) throw new Error(`bench: ${name} answered ${statusCode}`);
  return measured;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const functions = deployed();
const receive = functions.find(({ name }) => name === 'receive');
if (receive === undefined) throw new Error('bench: the stack has no receive function');
const noop = join(folder, 'noop.js');
writeFileSync(noop, 'exports.handler = async () => ({ statusCode: 202 });');
const subjects: Subject[] = [
  { ...receive, name: 'no-op', file: noop },
  { ...receive, name: 'naive receive', file: bundle('naive', join(root, 'bench/naive-receive.ts')) },
  ...functions,
];

const standIn = await startStandIn(answers);
const measured = new Map<string, Measurement[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const subject of subjects) {
    measured.set(subject.name, [...(measured.get(subject.name) ?? []), await call(subject, standIn.url)]);
  }
}
standIn.stop();
const asked = new Set(standIn.calls.map(({ operation }) => operation));
const unasked = Object.keys(answers).filter((operation) => !asked.has(operation));
if (unasked.length > 0) throw new Error(`bench: nobody asked for ${unasked.join(', ')}; a call ended early`);

const medianOf = (name: string, field: keyof Measurement): number =>
  median((measured.get(name) ?? []).map((measurement) => measurement[field]));
for (const { name, file } of subjects) {
  const kilobytes = String(Math.round(statSync(file).size / 1_000)).padStart(5);
  const [importMs, totalMs] = [medianOf(name, 'importMs'), medianOf(name, 'totalMs')];
  const ratio = (totalMs / medianOf('naive receive', 'totalMs')).toFixed(2);
  const times = `${totalMs.toFixed(0).padStart(5)} ms CPU (${importMs.toFixed(0)} to load)`;
  console.log(`${name.padEnd(14)} ${kilobytes} KB  ${times}  ${ratio} × naive receive`);
}
