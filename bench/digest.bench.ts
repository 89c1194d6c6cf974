import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Table } from '../aws/table.ts';
import type { DigestPlan } from '../core/journey/schema.ts';
import { keyText, rowKey, touchpointPartition } from '../core/store/keys.ts';
import { entryOf, type Placed, placeAll, planStore } from '../core/store/plan.ts';
import { signalItem } from '../core/store/signal-item.ts';
import { mergeAll, type Tally } from '../core/store/tally.ts';
import { composeFor } from '../functions/compose.ts';
import { type Engines, sdkOf } from '../local/aws.ts';
import { type Answer, type Call, notKnown, ok } from '../local/engines/engine.ts';
import { itemBytes } from './item-size.ts';
import { median, sampleJourney, sampleNow, sampleSignals } from './sample-signals.ts';

/**
 * What composing a digest asks of the table, and its CPU, once a quarter of some 10⁴, 10⁵, 10⁶ and 10⁷ signals is
 * stored. The target: as many requests for all of them, and no more entries and CPU once a touchpoint's days have more
 * answers than are read of them. At some 10⁶ all but the quietest have: 10⁷ reads a tenth more, and nothing would read more.
 *
 * The table answers as if each of the sample's signals had come 1, 5, 50 and 500 times, from other people: the same rows
 * with larger counts, and in the index that many entries for every touchpoint's day. It makes pages of a megabyte, as
 * DynamoDB does, and its own time is left out. Counted apart: what is read of rollups and heartbeats, which every digest
 * needs; and what is read of the index, for one answer per customer of each finding and for quotes.
 *
 * Does not model distances: a request to DynamoDB takes some milliseconds, and those of a period's days go at once.
 */
const timesStored = [1, 5, 50, 500];
const rounds = 3;
const pageBytesMax = 2 ** 20;
const journey = sampleJourney();
const [plan] = journey.digests;
if (plan === undefined) throw new Error('bench: the journey has no digest');

type Item = Record<string, unknown>;

const placed = placeAll(sampleSignals().map(entryOf), new Map());

/** What the transactions of the signals make of the rows of counts, each counted `times`. */
const rowsOf = (times: number): Map<string, Item[]> => {
  const sums = new Map<string, Tally[]>();
  for (const { counted } of placed) {
    for (const [name, tally] of Object.entries(counted)) {
      const some = sums.get(name) ?? [];
      some.push(tally);
      sums.set(name, some);
    }
  }
  const partitions = new Map<string, Item[]>();
  for (const [name, tallies] of sums) {
    const key = rowKey(name);
    const fields = Object.entries(mergeAll(tallies)).map(([field, count]) => [field, count * times]);
    const partition = partitions.get(key.PK) ?? [];
    partition.push({ ...key, ...Object.fromEntries(fields) });
    partitions.set(key.PK, partition);
  }
  for (const rows of partitions.values()) rows.sort((a, b) => (String(a.SK) < String(b.SK) ? -1 : 1));
  return partitions;
};

const itemOf = (one: Placed): Item => signalItem(planStore([one]).puts[0] as never);
const byTouchpointDay = Map.groupBy(placed, ({ entry: { signal } }) =>
  touchpointPartition(signal.touchpoint, signal.day),
);
const bySignal = new Map(placed.map((one) => [keyText(one.entry.key), one]));

const indexedOf = (one: (typeof placed)[number]) => {
  const { PK, SK, GSI2PK, GSI2SK, scores, sentiment, themes, customer, language } = itemOf(one);
  const [place = '', ...at] = String(GSI2SK).split('#');
  const item = { PK, SK, GSI2PK, scores, sentiment, themes, language };
  return { item, customer, place: Number.parseInt(place, 16), at: at.join('#') };
};
type Indexed = ReturnType<typeof indexedOf>;

interface Copy {
  readonly one: Indexed;
  readonly n: number;
  readonly place: string;
}

/** The nth copy is of somebody else, who stands elsewhere in the index: multiplying by 2³²/φ scatters them over all of it. */
const copyOf = (one: Indexed, n: number): Copy => {
  const place = Math.imul(one.place ^ n, 0x9e3779b1) >>> 0;
  return { one, n, place: place.toString(16).padStart(8, '0') };
};

/** As much of a copy as the index holds. */
const entryOfCopy = ({ one: { item, customer, at }, n, place }: Copy): Item => ({
  ...item,
  GSI2SK: `${place}#${at}${n}`,
  ...(customer !== undefined && { customer: `${customer}${n}` }),
});

/** What was asked of the table. */
interface Asked {
  counts: number;
  answers: number;
  /** Entries of the index that were read. */
  entries: number;
  quotes: number;
  /** CPU of this process when the first entry was asked for: by then everything is composed but for checks and quotes. */
  composedMs: number;
  /** CPU of answering, which is not the digest's: all of it, and until then. */
  answeringMs: number;
  countingMs: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const tableOf = (times: number) => {
  const partitions = rowsOf(times);
  const asked: Asked = { counts: 0, answers: 0, entries: 0, quotes: 0, composedMs: 0, answeringMs: 0, countingMs: 0 };
  const rows = ({ ExpressionAttributeValues }: Call['input']): Item[] => {
    const { ':pk': partition, ':from': from, ':to': to } = unmarshall(ExpressionAttributeValues);
    return (partitions.get(partition) ?? []).filter(({ SK }) => String(SK) >= from && String(SK) <= to);
  };
  const copies = ({ ExpressionAttributeValues }: Call['input']): Copy[] => {
    const { ':pk': partition, ':after': after = '' } = unmarshall(ExpressionAttributeValues);
    return (byTouchpointDay.get(partition) ?? [])
      .map(indexedOf)
      .flatMap((one) => Array.from({ length: times }, (_, n) => copyOf(one, n)))
      .filter(({ place }) => place > after)
      .sort((a, b) => (a.place < b.place ? -1 : 1));
  };
  /** From where the page before ended, as many as are asked for and a megabyte holds. */
  const page = <T>(input: Call['input'], found: readonly T[], itemOfOne: (one: T) => Item): Answer => {
    const start = Number(input.ExclusiveStartKey?.offset.N ?? 0);
    const Items = [];
    for (let bytes = 0; start + Items.length < found.length && bytes < pageBytesMax; ) {
      if (Items.length === input.Limit) break;
      const item = itemOfOne(found[start + Items.length] as T);
      bytes += itemBytes(item);
      Items.push(marshall(item, { removeUndefinedValues: true }));
    }
    const end = start + Items.length;
    if (input.IndexName !== undefined) asked.entries += Items.length;
    return ok({ Items, ...(end < found.length && { LastEvaluatedKey: { offset: { N: String(end) } } }) });
  };
  const answer = ({ operation, input }: Call): Answer => {
    if (operation === 'Query') {
      if (input.IndexName === undefined) {
        asked.counts += 1;
        return page(input, rows(input), (row) => row);
      }
      if (asked.answers === 0) {
        asked.composedMs = cpuMs();
        asked.countingMs = asked.answeringMs;
      }
      asked.answers += 1;
      return page(input, copies(input), entryOfCopy);
    }
    asked.quotes += 1;
    const one = operation === 'GetItem' && bySignal.get(keyText(unmarshall(input.Key) as never));
    return one
      ? ok({ Item: marshall(itemOf(one), { removeUndefinedValues: true }) })
      : notKnown('bench table', operation);
  };
  const dynamodb = async (call: Call): Promise<Answer> => {
    const before = process.threadCpuUsage();
    const answered = answer(call);
    const { user, system } = process.threadCpuUsage(before);
    asked.answeringMs += (user + system) / 1_000;
    return answered;
  };
  const table = new Table('signals', sdkOf({ name: 'bench', allows: () => true }, { dynamodb } as unknown as Engines));
  return { table, asked };
};

interface Cost extends Pick<Asked, 'counts' | 'answers' | 'entries' | 'quotes'> {
  readonly findings: number;
  /** From counts to findings. */
  readonly findingMs: number;
  /** One answer per customer, and quotes. */
  readonly checkingMs: number;
}

const measure = async (plan: DigestPlan, times: number): Promise<Cost> => {
  const { table, asked } = tableOf(times);
  const startedMs = cpuMs();
  const { findings } = await composeFor(table, journey, plan, sampleNow);
  const { composedMs, countingMs, answeringMs, ...counts } = asked;
  const findingMs = composedMs - startedMs - countingMs;
  const checkingMs = cpuMs() - composedMs - (answeringMs - countingMs);
  return { ...counts, findings: findings.length, findingMs, checkingMs };
};

const costs = new Map<number, Cost[]>();
for (let round = -1; round < rounds; round += 1) {
  for (const times of timesStored) {
    const cost = await measure(plan, times);
    // The first warms up.
    if (round >= 0) costs.set(times, [...(costs.get(times) ?? []), cost]);
  }
}

const medianOf = (times: number, field: keyof Cost): number =>
  median((costs.get(times) ?? []).map((cost) => cost[field]));
/** Of one round each, so that a machine that slows down meanwhile slows down both. */
const ratioOf = (times: number, field: keyof Cost): string =>
  median((costs.get(times) ?? []).map((cost, round) => cost[field] / (costs.get(1)?.[round]?.[field] ?? 0))).toFixed(2);

for (const times of timesStored) {
  const [counts, answers, entries, quotes, findings] = (
    ['counts', 'answers', 'entries', 'quotes', 'findings'] as const
  ).map((field) => medianOf(times, field));
  const part = (field: keyof Cost) =>
    `${medianOf(times, field).toFixed(0).padStart(5)} ms CPU (${ratioOf(times, field)} ×)`;
  console.log(`${String(placed.length * times).padStart(8)} signals  ${findings} findings`);
  console.log(`${' '.repeat(9)}counts   ${String(counts).padStart(3)} requests  ${part('findingMs')}`);
  console.log(
    `${' '.repeat(9)}answers  ${String(answers).padStart(3)} requests and ${quotes} for quotes  ${part('checkingMs')}  ${entries} entries`,
  );
}
