import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { aliasesOf } from '../../core/score.ts';
import { make } from '../../functions/score.ts';
import { type Engine, ok } from '../../local/engines/engine.ts';
import { chance } from '../../local/sample/chance.ts';
import { MemoryTable } from '../../test/aws/memory-table.ts';
import { sdkWith } from '../../test/aws/sdk.ts';
import { comprehend, type FaultKind, Faults } from './faults.ts';
import type { Asked, Step } from './history.ts';
import { journeys } from './journeys.ts';
import { digestOnce, eraseOnce, identify, newPass, type Operator, rebuildOnce, sweepOnce } from './operators.ts';
import { type Delivered, problemsOf } from './problems.ts';
import { SimulatedQueue } from './queue.ts';
import { holdingTime, type Life, World } from './world.ts';

/** Everything that decides a simulation. */
export interface Plan {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly faults: ReadonlySet<FaultKind>;
}

export interface Outcome {
  /** What differs from the truth; none when all is well. */
  readonly problems: readonly string[];
  /** What happened, in order. */
  readonly trace: readonly string[];
  readonly invocations: number;
  readonly deaths: number;
}

const customerKey = 'a key for simulations alone';
const workers = 4;
/** Later than any sweep is due. */
const sweepMs = 40 * 86_400_000;
const batchSizes = [1, 2, 5, 20, 50, 100];
/** More than any run needs that makes progress; what turns in circles is found by it. */
const turnsMax = (steps: number): number => 10_000 + 60 * steps;
const secret = JSON.stringify({ customerKey, sources: {} });
const lambda = { awsRequestId: 'r', functionName: 'score', getRemainingTimeInMillis: () => 86_400_000 } as Context;

/** One of the places where score runs: warm until it dies or is replaced. */
interface Worker {
  readonly name: string;
  map: 0 | 1;
  handler: ReturnType<typeof make> | undefined;
  life: Life | undefined;
}

class Simulation {
  readonly #plan: Plan;
  readonly #folder: string;
  readonly #trace: string[] = [];
  readonly #record: (what: string) => void;
  readonly #draw;
  readonly #deathShare: number;
  readonly #world: World;
  readonly #faults: Faults;
  readonly #queue: SimulatedQueue;
  readonly #memory = new MemoryTable();
  readonly #lives = new Set<Life>();
  readonly #workers: Worker[] = [];
  readonly #posted = new Map<number, string>();
  readonly #delivered: Delivered = {
    bodies: [],
    poison: [],
    erased: [],
    linked: [],
    mails: [],
    readers: new Set(),
    doubts: new Map(),
  };
  readonly #identities: Extract<Step, { kind: 'link' | 'split' }>[] = [];
  /** Runs whose mail left, whether or not they ever heard of it. */
  readonly #mailed = new Set<Life>();
  readonly #undelivered = new Map<string, number>();
  #turns = 0;
  #map: 0 | 1 = 0;
  #isComprehendDown = false;
  #invocations = 0;
  #deaths = 0;
  #serial = 0;
  readonly #bugs: string[] = [];

  constructor(plan: Plan, folder: string, isTraced: boolean) {
    this.#plan = plan;
    this.#folder = folder;
    this.#record = isTraced ? (what) => this.#trace.push(what) : () => {};
    this.#draw = chance(plan.seed, 'order');
    this.#deathShare = plan.faults.has('deaths') ? 0.004 : 0;
    this.#world = new World(this.#draw, chance(plan.seed, 'deaths'), this.#record);
    this.#faults = new Faults(this.#world, chance(plan.seed, 'faults'), plan.faults, this.#record);
    this.#queue = new SimulatedQueue(chance(plan.seed, 'queue'));
    for (let index = 0; index < workers; index += 1) {
      this.#workers.push({ name: `worker ${index}`, map: 0, handler: undefined, life: undefined });
    }
  }

  async run(): Promise<Outcome> {
    const isAtRest = (await this.#live()) && (await this.#settle());
    const problems = isAtRest
      ? problemsOf(this.#memory.items(), this.#delivered, this.#map, this.#queue.dead, customerKey)
      : [`does not come to rest in ${this.#turns} turns`];
    return {
      problems: [...this.#bugs, ...problems],
      trace: this.#trace,
      invocations: this.#invocations,
      deaths: this.#deaths,
    };
  }

  #sdk(life: () => Life) {
    const between = (engine: Engine) => this.#faults.between(life, engine);
    const email: Engine = async ({ input }) => {
      const text = Buffer.from(input.Content.Raw.Data, 'base64').toString();
      this.#delivered.mails.push({ recipient: input.Destination.ToAddresses[0], text });
      this.#mailed.add(life());
      return ok({ MessageId: String(this.#delivered.mails.length) });
    };
    const engines = {
      dynamodb: between(this.#memory.engine),
      sqs: between(this.#queue.engine(this.#faults.isServed)),
      comprehend: between(comprehend(() => !this.#isComprehendDown && this.#faults.isServed())),
      secretsmanager: between(async () => ok({ SecretString: secret })),
      email: between(email),
    };
    // Signatures nobody checks would be a tenth of the time.
    return { ...sdkWith(engines), signer: { sign: async <Request>(request: Request) => request }, print: () => {} };
  }

  /** Runs something that may die. @param end called with its result, or `undefined` when it died or failed */
  #begin<T>(
    name: string,
    work: (life: Life) => Promise<T>,
    end: (result: T | undefined) => void,
    deathShare = this.#deathShare,
  ): Life {
    const finish = (result: T | undefined) => {
      if (!this.#lives.delete(life)) return;
      end(result);
    };
    const onDeath = () => {
      this.#deaths += 1;
      finish(undefined);
    };
    const life: Life = { name, isDead: false, deathShare, onDeath };
    this.#lives.add(life);
    work(life).then(finish, (error: Error) => {
      this.#record(`${name} fails: ${error.message}`);
      // A fault makes a run fail; what only a slip of ours can is a problem of its own.
      if (/TypeError|ReferenceError|SyntaxError|RangeError/.test(`${error.name} ${error.message}`)) {
        this.#bugs.push(`${name}: ${error.name}: ${error.message}`);
      }
      finish(undefined);
    });
    return life;
  }

  /** A command with clients of its own. */
  #command<T>(
    name: string,
    work: (operator: Operator) => Promise<T>,
    end: (result: T | undefined) => void,
    deathShare?: number,
  ): Life {
    this.#serial += 1;
    return this.#begin(
      `${name} ${this.#serial}`,
      (life) => {
        const patience = { random: this.#draw.unit, sleepMs: () => this.#world.pass(life, 'waits') };
        return work({ sdk: this.#sdk(() => life), patience });
      },
      end,
      deathShare,
    );
  }

  /**
   * The same until it ends by itself. Whoever comes after somebody who died is half as likely to: nobody would ever read
   * a whole large table otherwise.
   */
  #untilDone<T>(
    name: string,
    work: (operator: Operator) => Promise<T>,
    end: (result: T) => void = () => {},
    deathShare = this.#deathShare,
  ): void {
    const goOn = (result: T | undefined) => {
      if (result === undefined) this.#untilDone(name, work, end, life.isDead ? deathShare / 2 : deathShare);
      else end(result);
    };
    const life = this.#command(name, work, goOn, deathShare);
  }

  #invoke(worker: Worker): void {
    const handed = this.#queue.receive(this.#draw.of(batchSizes));
    if (worker.handler !== undefined && worker.map !== this.#map && this.#draw.happens(0.1)) worker.handler = undefined;
    if (worker.handler === undefined) {
      worker.map = this.#map;
      const current = (): Life => worker.life as Life;
      worker.handler = make(this.#environment(worker.map), this.#sdk(current), {
        random: this.#draw.unit,
        sleepMs: () => this.#world.pass(current(), 'waits'),
      });
    }
    const { handler } = worker;
    this.#invocations += 1;
    const Records = handed.messages.map(({ messageId, body }) => ({ messageId, body }));
    this.#record(`${worker.name} takes ${Records.length} by map ${worker.map}`);
    worker.life = this.#begin(
      worker.name,
      async () => (await handler({ Records } as SQSEvent, lambda)) as SQSBatchResponse,
      (result) => {
        if (worker.life?.isDead) worker.handler = undefined;
        worker.life = undefined;
        // Whoever died deletes nothing; whoever failed hands all back.
        if (result === undefined && worker.handler === undefined) return;
        const failures = result?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
        this.#queue.settle(handed, new Set(failures ?? handed.messages.map(({ messageId }) => messageId)));
      },
    );
  }

  #environment(map: 0 | 1) {
    return {
      JOURNEY_FILE: join(this.#folder, `journey-${map}.json`),
      TABLE_NAME: 'table',
      SECRET_ID: 'secret',
      QUEUE_URL: 'https://sqs.loopback-1.amazonaws.com/0/Queue',
      STACK_NAME: 'ListeningPath',
      DEAD_LETTERS_URL: 'https://sqs.loopback-1.amazonaws.com/0/Dead',
    };
  }

  #deliver(body: string): void {
    this.#delivered.bodies.push(body);
    this.#queue.send(body);
  }

  #take(step: Step): void {
    if (step.kind !== 'post' && step.kind !== 'again') this.#record(`step: ${JSON.stringify(step)}`);
    if (step.kind === 'post') {
      const occurredAt = step.isNow ? new Date(Date.now()).toISOString() : step.signal.occurredAt;
      const body = JSON.stringify({ ...step.signal, occurredAt });
      this.#record(`step: post ${body}`);
      this.#posted.set(step.id, body);
      this.#deliver(body);
    } else if (step.kind === 'again') {
      const body = this.#posted.get(step.id);
      if (body !== undefined) this.#deliver(body);
    } else if (step.kind === 'poison') {
      this.#delivered.poison.push(step);
      this.#queue.send(step.body);
    } else if (step.kind === 'erase') this.#erase(step.asked);
    else if (step.kind === 'remap') this.#map = 1;
    else if (step.kind === 'rebuild')
      this.#command(
        'rebuild',
        (operator) => rebuildOnce(operator, this.#journey),
        () => {},
      );
    else if (step.kind === 'outage') this.#isComprehendDown = !step.isOver;
    else if (step.kind === 'digest') this.#digest(step.recipient, 1);
    else this.#identify(step);
  }

  get #journey() {
    return journeys[this.#map];
  }

  #erase(asked: Asked): void {
    if (!this.#delivered.erased.includes(asked)) this.#delivered.erased.push(asked);
    this.#untilDone('erase', (operator) => eraseOnce(operator, asked, customerKey));
  }

  /** Whoever links and splits does one thing after the other, as somebody at a keyboard. */
  #identify(step: Extract<Step, { kind: 'link' | 'split' }>): void {
    this.#identities.push(step);
    if (this.#identities.length === 1) this.#identifyNext();
  }

  #identifyNext(): void {
    const [step] = this.#identities;
    if (step === undefined) return;
    const [one = '', other = ''] = [step.from, step.to].map((email) => aliasesOf({ email }, '', customerKey)[0]);
    if (step.kind === 'link') this.#delivered.linked.push([one, other]);
    const done = () => {
      this.#identities.shift();
      this.#identifyNext();
    };
    this.#untilDone(step.kind, (operator) => identify(operator, step.kind, one, other), done);
  }

  /** Rounds of one or two runs, three minutes apart, until a run knows that the mail has left. */
  #digest(recipient: string, round: number): void {
    this.#delivered.readers.add(recipient);
    const runs = 1 + this.#draw.below(2);
    const nowMs = 1_000_000_000_000 + round * 200_000;
    this.#undelivered.set(recipient, runs);
    let isSent = false;
    for (let run = 0; run < runs; run += 1) {
      const life = this.#command(
        `digest ${recipient} ${round}.${run}`,
        (operator) => digestOnce(operator, recipient, `${round}.${run}`, nowMs + run),
        (result) => {
          isSent ||= result === 'sent' || result === 'done';
          const { doubts } = this.#delivered;
          if (result !== 'sent' && this.#mailed.has(life)) doubts.set(recipient, (doubts.get(recipient) ?? 0) + 1);
          const left = (this.#undelivered.get(recipient) ?? 1) - 1;
          this.#undelivered.set(recipient, left);
          if (left > 0) return;
          this.#undelivered.delete(recipient);
          if (!isSent) this.#digest(recipient, round + 1);
        },
      );
    }
  }

  /** One thing happens, whichever chance picks. @returns whether anything still could */
  async #turn(next: () => Step | undefined): Promise<boolean> {
    this.#turns += 1;
    await this.#world.settle();
    const free = this.#workers.find(({ life }) => life === undefined);
    const isBusy = this.#world.waiting > 0;
    if (this.#plan.faults.has('visibility') && this.#draw.happens(0.003)) this.#queue.expireOne();
    if (free && this.#queue.depth > 0 && (!isBusy || this.#draw.happens(0.1))) this.#invoke(free);
    else if (isBusy && !this.#draw.happens(0.02)) this.#world.openOne();
    else if (!isBusy && this.#lives.size > 0) this.#world.letTimePass();
    else if (!isBusy && this.#queue.depth === 0) {
      this.#queue.endDelays();
      if (this.#queue.depth === 0) this.#queue.expireOne();
    } else {
      this.#world.letTimePass();
      if (this.#draw.happens(0.1)) this.#queue.endDelays();
    }
    if (this.#queue.depth < 80 && this.#draw.happens(0.1)) {
      for (let burst = 1 + this.#draw.below(40); burst > 0; burst -= 1) {
        const step = next();
        if (step === undefined) break;
        this.#take(step);
      }
    }
    return this.#lives.size > 0 || !this.#queue.isEmpty;
  }

  async #live(): Promise<boolean> {
    const left = this.#plan.steps[Symbol.iterator]();
    let hasMore = true;
    const next = (): Step | undefined => {
      const { value, done } = left.next();
      if (done) hasMore = false;
      return value;
    };
    while ((await this.#turn(next)) || hasMore) if (this.#turns > turnsMax(this.#plan.steps.length)) return false;
    return true;
  }

  async #drain(): Promise<boolean> {
    while (await this.#turn(() => undefined)) if (this.#turns > turnsMax(this.#plan.steps.length)) return false;
    return true;
  }

  /** The old workers are gone, Comprehend is back, and passes go on until none finds anything. */
  async #settle(): Promise<boolean> {
    this.#isComprehendDown = false;
    for (const worker of this.#workers) worker.handler = undefined;
    for (let found = 1; found > 0; ) {
      found = 0;
      const count = (some: number) => {
        found += some;
      };
      if (this.#queue.dead.some(({ reason }) => reason === undefined)) count(1);
      this.#queue.redrive();
      if (!(await this.#drain())) return false;
      const pass = newPass();
      this.#untilDone('rebuild', (operator) => rebuildOnce(operator, this.#journey, pass), count);
      this.#untilDone(
        'sweep',
        (operator) => sweepOnce(operator, new Date(Date.now() + sweepMs).toISOString(), customerKey),
        count,
      );
      if (!(await this.#drain())) return false;
      // A sweep that somebody left behind who died leaves others behind that follow it.
      count(this.#memory.items('E').length);
    }
    return true;
  }
}

/** Runs one simulation to its end and compares everything stored with the truth. */
export const simulate = async (plan: Plan, isTraced = false): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-simulation-'));
  try {
    for (const [index, journey] of journeys.entries()) {
      writeFileSync(join(folder, `journey-${index}.json`), JSON.stringify(journey));
    }
    return await holdingTime(chance(plan.seed, 'random'), () => new Simulation(plan, folder, isTraced).run());
  } finally {
    rmSync(folder, { recursive: true });
  }
};
