import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { knownChannels } from '../../core/channels/all.ts';
import { readJourney } from '../../core/journey/read.ts';
import { heartbeatPartition } from '../../core/store/keys.ts';
import { sourceMetadataKey } from '../../lib/source-metadata.ts';
import type { Engines } from '../../local/aws.ts';
import { fail, ok } from '../../local/engines/engine.ts';
import { loadFunctions } from '../../local/functions.ts';
import { readSchedules } from '../../local/schedules.ts';
import type { LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { Changed, eventOf } from './cold-functions.ts';
import { enginesBy, faultyEngines, onlyIn } from './faulty-engines.ts';
import { bringUp, root } from './run.ts';
import { type Senders, sendersFor } from './senders.ts';

const minuteMs = 60_000;
const reader = 'bounce@simulator.amazonses.com';

/** The sample with a digest that cannot reach its reader, a tool whose API has to be asked, and next to no money. */
const journeyYaml = `${readFileSync(join(root, 'journey.yaml'), 'utf8').split('\ndigests:')[0]}
digests:
  - { audience: board, recipients: [${reader}], cadence: weekly, weekday: monday, hour: 8 }
deployment: { alarmAddress: operations@faromovil.example, costPerDayMax: 0.005 }
`.replace('\nsources:', `$&\n  - { id: surveys, channel: surveymonkey, medium: web, defaultTouchpoint: website }`);
const read = readJourney(journeyYaml, { fileName: 'journey.yaml', ...knownChannels });
if (!read.ok) throw new Error(read.problems.join('\n'));
const sources = read.journey.sources.map(({ id }) => id);

let faults: ReturnType<typeof faultyEngines>;
let stack: LocalStack;
let send: Senders;
const dataFolder = temporaryFolder();

const breakable = (sound: Engines): Engines => {
  faults = faultyEngines(sound);
  return faults.engines;
};

beforeAll(async () => {
  // A Tuesday. What waits goes on waiting, but nobody has to wait for the clock.
  const now = Date.parse('2026-03-03T10:00:00Z');
  vi.useFakeTimers({ now, toFake: ['Date', 'performance'], shouldAdvanceTime: true });
  const journeyFile = join(temporaryFolder(), 'journey.yaml');
  writeFileSync(journeyFile, journeyYaml);
  stack = await bringUp({ dataFolder, journeyFile, engines: breakable });
  send = sendersFor(stack);
  await look();
});
afterAll(async () => {
  await stack.down();
  vi.useRealTimers();
});

const passMinutes = (minutes: number) => vi.advanceTimersByTime(minutes * minuteMs);
const scheduleOf = (verb: string) => stack.schedules.find(({ source }) => source === `functions/${verb}.ts`);
/** What the hourly schedule does. */
const look = () => scheduleOf('watch')?.fire(new Date());
const sendDigest = () => scheduleOf('digest')?.fire(scheduleOf('digest')?.lastDue(new Date()) as Date);

/** An alarm by its name in lib/alarms.ts; CloudFormation's names take letters and digits alone. */
const nameOf = (id: string): string => id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, '');
const ringing = (): string[] =>
  stack
    .alarms()
    .filter(({ rings }) => rings)
    .map(({ id }) => nameOf(id))
    .toSorted();

let answers = 0;
/** A signal comes in by its tool's webhook, and is stored. */
const say = async (said: object = { scores: { nps: 9 } }) => {
  answers += 1;
  const { status } = await send.generic('own-systems', {
    id: `alarm-${answers}`,
    occurredAt: new Date().toISOString(),
    ...said,
  });
  await stack.drain();
  return status;
};

const putOnQueue = async (MessageBody: string) => {
  const input = { QueueUrl: stack.signalQueueUrl, Entries: [{ Id: '0', MessageBody }] };
  await faults.engines.sqs({ operation: 'SendMessageBatch', input, raw: new Uint8Array(), headers: {} });
  await stack.drain();
};

/** The same in several periods, of which one less is not enough. */
const inPeriods = async (periods: number, minutes: number, act: () => Promise<unknown>) => {
  for (let period = 1; period <= periods; period += 1) {
    passMinutes(minutes);
    // Longer than the hourly schedule may be away.
    if (minutes >= 60) await look();
    expect(ringing(), `before period ${period}`).toEqual([]);
    await act();
  }
};
const inThreePeriods = (act: () => Promise<unknown>) => inPeriods(3, 5, act);

/** Functions that start cold, with other settings or services; what fails is tried again at once. */
const coldFunctions = (change: object = {}, services = faults.engines) =>
  loadFunctions(new Changed(join(dataFolder, 'cdk.out'), change), root, services, stack.metrics, [0, 0]);
const invoke = async (verb: string, functions: ReturnType<typeof coldFunctions>) => {
  const found = [...(await functions).values()].find(({ source }) => source === `functions/${verb}.ts`);
  return found?.invoke(eventOf[verb]?.(stack));
};

const verbs = Object.keys(eventOf);

interface Fault {
  readonly when: string;
  /** These alarms, and no others. */
  readonly rings: readonly string[];
  readonly cause: () => unknown;
  /** What somebody does about it, beside mending the services. */
  readonly mend?: () => unknown;
}

const faultsOfTheWay: readonly Fault[] = [
  {
    when: 'nobody reads the queue',
    rings: ['OldMessage'],
    cause: async () => {
      faults.breakService(
        'sqs',
        onlyIn(/^ReceiveMessage$/, () => ok({ Messages: [] })),
      );
      await send.generic('own-systems', { id: 'old', occurredAt: new Date().toISOString(), scores: { nps: 9 } });
      passMinutes(31);
    },
  },
  {
    when: 'a tool whose API has to be asked gave no token',
    rings: ['HandedBack'],
    cause: async () => {
      await putOnQueue(JSON.stringify({ source: 'surveys', thin: { response: '1' } }));
      await inThreePeriods(() => stack.drain());
    },
  },
  {
    when: 'a message can never be stored',
    rings: ['DeadLetters'],
    cause: () => putOnQueue('poison'),
  },
  {
    when: 'Comprehend rejects a text',
    rings: ['Unscored'],
    cause: () => {
      faults.breakService('comprehend', async () => fail('ValidationException', 'no'));
      return inPeriods(2, 6 * 60, () => say({ text: 'Terrible and slow.', language: 'en' }));
    },
  },
  {
    when: 'Comprehend does not answer',
    rings: ['Pending'],
    cause: () => {
      // Of one text. A whole call that fails is asked for again until the function has no time left.
      const ErrorList = [{ Index: 0, ErrorCode: 'INTERNAL_SERVER_ERROR', ErrorMessage: 'down' }];
      faults.breakService('comprehend', async () => ok({ ResultList: [], ErrorList }));
      // One text, which is asked for again every quarter of an hour.
      const once = { text: 'Terrible and slow.', language: 'en' };
      const acts = [() => say(once), () => stack.drain(), () => stack.drain()];
      return inPeriods(3, 15, async () => acts.shift()?.());
    },
  },
  {
    when: 'signals cannot be queued',
    rings: ['ServerErrors'],
    cause: () => {
      faults.breakService(
        'sqs',
        onlyIn(/^SendMessage/, () => fail('AccessDeniedException', 'no')),
      );
      return inThreePeriods(async () => expect(await say()).toBe(503));
    },
  },
  {
    when: 'the secret store has lost the secret of a source',
    rings: ['ServerErrors'],
    cause: () => {
      const { customerKey } = stack.secrets;
      const SecretString = JSON.stringify({ customerKey, sources: {} });
      faults.breakService('secretsmanager', async () => ok({ SecretString }));
      return inThreePeriods(async () => expect(await say()).toBe(503));
    },
  },
  {
    when: 'the table refuses a read now and then',
    rings: ['ReadThrottles'],
    cause: () =>
      inThreePeriods(async () => {
        faults.breakService('dynamodb', (call, sound) => {
          if (!/Get|Query/.test(call.operation)) return sound(call);
          faults.mendAll();
          return Promise.resolve(fail('ThrottlingException', 'slow down'));
        });
        await look();
      }),
  },
  ...['GSI1', 'GSI2'].flatMap((index) =>
    (['Read', 'Write'] as const).map((kind) => ({
      when: `the index ${index} refuses a ${kind.toLowerCase()} now and then`,
      rings: [`${kind}Throttles${index}`],
      cause: () =>
        inThreePeriods(async () => {
          faults.breakService('dynamodb', (call, sound) => {
            if (kind === 'Read' ? !/Get|Query/.test(call.operation) : call.operation !== 'TransactWriteItems') {
              return sound(call);
            }
            faults.mendAll();
            const named = `slow down: arn:aws:dynamodb:loopback-1:000000000000:table/Store/index/${index}`;
            return Promise.resolve(fail('ThrottlingException', named));
          });
          await (kind === 'Read' ? look() : say());
        }),
    })),
  ),
  {
    when: 'the table refuses a write now and then',
    rings: ['WriteThrottles'],
    cause: () =>
      inThreePeriods(async () => {
        faults.breakService('dynamodb', (call, sound) => {
          if (call.operation !== 'TransactWriteItems') return sound(call);
          faults.mendAll();
          const Code = 'ProvisionedThroughputExceeded';
          const CancellationReasons = call.input.TransactItems.map((_: object, at: number) => (at ? {} : { Code }));
          const refused = fail('TransactionCanceledException', 'refused');
          const body = JSON.stringify({ ...JSON.parse(String(refused.body)), CancellationReasons });
          return Promise.resolve({ ...refused, body });
        });
        await say();
      }),
  },
  {
    when: 'texts are many or long',
    rings: ['Cost'],
    cause: () => say({ text: 'Terrible and slow. '.repeat(500), language: 'en' }),
  },
];

const refusedOf = (source: string): string => `Refused${source.replaceAll('-', '')}`;

const timeoutSecondsOf = (verb: string): number =>
  stack.template
    .ofType('AWS::Lambda::Function')
    .find(({ metadata }) => metadata[sourceMetadataKey] === `functions/${verb}.ts`)?.properties.Timeout;

const faultsOfFunctions: readonly Fault[] = verbs.flatMap((verb) => [
  {
    when: `no service answers ${verb} in time`,
    rings: [`Errors${verb}`],
    cause: async () => {
      const hanging = enginesBy(() => () => new Promise(() => {}));
      await expect(invoke(verb, coldFunctions({ Timeout: 0.05 }, hanging))).rejects.toThrow();
    },
  },
  {
    when: `${verb} may not run`,
    rings: [`Throttles${verb}`],
    cause: () =>
      expect(invoke(verb, coldFunctions({ ReservedConcurrentExecutions: 0 }))).rejects.toThrow('as many run'),
  },
  {
    when: `a service keeps ${verb} waiting`,
    rings: [`Slow${verb}`],
    cause: async () => {
      let waitMs = 850 * timeoutSecondsOf(verb);
      const slow = enginesBy((service) => (call) => {
        vi.advanceTimersByTime(waitMs);
        waitMs = 0;
        return faults.engines[service](call);
      });
      await invoke(verb, coldFunctions({}, slow));
    },
  },
]);

const faultsOfDigests: readonly Fault[] = [
  {
    when: 'a mail comes back',
    rings: ['Bounced'],
    cause: async () => {
      await sendDigest();
      await vi.waitFor(() => expect(ringing()).not.toEqual([]), 10_000);
    },
  },
  {
    when: 'a digest does not leave',
    rings: ['DigestsOverdue'],
    cause: async () => {
      passMinutes(6 * 24 * 60);
      for (let hour = 0; hour < 3; hour++) {
        passMinutes(60);
        await look();
      }
    },
    mend: sendDigest,
  },
  {
    when: 'nobody has looked for three hours',
    rings: ['DigestsOverdue'],
    cause: () => passMinutes(3 * 60 + 2),
  },
  {
    when: 'a schedule fails three times',
    rings: ['Errorswatch', 'ScheduleDeadLetters'],
    cause: async () => {
      faults.breakService('dynamodb', async () => fail('AccessDeniedException', 'no'));
      const schedules = readSchedules(stack.template, await coldFunctions());
      const hourly = schedules.find(({ source }) => source === 'functions/watch.ts');
      await expect(hourly?.run(new Date())).rejects.toThrow();
    },
  },
  {
    when: 'a source stops',
    rings: ['SilentSources'],
    cause: async () => {
      const dayMs = 24 * 60 * minuteMs;
      for (let daysAgo = 5; daysAgo < 45; daysAgo++) {
        const SK = new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10);
        await stack.table().put({ PK: heartbeatPartition('call-centre'), SK, n: 10, 'hour.12': 10 });
      }
      await look();
    },
    mend: () => send.generic('call-centre', { id: 'again', occurredAt: new Date().toISOString(), scores: { nps: 9 } }),
  },
];

const allFaults = [...faultsOfTheWay, ...faultsOfFunctions, ...faultsOfDigests];

/** Somebody took care of what lies there: dead letters, what comes back again and again, what waits for Comprehend. */
const emptyQueues = () => {
  const database = new DatabaseSync(join(dataFolder, 'queue.sqlite'));
  database.exec('DELETE FROM message');
  database.close();
};

/** All is mended, and as much time passes as the alarms that ring look back. */
const calm = async (mend: Fault['mend']) => {
  faults.mendAll();
  await mend?.();
  await stack.drain();
  emptyQueues();
  const rings = ringing();
  const lookBackMinutes = stack.template
    .ofType('AWS::CloudWatch::Alarm')
    .filter(({ id }) => rings.includes(nameOf(id)))
    .map(({ properties }) => (properties.Period * properties.EvaluationPeriods) / 60);
  passMinutes(Math.max(0, ...lookBackMinutes) + 1);
  await look();
};

describe('the alarms of the stack', () => {
  it('each have a fault below', () => {
    const all = stack.alarms().map(({ id }) => nameOf(id));
    const rung = [...allFaults.flatMap(({ rings }) => rings), ...sources.map(refusedOf)];
    expect([...new Set(rung)].toSorted()).toEqual(all.toSorted());
  });

  it('do not ring for forged webhooks among as many that are not', async () => {
    for (const quarter of [1, 2, 3]) {
      await say();
      expect((await send.generic('own-systems', {}, 'not the secret')).status, `quarter ${quarter}`).toBe(401);
      expect(ringing()).toEqual([]);
      passMinutes(15);
    }
  });

  it('do not ring for texts in a language that Comprehend does not read', async () => {
    await say({ text: 'Ez dago estaldurarik etxean.', language: 'eu' });
    expect(ringing()).toEqual([]);
  });

  it('when nobody can prove to be a source: its own, and not for one forged webhook', async () => {
    const refuse = async (id: string) => {
      passMinutes(15);
      await look();
      const { status } = await fetch(`${stack.apiUrl}/hooks/${id}`, { method: 'POST', body: '{}' });
      expect(status).toBe(401);
    };
    const rings: string[] = [];
    for (const id of sources) {
      await refuse(id);
      expect(ringing()).toEqual(rings.toSorted());
      await refuse(id);
      rings.push(refusedOf(id));
      expect(ringing()).toEqual(rings.toSorted());
    }
    await calm(undefined);
    expect(ringing()).toEqual([]);
  });

  it.each(allFaults)('when $when: $rings, and nothing else, until it is mended', async ({ rings, cause, mend }) => {
    expect(ringing()).toEqual([]);
    try {
      await cause();
      expect(ringing()).toEqual([...rings]);
    } finally {
      await calm(mend);
    }
    expect(ringing()).toEqual([]);
  });
});
