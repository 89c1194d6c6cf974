import { createHash } from 'node:crypto';
import type { Signal } from '../../core/signal.ts';
import { type Chance, chance } from '../../local/sample/chance.ts';

/** What happens to a deployment from outside, in this order. What it meets on the way is chance's, see `faults.ts`. */
export type Step =
  | { readonly kind: 'post'; readonly id: number; readonly signal: Signal; readonly isNow: boolean }
  /** Delivered once more: by the tool, or by the queue. */
  | { readonly kind: 'again'; readonly id: number }
  | { readonly kind: 'poison'; readonly body: string; readonly reason: RegExp }
  | { readonly kind: 'erase'; readonly asked: Asked }
  /** Of who is known by these addresses. */
  | { readonly kind: 'link' | 'split'; readonly from: string; readonly to: string }
  | { readonly kind: 'remap' }
  | { readonly kind: 'rebuild' }
  | { readonly kind: 'outage'; readonly isOver: boolean }
  | { readonly kind: 'digest'; readonly recipient: string };

/** Whom an erasure asks for. */
export type Asked =
  | { readonly email: string }
  | { readonly phone: string }
  | { readonly id: string; readonly source: string };

/** When the simulated time begins. */
export const beginMs = Date.parse('2026-05-20T12:00:00.000Z');

const hourMs = 3_600_000;

const sources = ['forms', 'tickets'] as const;
const media = ['store', 'phone', 'app'] as const;

interface Person {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
}

/** A household shares a telephone now and then: whom it belongs to is then a conflict. */
const personOf = (index: number): Person => ({
  id: `c${index}`,
  email: `person${index}@example.org`,
  phone: `+346${String(10_000_000 + (index % 5 === 0 ? index + 1 : index))}`,
});

const some = <T>(draw: Chance, share: number, value: () => T): T | undefined =>
  draw.happens(share) ? value() : undefined;

const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** By which of their aliases somebody is known this time; now and then by another's too. */
const customerOf = (draw: Chance, people: number): Signal['customer'] => {
  const [one, other] = [personOf(draw.below(people)), personOf(draw.below(people))];
  const mixed = draw.happens(0.04) ? other : one;
  return present({
    id: some(draw, 0.5, () => one.id),
    email: some(draw, 0.6, () => mixed.email),
    phone: some(draw, 0.3, () => one.phone),
  });
};

const textOf = (draw: Chance): string => {
  const words = ['fine', 'the queue', 'a long wait', 'queue and wait', 'prices'];
  return `Note ${draw.below(400)} on ${draw.of(words)}${draw.happens(0.01) ? ' unreadable' : ''}`;
};

const saidOf = (draw: Chance): Partial<Signal> => {
  const kind = draw.of(['perceptive', 'perceptive', 'perceptive', 'operational', 'outcome'] as const);
  if (kind === 'operational') {
    return {
      kind,
      measures: present({
        waitSeconds: some(draw, 0.9, () => draw.below(2_400) / 8),
        visits: some(draw, 0.3, () => draw.below(4)),
      }) as Record<string, number>,
    };
  }
  if (kind === 'outcome') {
    const event = draw.of(['purchase', 'renewal', 'refund', 'churn'] as const);
    const money =
      event === 'churn' ? {} : { amountMinor: draw.below(90_000) - 5_000, currency: draw.of(['EUR', 'USD']) };
    return { kind, outcome: { event, ...money } };
  }
  return present({
    kind,
    text: some(draw, 0.6, () => textOf(draw)),
    language: draw.happens(0.05) ? 'eu' : 'en',
    solicited: some(draw, 0.3, () => draw.happens(0.5)),
    scores: present({
      nps: some(draw, 0.6, () => draw.below(11)),
      csat: some(draw, 0.3, () => 1 + draw.below(5)),
      ces: some(draw, 0.1, () => 1 + draw.below(7)),
    }),
    measures: present({ waitSeconds: some(draw, 0.1, () => draw.below(500)) }) as Record<string, number>,
  });
};

/** One version of a fact. Whatever may change of it does. */
const versionOf = (
  draw: Chance,
  fact: Pick<Signal, 'source' | 'object' | 'part'>,
  order: number,
  people: number,
): Signal => {
  const signal = {
    ...fact,
    kind: 'perceptive' as const,
    occurredAt: new Date(
      beginMs - (7 * draw.below(10) * 24 + draw.below(24)) * hourMs - draw.below(60) * 60_000,
    ).toISOString(),
    customer: draw.happens(0.9) ? customerOf(draw, people) : {},
    scores: {},
    measures: {},
    attributes: present({
      plan: some(draw, 0.5, () => draw.of(['gold', 'silver', 'bronze'])),
      tags: some(draw, 0.3, () => draw.of(['billing', 'vip billing', 'vip'])),
      oneIn: some(draw, 0.1, () => draw.of([1, 4, 25])),
    }) as Signal['attributes'],
    ...present({
      medium: some(draw, 0.1, () => draw.of(media)),
      touchpoint: some(draw, 0.3, () => draw.of(['desk', 'shop', 'help-desk', 'nowhere'])),
    }),
    ...saidOf(draw),
  };
  const content = createHash('sha256').update(JSON.stringify(signal)).digest('hex').slice(0, 16);
  return { ...signal, revision: [String(order).padStart(3, '0'), content] };
};

const poisons = (draw: Chance): Step => {
  const tooLate = versionOf(draw, { source: 'forms', object: `late-${draw.below(1e6)}`, part: 'a' }, 0, 2);
  const huge = versionOf(draw, { source: 'forms', object: `huge-${draw.below(1e6)}`, part: 'a' }, 0, 2);
  const attributes = { orderId: 1e300 };
  return draw.of<Step>([
    { kind: 'poison', body: `{"cut": ${draw.below(1e6)}`, reason: /not JSON/ },
    { kind: 'poison', body: JSON.stringify({ ...tooLate, source: 'unknown' }), reason: /source is not in the journey/ },
    {
      kind: 'poison',
      body: JSON.stringify({ ...tooLate, occurredAt: '2011-01-01T00:00:00.000Z' }),
      reason: /longer ago/,
    },
    {
      kind: 'poison',
      body: JSON.stringify({ ...huge, customer: { id: `huge-${draw.below(1e6)}` }, attributes }),
      reason: /Validation/,
    },
  ]);
};

/** More of them would make a long history longer, and show nothing else. */
const othersMax = 12;
/**
 * What could not be read comes again all through an outage, and now and then twice: more than the queue takes at once
 * would keep everything else out, and the outage would never end.
 */
const outageStepsMax = 200;

/** Steps of one kind, one at least, and one more every so many signals. */
const evenly = (draw: Chance, signals: number, often: number, make: () => Step): { at: number; step: Step }[] =>
  Array.from({ length: Math.min(othersMax, 1 + Math.floor(signals / often)) }, () => ({
    at: draw.below(signals),
    step: make(),
  }));

const recipients = 3;

/**
 * A history of `signals` deliveries, copies and older versions among them, with everything else that happens meanwhile.
 * Half of all facts are corrected, some by several versions that share the vendor's order.
 */
export const historyOf = (seed: number, signals: number): Step[] => {
  const draw = chance(seed, 'history');
  const people = Math.max(3, Math.floor(signals / 8));
  const facts: { fact: Pick<Signal, 'source' | 'object' | 'part'>; order: number; ids: number[] }[] = [];
  const steps: Step[] = [];
  for (let id = 0; id < signals; id += 1) {
    const known = facts.length > 0 && draw.happens(0.35) ? draw.of(facts.slice(-60)) : undefined;
    if (known !== undefined && draw.happens(0.3)) {
      steps.push({ kind: 'again', id: draw.of(known.ids) });
      continue;
    }
    const object = `object-${facts.length >> 1}`;
    const entry = known ?? {
      fact: { source: draw.of(sources), object, part: `part-${facts.length % 2}` },
      order: 0,
      ids: [],
    };
    if (known === undefined) facts.push(entry);
    else if (draw.happens(0.7)) entry.order += 1;
    entry.ids.push(id);
    const signal = versionOf(draw, entry.fact, entry.order, people);
    steps.push({ kind: 'post', id, signal, isNow: draw.happens(0.1) });
    // A tool that did not hear our answer posts again at once: the copy is often in the same batch.
    if (draw.happens(0.04)) steps.push({ kind: 'again', id });
  }
  const askedOf = (person: Person): Asked =>
    draw.of<Asked>([{ email: person.email }, { phone: person.phone }, { id: person.id, source: draw.of(sources) }]);
  const anybody = () => personOf(draw.below(people));
  const remapAt = signals * (0.3 + 0.4 * draw.unit());
  const others = [
    ...evenly(draw, signals, 400, () => ({ kind: 'erase', asked: askedOf(anybody()) })),
    ...evenly(draw, signals, 400, () => ({ kind: 'link', from: anybody().email, to: anybody().email })),
    ...evenly(draw, signals, 400, () => ({ kind: 'split', from: anybody().email, to: '' })),
    ...evenly(draw, signals, 200, () => poisons(draw)),
    ...Array.from({ length: recipients }, (_, index) => ({
      at: draw.below(signals),
      step: { kind: 'digest', recipient: `reader${index}@simulated.example` } as const,
    })),
    ...(draw.happens(0.8) ? [{ at: remapAt, step: { kind: 'remap' } as const }] : []),
    ...evenly(draw, signals, 5_000, () => ({ kind: 'rebuild' })).map(({ at, step }) => ({
      at: Math.max(at, remapAt),
      step,
    })),
    ...evenly(draw, signals, 2_000, () => ({ kind: 'outage', isOver: false })).flatMap(({ at, step }) => [
      { at, step },
      { at: at + Math.min(signals / 20, outageStepsMax), step: { kind: 'outage', isOver: true } as const },
    ]),
  ];
  for (const { at, step } of others.toSorted((a, b) => b.at - a.at)) steps.splice(Math.floor(at), 0, step);
  return steps;
};
