import { isDeepStrictEqual } from 'node:util';
import type { Signal } from '../../core/signal.ts';
import { aliasesOf, type Fact, factsOf, type Rows, rowsOf, scoredBy, type Whose, withoutZeros } from './fold.ts';
import type { Asked, Step } from './history.ts';
import type { DeadLetter } from './queue.ts';

/** All that was done to a deployment from outside. */
export interface Delivered {
  /** Bodies of signals, each as often as it was posted. */
  readonly bodies: string[];
  readonly poison: Extract<Step, { kind: 'poison' }>[];
  readonly erased: Asked[];
  /** Customers somebody said are one person. */
  readonly linked: [string, string][];
  /** Every mail that left. */
  readonly mails: { readonly recipient: string; readonly text: string }[];
  /** Readers a digest was due for. */
  readonly readers: Set<string>;
  /** Runs that could not know whether their mail had left. */
  readonly doubts: Map<string, number>;
}

type Item = Readonly<Record<string, unknown>>;

interface Alias {
  readonly customer?: string;
  readonly erasedAt?: string;
}

const begins = (item: Item, prefix: string): boolean => String(item.PK).startsWith(prefix);

/** Stored rows of counts, by names of the fold's own making. */
const storedRows = (items: readonly Item[]): Rows =>
  withoutZeros(
    Object.fromEntries(
      items
        .filter((item) => ['R#', 'H#', 'C#'].some((prefix) => begins(item, prefix)) || item.PK === 'X')
        .map(({ PK, SK, ttl: _ttl, ...counts }) => {
          const [, month = ''] = String(PK).split('#');
          const [segment, day, touchpoint, medium] = String(SK).split('#');
          const isRollup = String(PK).startsWith('R#');
          const name = isRollup ? `${month}-${day}#${touchpoint}#${medium}#${segment}` : `${PK}#${SK}`;
          return [name, counts as Record<string, number>];
        }),
    ),
  );

const differences = (found: Rows, wanted: Rows): string[] =>
  [...new Set([...Object.keys(found), ...Object.keys(wanted)])]
    .filter((name) => !isDeepStrictEqual(found[name], wanted[name]))
    .map((name) => {
      const [has, should] = [found[name] ?? {}, wanted[name] ?? {}];
      const fields = [...new Set([...Object.keys(has), ...Object.keys(should)])].filter((at) => has[at] !== should[at]);
      return `row ${name}: ${fields.map((at) => `${at} is ${has[at] ?? 0}, not ${should[at] ?? 0}`).join('; ')}`;
    });

/** People: what the alias table says, and whether it may say so. */
class People {
  readonly #held: ReadonlyMap<string, Alias>;
  readonly #key: string;
  readonly #aliases = new Map<Signal, readonly string[]>();

  constructor(items: readonly Item[], key: string) {
    this.#key = key;
    this.#held = new Map(
      items.filter((item) => begins(item, 'K#')).map((item) => [String(item.PK).slice(2), item as Alias]),
    );
  }

  /** Made once: whoever compares asks for them five times. */
  aliasesOf(signal: Signal): readonly string[] {
    const before = this.#aliases.get(signal);
    if (before !== undefined) return before;
    const aliases = aliasesOf(signal, this.#key);
    this.#aliases.set(signal, aliases);
    return aliases;
  }

  erasedAt(alias: string): string | undefined {
    return this.#held.get(alias)?.erasedAt;
  }

  /** Whether somebody who was forgotten said this, before they were. */
  isForgotten(signal: Signal): boolean {
    return this.aliasesOf(signal).some((alias) => signal.occurredAt <= (this.erasedAt(alias) ?? ''));
  }

  isTouched(signal: Signal): boolean {
    return this.aliasesOf(signal).some((alias) => this.erasedAt(alias) !== undefined);
  }

  /** By the strongest alias that is not erased; each that belongs to somebody else makes a conflict. */
  whose(signal: Signal): Whose {
    const customers = this.aliasesOf(signal)
      .filter((alias) => this.erasedAt(alias) === undefined)
      .map((alias) => this.#held.get(alias)?.customer);
    const [customer] = customers;
    const rivals = [...new Set(customers)].filter((other) => other !== undefined).filter((other) => other !== customer);
    return { rivals, ...(customer !== undefined && { customer }) };
  }

  /** Aliases that are marked or somebody's although nothing explains it. */
  problems({ erased, linked }: Delivered, signals: readonly Signal[]): string[] {
    const groups = new Groups();
    const named = new Set<string>();
    for (const signal of signals) {
      const aliases = this.aliasesOf(signal);
      for (const alias of aliases) named.add(alias);
      for (const alias of aliases) groups.join(aliases[0] ?? alias, alias);
    }
    const asked = erased.flatMap((one) =>
      aliasesOf({ source: 'source' in one ? one.source : '', customer: one }, this.#key),
    );
    const problems = asked
      .filter((alias) => this.erasedAt(alias) === undefined)
      .map((alias) => `alias ${alias}: not marked`);
    for (const [alias, { customer, erasedAt }] of this.#held) {
      if (customer === undefined && erasedAt === undefined) problems.push(`alias ${alias}: says nothing`);
      if (customer === undefined) continue;
      if (!named.has(alias)) problems.push(`alias ${alias}: nobody ever had it`);
      if (!groups.areOne(alias, customer)) problems.push(`alias ${alias}: nothing leads from it to ${customer}`);
      if ((this.#held.get(customer)?.customer ?? customer) !== customer)
        problems.push(`alias ${alias}: ${customer} is somebody else`);
    }
    // Whoever is linked to somebody forgotten is forgotten with them.
    for (const [one, other] of linked) groups.join(one, other);
    for (const [alias, { erasedAt }] of this.#held) {
      const isAsked = asked.some((other) => groups.areOne(alias, other));
      if (erasedAt !== undefined && !isAsked) problems.push(`alias ${alias}: marked, and nobody asked`);
    }
    return problems;
  }
}

/** Which of some names hang together. */
class Groups {
  readonly #parents = new Map<string, string>();

  #root(name: string): string {
    const parent = this.#parents.get(name);
    if (parent === undefined) return name;
    const root = this.#root(parent);
    // Large groups are asked for again and again: the next time is one step.
    this.#parents.set(name, root);
    return root;
  }

  join(one: string, other: string): void {
    const [from, to] = [this.#root(one), this.#root(other)];
    if (from !== to) this.#parents.set(from, to);
  }

  areOne(one: string, other: string): boolean {
    return this.#root(one) === this.#root(other);
  }
}

/** Whether a stored item is the version of a fact that it has to be. */
const factProblem = (fact: Fact, item: Item | undefined, people: People, isTouched: boolean): string | undefined => {
  const [newest] = fact.versions;
  if (newest === undefined) return undefined;
  const isGone = item === undefined || item.erased === true;
  if (people.isForgotten(newest)) return isGone ? undefined : `${fact.name}: forgotten, and still there`;
  if (item === undefined) return `${fact.name}: lost`;
  // A fact once said by somebody who is forgotten, and later by nobody or somebody else: which came first decides.
  if (isGone) return isTouched ? undefined : `${fact.name}: erased, and nobody asked`;
  if (!isDeepStrictEqual(item.revision, newest.revision)) return `${fact.name}: not its newest version`;
  const { customer } = people.whose(newest);
  if (item.customer !== customer) return `${fact.name}: of ${item.customer}, not of ${customer}`;
  const index = customer === undefined ? undefined : `C#${customer}`;
  return item.GSI1PK === index ? undefined : `${fact.name}: indexed under ${item.GSI1PK}`;
};

/** Rows about a person that may be forgotten before, or long after, the last of the signals they count. */
const ttlProblems = (items: readonly Item[]): string[] => {
  const lastOf = new Map<string, number>();
  for (const { counted, ttl } of items.filter((item) => begins(item, 'F#'))) {
    for (const name of Object.keys(JSON.parse(String(counted))))
      lastOf.set(name, Math.max(lastOf.get(name) ?? 0, Number(ttl)));
  }
  return items.flatMap((item) => {
    const last = lastOf.get(`${item.PK}#${item.SK}`);
    if (last === undefined || item.ttl === undefined || Number(item.ttl) >= last) return [];
    return [`row ${item.PK}#${item.SK}: forgotten ${last - Number(item.ttl)} s before the last signal it counts`];
  });
};

/** What is stored beside signals and counts: the ledger, links, and what erasures left to be done. */
const otherProblems = (items: readonly Item[], { mails, readers, doubts, linked }: Delivered): string[] => {
  const problems: string[] = [];
  for (const reader of readers) {
    const state = items.find(({ PK, SK }) => PK === 'D#care' && String(SK).endsWith(`#${reader}`))?.state;
    if (state !== 'SENT') problems.push(`ledger of ${reader}: ${state}`);
    const texts = mails.filter(({ recipient }) => recipient === reader).map(({ text }) => text);
    if (new Set(texts).size !== 1) problems.push(`mails to ${reader}: ${JSON.stringify(texts)}`);
    const copies = texts.length - 1;
    if (copies > (doubts.get(reader) ?? 0)) problems.push(`mails to ${reader}: ${copies} copies without a reason`);
  }
  const made = new Set(linked.map((pair) => pair.toSorted().join(' to ')));
  for (const { PK, SK, to } of items) {
    const links = PK === 'L' ? (to as readonly string[]).map((other) => `${SK} to ${other}`) : [];
    for (const link of links.filter((one) => !made.has(one))) problems.push(`link ${link}: nobody made it`);
    if (PK === 'E') problems.push(`sweep ${SK}: was never made`);
  }
  return problems;
};

const deadProblems = (dead: readonly DeadLetter[], { poison }: Delivered): string[] => [
  ...dead
    .filter(({ body, reason = '' }) => !poison.some((one) => one.body === body && one.reason.test(reason)))
    .map(({ reason }) => `dead letter that is none: ${reason}`),
  ...poison
    .filter(({ body }) => !dead.some((one) => one.body === body))
    .map(({ reason }) => `dead letter lost: ${reason}`),
];

/** Compares all that is stored with the truth about what was delivered. */
export const problemsOf = (
  items: readonly Item[],
  delivered: Delivered,
  map: 0 | 1,
  dead: readonly DeadLetter[],
  customerKey: string,
): string[] => {
  const signals = [...new Set(delivered.bodies)].map((body): Signal => JSON.parse(body));
  const facts = factsOf(signals);
  const people = new People(items, customerKey);
  const stored = new Map(items.filter((item) => begins(item, 'F#')).map((item) => [`${item.PK}|${item.SK}`, item]));
  const touched = new Set(
    facts.filter(({ versions }) => versions.some((one) => people.isTouched(one))).map(({ partition }) => partition),
  );
  const live = facts.flatMap(({ key, versions: [newest] }) => {
    const item = stored.get(key);
    return newest === undefined || item === undefined || item.erased === true ? [] : [newest];
  });
  const wanted = rowsOf(
    live.map((signal) => ({ signal: scoredBy(map, signal, customerKey), whose: people.whose(signal) })),
  );
  const known = new Set(facts.map(({ key }) => key));
  return [
    ...facts.flatMap((fact) => factProblem(fact, stored.get(fact.key), people, touched.has(fact.partition)) ?? []),
    ...[...stored.keys()].filter((key) => !known.has(key)).map((key) => `${key}: nobody said it`),
    ...differences(storedRows(items), wanted),
    ...people.problems(delivered, signals),
    ...ttlProblems(items),
    ...otherProblems(items, delivered),
    ...deadProblems(dead, delivered),
  ];
};
