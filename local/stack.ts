import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { Table } from '../aws/table.ts';
import { ListeningPathError } from '../core/errors.ts';
import type { Journey } from '../core/journey/schema.ts';
import type { DeploymentSecret } from '../core/secrets.ts';
import { type AlarmState, alarmStates } from './alarms.ts';
import { stackName, synthesize } from './assembly.ts';
import { type Engines, type Sdk, sdkOf } from './aws.ts';
import { Desk } from './desk/desk.ts';
import { Outbox } from './desk/outbox.ts';
import { Standing } from './desk/standing.ts';
import { comprehendEngine } from './engines/comprehend.ts';
import { MailEngine } from './engines/mail.ts';
import { QueueEngine } from './engines/queue.ts';
import { openSecrets, secretsEngine } from './engines/secrets.ts';
import { createTables, TableServer, tableEngine } from './engines/table.ts';
import { erasingCopies } from './erased-copies.ts';
import { putEvent } from './event-rules.ts';
import { EventSources } from './event-sources.ts';
import { type LocalFunction, loadFunctions } from './functions.ts';
import { LocalApi } from './http.ts';
import { Metrics } from './metrics.ts';
import { Page } from './page.ts';
import { recorderFor } from './recorder.ts';
import { isAlive, lastRun, type RunFile, runFile } from './run-file.ts';
import { type LocalSchedule, readSchedules } from './schedules.ts';
import { Template } from './template.ts';
import { countingThrottles, measureQueues } from './watched.ts';

export interface LocalOptions {
  /** The project's own folder: sources, cdk.json, node_modules. */
  readonly root: string;
  /** Everything the run keeps: table, queue, outbox, secrets. */
  readonly dataFolder: string;
  /** Needed unless a run is up already, whose journey then counts. */
  readonly journeyFile: string;
  readonly port: number;
  /** Another server of DynamoDB's API instead of the embedded one. */
  readonly dynamodbEndpoint?: string;
  /** Takes the stack as it was synthesized last and loads none of its functions: to look at what is there. */
  readonly onlyLook?: true;
  /** Runs once the data folder is this process's alone, before anything in it is opened. */
  readonly prepare?: () => void;
  /** Replaces how the template is made: tests of the sample journey copy the one that was made for all of them. */
  readonly synthesize?: typeof synthesize;
  /** Replaces engines, to inject faults in tests. */
  readonly engines?: (engines: Engines) => Engines;
}

/** How long a process that joins a run waits for it to be up. */
const joinAttemptsMax = 300;
const joinWaitMs = 100;

/** What to end, in this order. */
type Closing = (() => Promise<void> | void)[];

/**
 * Takes the data folder for this process alone. SQLite's file lock ends with the process, however it ends, so a killed
 * run never leaves a lock behind.
 *
 * @returns the lock to keep, or undefined when another run holds it
 */
const takeLock = (dataFolder: string): DatabaseSync | undefined => {
  const lock = new DatabaseSync(join(dataFolder, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    return undefined;
  }
};

const tableOf = (template: Template, sdk: Sdk): Table => {
  const [table] = template.ofType('AWS::DynamoDB::GlobalTable');
  return new Table(String(table?.id), sdk);
};

const queuesOf = (template: Template) =>
  template.ofType('AWS::SQS::Queue').map(({ id, properties }) => ({
    name: id,
    visibilityTimeoutSeconds: properties.VisibilityTimeout ?? 30,
    ...(properties.RedrivePolicy && {
      redrive: {
        queueName: properties.RedrivePolicy.deadLetterTargetArn.split(':').at(-1),
        receiveCountMax: properties.RedrivePolicy.maxReceiveCount,
      },
    }),
  }));

/** The queues of what could not be stored; those of schedules that did not run are not among them. */
const deadQueuesOf = (template: Template): string[] =>
  queuesOf(template).flatMap(({ redrive }) => redrive?.queueName ?? []);

/**
 * The whole stack on this machine, as its template declares it: the same handlers, the same SDK calls, the same rights.
 *
 * One process owns it (it polls the queue and serves webhooks); others that come while it runs share its table and queue.
 */
export class LocalStack {
  readonly template: Template;
  readonly journey: Journey;
  readonly apiUrl: string;
  readonly secrets: DeploymentSecret;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** Client settings of the person at this machine, who may do anything. */
  readonly adminSdk: Sdk;
  readonly queue: QueueEngine;
  /** What this process measured. */
  readonly metrics: Metrics;
  /** Whether this process polls and serves; false when another run does. */
  readonly owner: boolean;
  readonly #options: LocalOptions;
  readonly #ownerPid: number;
  readonly #upSinceMs = Date.now();
  readonly #close: Closing;
  #standing: Standing | undefined;

  private constructor(parts: {
    options: LocalOptions;
    template: Template;
    journey: Journey;
    apiUrl: string;
    secrets: DeploymentSecret;
    functions: ReadonlyMap<string, LocalFunction>;
    adminSdk: Sdk;
    queue: QueueEngine;
    metrics: Metrics;
    owner: boolean;
    ownerPid: number;
    close: Closing;
  }) {
    this.#options = parts.options;
    this.template = parts.template;
    this.journey = parts.journey;
    this.apiUrl = parts.apiUrl;
    this.secrets = parts.secrets;
    this.functions = parts.functions;
    this.adminSdk = parts.adminSdk;
    this.queue = parts.queue;
    this.metrics = parts.metrics;
    this.owner = parts.owner;
    this.#ownerPid = parts.ownerPid;
    this.#close = parts.close;
  }

  /** Brings the stack up, or joins the run that has it up. */
  static async up(options: LocalOptions): Promise<LocalStack> {
    const close: Closing = [];
    try {
      return await LocalStack.#assemble(options, close);
    } catch (error) {
      // Half a stack would keep its table server, and the server this process, for ever.
      for (const end of close) await end();
      throw error;
    }
  }

  static async #assemble(options: LocalOptions, close: Closing): Promise<LocalStack> {
    const { root, dataFolder } = options;
    const file = (name: string) => join(dataFolder, name);
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const lock = takeLock(dataFolder);
    if (lock) close.push(() => lock.close());
    if (lock) options.prepare?.();
    const run = lock ? await startRun(options, close) : await findRun(dataFolder);
    const template = new Template(file('cdk.out'), stackName, { apiUrl: run.apiUrl });

    const queue = new QueueEngine(file('queue.sqlite'), queuesOf(template));
    close.push(() => queue.close());
    if (lock) {
      queue.releaseInFlight();
      await createTables(run.tableEndpoint, template);
      writeFileSync(runFile(dataFolder), JSON.stringify(run));
    }
    const journey: Journey = JSON.parse(readFileSync(journeyAsset(template), 'utf8'));
    const secrets = openSecrets(
      file('secrets.json'),
      journey.sources.map(({ id }) => id),
    );
    const mail = new MailEngine(file('outbox'), template, (event) =>
      putEvent(template, { sqs: queue.answer, functions }, event),
    );
    close.unshift(() => mail.idle());
    const engines: Engines = {
      dynamodb: tableEngine(run.tableEndpoint),
      sqs: queue.answer,
      comprehend: comprehendEngine,
      email: mail.answer,
      secretsmanager: secretsEngine(file('secrets.json')),
    };
    const given = options.engines?.(engines) ?? engines;
    const metrics = new Metrics();
    measureQueues(template, queue, metrics);
    const tableId = String(template.ofType('AWS::DynamoDB::GlobalTable')[0]?.id);
    const chosen = { ...given, dynamodb: countingThrottles(given.dynamodb, tableId, metrics) };
    const adminSdk = sdkOf({ name: 'admin', allows: () => true }, chosen);
    const loaded = options.onlyLook ? new Map() : await loadFunctions(template, root, chosen, metrics);
    const functions = erasingCopies(loaded, {
      outbox: new Outbox(file('outbox')),
      table: tableOf(template, adminSdk),
      databases: ['queue.sqlite', 'table.sqlite'].map(file),
      dataFolder: options.dataFolder,
    });
    return new LocalStack({
      options,
      template,
      journey,
      apiUrl: run.apiUrl,
      secrets,
      functions,
      adminSdk,
      queue,
      metrics,
      owner: lock !== undefined,
      ownerPid: run.pid,
      close,
    });
  }

  /** The queue that signals wait on to be scored. */
  get signalQueueUrl(): string {
    const [working] = this.template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy);
    return String(this.template.resolve({ Ref: working?.id }));
  }

  /** The queue of what could not be stored. */
  get deadLettersUrl(): string {
    const [dead] = deadQueuesOf(this.template);
    return String(this.template.resolve({ Ref: dead }));
  }

  /** How every alarm of the stack stands, by what this process measured. */
  alarms(nowMs = Date.now()): AlarmState[] {
    return alarmStates(this.template, this.metrics, nowMs, this.#upSinceMs);
  }

  get schedules(): readonly LocalSchedule[] {
    return readSchedules(this.template, this.functions);
  }

  /** The function a schedule invokes, by the name of its source file. */
  functionFrom(source: string): LocalFunction {
    const found = [...this.functions.values()].find((one) => one.source === source);
    if (found === undefined) throw new ListeningPathError(`template: no function is made from ${source}`);
    return found;
  }

  /** The table, for the person at this machine. */
  table(): Table {
    return tableOf(this.template, this.adminSdk);
  }

  /** Starts polling the queue. */
  poll(): void {
    const eventSources = new EventSources(this.template, this.functions);
    this.#close.unshift(() => eventSources.stop());
    eventSources.start();
  }

  /**
   * Starts answering webhooks, and whoever looks at the page or the desk.
   *
   * @param now the domain's clock, for how long ago things happened
   */
  async serve(now: () => Date = () => new Date()): Promise<void> {
    const page = new Page(this.template, this.apiUrl, this.#options.dataFolder);
    const desk = new Desk(this.#options, this.journey, this.apiUrl, this.standing(now));
    const recorder = recorderFor(this.#options.dataFolder, this.journey.sources, this.apiUrl);
    const api = new LocalApi(this.template, this.functions, {
      sites: [page, desk],
      now,
      witness: recorder,
      metrics: this.metrics,
    });
    await api.listen(Number(new URL(this.apiUrl).port));
    this.#close.unshift(() => api.close());
  }

  /**
   * Where everything is that was ever received. One for all who ask, because it remembers what it read.
   *
   * @param now the domain's clock; the first one counts
   */
  standing(now: () => Date = () => new Date()): Standing {
    this.#standing ??= this.#makeStanding(now);
    return this.#standing;
  }

  #makeStanding(now: () => Date): Standing {
    const queues = this.template.ofType('AWS::SQS::Queue');
    const working = queues.filter(({ properties }) => properties.RedrivePolicy);
    const dead = deadQueuesOf(this.template);
    return new Standing({
      queue: async () => ({
        queued: working.reduce((sum, { id }) => sum + this.queue.sentTo(id), 0),
        waiting: await this.waiting(),
        deadLetters: dead.flatMap((id) => this.queue.deadLetters(id)),
      }),
      table: this.table(),
      sources: this.journey.sources,
      apiUrl: this.apiUrl,
      now,
    });
  }

  /** Messages of the working queues that are not stored yet; those waiting for Comprehend are not among them. */
  async waiting(): Promise<number> {
    let sum = 0;
    for (const { id } of this.template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy)) {
      const call = { operation: 'GetQueueAttributes', input: { QueueUrl: id }, raw: new Uint8Array(), headers: {} };
      const { Attributes } = JSON.parse(String((await this.queue.answer(call)).body));
      sum += Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
    }
    return sum;
  }

  /**
   * Waits until every message is stored that can be, telling how many are left on the way. What was handed back because
   * a tool's API or the table does not answer is tried again in minutes, and nobody waits for it.
   *
   * @throws {ListeningPathError} when the run that stores them has ended
   */
  async drain(tell: (waiting: number) => void = () => {}): Promise<void> {
    const working = this.template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy);
    const left = () => working.reduce((sum, { id }) => sum + this.queue.toWorkOn(id), 0);
    for (let waiting = left(); waiting > 0; waiting = left()) {
      if (!isAlive(this.#ownerPid)) {
        throw new ListeningPathError(`local run: it ended with ${waiting} messages on the queue; start it again`);
      }
      tell(waiting);
      await sleepMs(100);
    }
  }

  /** Ends everything this process started; what another run owns goes on. */
  async down(): Promise<void> {
    for (const end of this.#close) await end();
  }
}

/** Synthesizes, starts the table server, and tells other processes where it is. */
const startRun = async (options: LocalOptions, close: Closing): Promise<RunFile> => {
  const { root, dataFolder, journeyFile, port, dynamodbEndpoint } = options;
  rmSync(runFile(dataFolder), { force: true });
  const assembly = join(dataFolder, 'cdk.out');
  // The manifest is written last: without it, the run that synthesized was killed at it.
  const isThere = existsSync(join(assembly, 'manifest.json'));
  if (!options.onlyLook || !isThere) await (options.synthesize ?? synthesize)(root, assembly, journeyFile);
  const server = dynamodbEndpoint ? undefined : await TableServer.start(root, join(dataFolder, 'table.sqlite'));
  if (server) close.unshift(() => server.stop());
  const tableEndpoint = dynamodbEndpoint ?? server?.endpoint ?? '';
  return { pid: process.pid, apiUrl: `http://127.0.0.1:${port}`, tableEndpoint };
};

/** @throws {ListeningPathError} when another process holds the data folder but never said where it runs */
const findRun = async (dataFolder: string): Promise<RunFile> => {
  for (let attempt = 0; attempt < joinAttemptsMax; attempt++) {
    const run = lastRun(dataFolder);
    // A file whose process is gone was left by a killed run, and the one that is starting will replace it.
    if (run && isAlive(run.pid)) return run;
    await sleepMs(joinWaitMs);
  }
  throw new ListeningPathError(
    'local run: another process holds the data folder but does not answer; end it and retry',
  );
};

const journeyAsset = (template: Template): string => {
  const file = template
    .ofType('AWS::Lambda::LayerVersion')
    // A layer of the CDK's own is no folder.
    .flatMap(({ properties }) => template.findAsset(properties.Content.S3Key) ?? [])
    .map((folder) => join(folder, 'journey.json'))
    .find((path) => existsSync(path));
  if (file === undefined) throw new ListeningPathError('template: no layer holds a journey.json');
  return file;
};
