import { judge, refuseEarly } from '../core/receive.ts';
import { type Delivery, deliveryOf, type Example, requestOf } from '../test/core/channels/channel-contract.ts';
import { examples } from '../test/core/channels/examples.ts';
import { bodyLike, placesIn, replaceAt, valuesOf } from '../test/core/channels/mutants.ts';

/** Bodies made to be slow to read, as large as a channel takes them, and headers as large as API Gateway hands them on. */

interface Body {
  readonly name: string;
  readonly text: () => string;
}

/** API Gateway's limit for all headers and the address together. */
const headerBytesMax = 10_240;
const busyMsMax = 50;

const filled = (unit: string, bytes: number): string => unit.repeat(Math.max(0, Math.floor(bytes / unit.length)));

/** `[unit,unit,…]` and `{"0":unit,"1":unit,…}`. */
const listOf = (unit: string, bytes: number): string => `[${filled(`${unit},`, bytes - unit.length - 2)}${unit}]`;
const fieldsOf = (unit: string, count: number, join: (name: number, unit: string) => string): string =>
  Array.from({ length: count }, (_, name) => join(name, unit)).join('');

/** As many as fit a body and a reader takes, long enough to fill it. */
const manyNames = (bytes: number): string[] => {
  const count = Math.min(Math.floor(bytes / 14), 21_900);
  const length = Math.floor(bytes / count) - 6;
  return Array.from({ length: count }, (_, index) => `k${index}`.padEnd(length, '.'));
};

const lists = ['1', '""', '[]', '{}', 'null', '1e400', '9007199254740993', '"1234567890123456,"', '{"id":1}'];

/** Whole bodies, whatever the tool. */
const strangeBodies = (bytes: number): Body[] => {
  const half = Math.floor(bytes / 2);
  return [
    { name: 'nested lists', text: () => filled('[', half) + filled(']', half) },
    { name: 'nested fields', text: () => `${filled('{"a":', bytes - bytes / 6)}1${filled('}', bytes / 6 - 2)}` },
    ...lists.map((unit) => ({ name: `a list of ${unit}`, text: () => listOf(unit, bytes) })),
    { name: 'small numbers and a long one', text: () => `[${filled('1,', bytes - 30)}9007199254740993]` },
    { name: 'one text', text: () => `"${filled('a', bytes - 2)}"` },
    { name: 'one text of quotes', text: () => `"${filled('\\"', bytes - 2)}"` },
    { name: 'one text that does not end', text: () => `"${filled('\\\\', bytes - 2)}` },
    { name: 'digits', text: () => filled('1', bytes) },
    {
      name: 'many fields',
      text: () =>
        `{${manyNames(bytes)
          .map((name) => `"${name}":1`)
          .join()}}`,
    },
    { name: 'a form of one name', text: () => filled('a&', bytes) },
    { name: 'a form of one name with values', text: () => fieldsOf('', bytes / 12, (name) => `a=${name}&`) },
    { name: 'a form of many names', text: () => fieldsOf('', bytes / 12, (name) => `a${name}=1&`) },
    { name: 'a form of escapes', text: () => `a=${filled('%41', bytes - 2)}` },
    { name: 'separators', text: () => filled('&=', bytes) },
  ];
};

const texts = ['a', ' ', '1', '+1', '@', 'a@', 'a ', '<', '.', '-', '\n', '😀', 'a.', '2026-03-02T09:20:00Z '];

/** What may stand in one place of a real body instead of what is there. */
const fillers = (bytes: number): { name: string; value: unknown }[] => [
  ...texts.map((unit) => ({ name: `${JSON.stringify(unit)} again and again`, value: filled(unit, bytes / 4) })),
  { name: 'a list of numbers', value: JSON.parse(listOf('1', bytes)) },
  { name: 'a list of fields', value: JSON.parse(listOf('{"id":1}', bytes)) },
  {
    name: 'many fields',
    value: Object.fromEntries(manyNames(bytes).map((name) => [name, 1])),
  },
];

/** A list's own elements again and again; with ids of their own, where they have one. */
const lengthened = (list: readonly unknown[], bytes: number): unknown[] => {
  const times = Math.floor(bytes / Math.max(1, JSON.stringify(list).length + 8 * list.length));
  return Array.from({ length: times }, (_, round) =>
    list.map((item) =>
      typeof item === 'object' && item !== null && 'id' in item ? { ...item, id: `${item.id}${round}` } : item,
    ),
  ).flat();
};

const valueAt = (value: unknown, place: readonly string[]): unknown =>
  place.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], value);

/** Real bodies with one place filled up, with every list lengthened, and as one long list. */
const swollenBodies = ({ good }: Example, bytes: number): Body[] => {
  const values = valuesOf(good.body);
  const room = bytes - good.body.length - 100;
  const places = placesIn(values);
  const bodyWith = (name: string, changed: () => unknown): Body => ({
    name,
    text: () => bodyLike(good.body, changed()).toString(),
  });
  const longer = (of: unknown, place: readonly string[], bytes: number): unknown =>
    replaceAt(of, place, lengthened(valueAt(values, place) as unknown[], bytes));
  const lists = places.filter((place) => Array.isArray(valueAt(values, place)));
  return [
    // The inner ones first, so that the outer ones repeat them.
    bodyWith('all lists lengthened', () =>
      lists.toReversed().reduce((changed, place) => longer(changed, place, room / lists.length), values),
    ),
    ...lists.map((place) => bodyWith(`${place.join('.')} lengthened`, () => longer(values, place, room))),
    { name: 'the same again and again', text: () => listOf(good.body.toString(), bytes) },
    ...fillers(room).flatMap(({ name, value }) =>
      places.map((place) => bodyWith(`${place.join('.')}: ${name}`, () => replaceAt(values, place, value))),
    ),
  ];
};

const another = 'whsec_bmV3IHNlY3JldCBvZiBtb3JlIGJ5dGVz';
const plainUrl = 'https://hooks.example/hooks/somewhere';

/** As the tool would sign it, so that the body is read, too. */
const signed = ({ channel, good, secret, signedAtMs }: Example, body: Buffer): Delivery => {
  const url = good.pathToken === undefined ? (good.url ?? plainUrl) : plainUrl;
  return { url, ...deliveryOf(channel.sign({ url, body }, secret, signedAtMs), url) };
};

interface Case {
  readonly name: string;
  readonly delivery: () => Delivery;
}

/** Proofs that are long lists, beside a body that is as large as may be. */
const strangeDeliveries = (example: Example, bytes: number): Case[] => {
  const room = headerBytesMax - 200;
  const delivery = signed(example, Buffer.from(bodyLike(example.good.body, { text: filled('a', bytes - 100) })));
  const headers = Object.entries(delivery.headers).flatMap(([header, value]) =>
    [`${value} `, `${value},`, 'a ', 'a,', 'v1,a ', 'v1=a,', '=', ';', ' '].map((unit) => ({
      name: `${header}: ${JSON.stringify(unit.slice(0, 12))} again and again`,
      delivery: () => ({ ...delivery, headers: { ...delivery.headers, [header]: filled(unit, room) } }),
    })),
  );
  const addresses = ['a&', 'a=%41&', '/', '%41', ':', '@'].map((unit) => ({
    name: `an address of ${unit}`,
    delivery: () => ({ ...delivery, url: `${delivery.url}?${filled(unit, room)}` }),
  }));
  return [...headers, ...addresses];
};

const casesOf = (example: Example, bytes: number): Case[] => [
  ...[...strangeBodies(bytes), ...swollenBodies(example, bytes)].map(({ name, text }) => ({
    name,
    delivery: () => signed(example, Buffer.from(text())),
  })),
  ...strangeDeliveries(example, bytes),
];

const timeMs = (work: () => void): number => {
  const startedAtMs = performance.now();
  work();
  return performance.now() - startedAtMs;
};

/** How long it keeps receive busy. What is not signed as the tool would is refused, but only once it is hashed. */
const busyMs = ({ channel, source, secret, signedAtMs }: Example, delivery: Delivery): number => {
  const request = requestOf(delivery, signedAtMs);
  return timeMs(() => {
    if (!refuseEarly(request, source, channel)) judge(request, source, channel, [secret, another]);
  });
};

const parseMs = (body: Buffer): number =>
  timeMs(() => {
    try {
      JSON.parse(body.toString());
    } catch {}
  });

/** The least of some, because whatever else the machine does makes it only longer. */
const leastMs = (measure: () => number): number => Math.min(...[1, 2, 3].map(measure));

/** Prints the slowest delivery of every channel: found among small ones, then measured as large as they may be. */
export const printWorst = (): void => {
  for (const [name, example] of Object.entries(examples)) {
    const { maxBytes } = example.channel;
    const suspects = casesOf(example, maxBytes / 16)
      .map((small) => ({ name: small.name, ms: busyMs(example, small.delivery()) }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, 12);
    const worst = casesOf(example, maxBytes)
      .filter((large) => suspects.some((suspect) => suspect.name === large.name))
      .map((large) => ({ ...large, ms: leastMs(() => busyMs(example, large.delivery())) }))
      .reduce((slowest, other) => (other.ms > slowest.ms ? other : slowest));
    const floorMs = leastMs(() => parseMs(worst.delivery().body));
    const times = `${worst.ms.toFixed(0).padStart(5)} ms (JSON.parse alone ${floorMs.toFixed(0)})`;
    const verdict = worst.ms > busyMsMax ? '  OVER THE TARGET' : '';
    console.log(`${name.padEnd(24)} ${times.padEnd(34)} ${maxBytes / 1024} KiB  ${worst.name}${verdict}`);
  }
};
