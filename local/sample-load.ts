import { setTimeout as sleepMs } from 'node:timers/promises';
import { Queue } from '../aws/queue.ts';
import { webhookOf } from '../core/channels/all.ts';
import { ListeningPathError } from '../core/errors.ts';
import { compileMap, type JourneyMap } from '../core/journey/map.ts';
import type { Journey, Source } from '../core/journey/schema.ts';
import { closedPeriods, daysOf } from '../core/period.ts';
import type { Signal } from '../core/signal.ts';
import type { SampleWebhook } from './sample/sample.ts';
import { readSampleFile, type SampleFile, writeSampleFile } from './sample-file.ts';
import type { LocalStack } from './stack.ts';

const postedDays = 2;
const postsAtOnce = 8;
/** As `import` has it: ten requests to the queue at a time. */
const signalsPerSend = 100;
/** The scorer is busy for seconds with so many, and a webhook that comes meanwhile waits no longer than that. */
const waitingMax = 2_000;
const lookAgainMs = 100;

/** Told while the sample is being stored. */
export type TellSignals = (stored: number, total: number) => void;

/** The sample as it is brought in. */
interface Parts {
  readonly history: readonly Signal[];
  readonly posts: readonly SampleWebhook[];
}

/**
 * Brings the sample into a run: its history the way `import` goes, its last two days as the signed webhooks they were.
 * (A quarter of a year over HTTP would take minutes and show nothing that two days do not.)
 *
 * How far it got is remembered in the data folder, so a killed load goes on where it was. What a kill made it send twice
 * is counted once, by the store.
 *
 * @param now the sample's today, if this folder remembers none yet
 * @param webhooksOf the same ones every time for the same today, in order of delivery
 * @throws {ListeningPathError} when a webhook is not accepted
 */
export const loadSample = async (
  stack: LocalStack,
  { dataFolder, now }: { readonly dataFolder: string; readonly now: Date },
  webhooksOf: (now: string) => readonly SampleWebhook[],
  tell: TellSignals = () => {},
): Promise<void> => {
  let file: SampleFile = readSampleFile(dataFolder) ?? { now: now.toISOString(), queued: 0, posted: 0, done: false };
  const remember = (news: Partial<SampleFile>): void => {
    file = { ...file, ...news };
    writeSampleFile(dataFolder, file);
  };
  remember({});
  const { history, posts } = partsOf(webhooksOf(file.now), file.now, stack.journey);
  const tellStored = (waiting: number): void =>
    tell(Math.max(0, file.queued + file.posted - waiting), history.length + posts.length);
  const untilThereIsRoom = async (): Promise<void> => {
    for (let waiting = await stack.waiting(); ; waiting = await stack.waiting()) {
      tellStored(waiting);
      if (waiting < waitingMax) return;
      await sleepMs(lookAgainMs);
    }
  };

  const queue = new Queue(stack.signalQueueUrl, stack.adminSdk);
  while (file.queued < history.length) {
    await untilThereIsRoom();
    const signals = history.slice(file.queued, file.queued + signalsPerSend);
    await queue.send(signals.map((signal) => ({ body: JSON.stringify(signal) })));
    remember({ queued: file.queued + signals.length });
  }
  while (file.posted < posts.length) {
    await untilThereIsRoom();
    const webhooks = posts.slice(file.posted, file.posted + postsAtOnce);
    await Promise.all(webhooks.map((webhook) => post(stack, webhook)));
    remember({ posted: file.posted + webhooks.length });
  }
  remember({ done: true });
  await stack.drain(tellStored);
};

const partsOf = (webhooks: readonly SampleWebhook[], now: string, journey: Journey): Parts => {
  const map = compileMap(journey);
  const { later } = closedPeriods(now, 'weekly', journey.organisation.timeZone);
  const firstPostedDay = daysOf(later).at(-postedDays) ?? later.end;
  const isPosted = ({ at }: SampleWebhook): boolean => map.dayOf(at) >= firstPostedDay;
  const history = webhooks.filter((webhook) => !isPosted(webhook));
  return { history: readAll(history, journey, map), posts: webhooks.filter(isPosted) };
};

/**
 * What the tools' adapters read in webhooks, sorted by the day and place each counts at: neighbours share rollup rows, so
 * a transaction takes three times as many signals. Versions of one answer stay in order, being of one day and place.
 */
const readAll = (webhooks: readonly SampleWebhook[], journey: Journey, map: JourneyMap): Signal[] => {
  const placed = webhooks.flatMap(({ source: id, at, body }) => {
    const source = sourceOf(journey, id);
    const request = { method: 'POST', url: `/hooks/${id}`, headers: {}, body, receivedAtMs: Date.parse(at) };
    const signals = webhookOf(source)?.read(request, source).signals ?? [];
    return signals.map((signal) => ({ signal, cell: `${map.dayOf(signal.occurredAt)}#${map.place(signal, source)}` }));
  });
  return placed.toSorted((a, b) => (a.cell < b.cell ? -1 : a.cell > b.cell ? 1 : 0)).map(({ signal }) => signal);
};

const sourceOf = ({ sources }: Journey, id: string): Source => {
  const source = sources.find((one) => one.id === id);
  if (source === undefined) throw new ListeningPathError(`sample: the journey has no source "${id}"`);
  return source;
};

/** Posts a webhook as its tool would: signed, over HTTP. */
const post = async ({ apiUrl, secrets, journey }: LocalStack, { source, body }: SampleWebhook): Promise<void> => {
  const outgoing = { url: `${apiUrl}/hooks/${source}`, body };
  const signed = webhookOf(sourceOf(journey, source))?.sign(outgoing, secrets.sources[source]?.[0] ?? '', Date.now());
  if (signed === undefined) throw new ListeningPathError(`sample: ${source} takes no webhooks`);
  const { url, headers } = signed;
  const { ok, status } = await fetch(url, { method: 'POST', headers, body: new Uint8Array(signed.body) });
  if (!ok) throw new ListeningPathError(`sample: ${source} answered ${status}`);
};
