import { beforeEach, describe, expect, it } from 'vitest';
import { readAnswers } from '../../aws/answers.ts';
import { commit } from '../../aws/commit.ts';
import {
  dateConflicts,
  findCustomer,
  findPerson,
  linkCustomers,
  readConflicts,
  readLinks,
  splitCustomer,
} from '../../aws/people.ts';
import { Table } from '../../aws/table.ts';
import { isOnePerson } from '../../core/people/links.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { linkKey } from '../../core/store/keys.ts';
import type { Engine } from '../../local/engines/engine.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';

const patience = { random: () => 0, sleepMs: async () => {} };
/** Ids as they are: 32 hex digits. */
const [ana, bob, eve] = ['a', 'b', 'e'].map((letter) => letter.repeat(32)) as [string, string, string];

let memory: MemoryTable;
let table: Table;
beforeEach(() => {
  memory = new MemoryTable();
  table = new Table('table', sdkWith({ dynamodb: memory.engine }));
});

const store = (object: string, aliases: readonly string[], more: Partial<ScoredSignal> = {}) =>
  commit(table, [scored({ object, aliases, scores: { nps: 9 }, ...more })], patience);
/** Everything the table counts, links left aside. */
const counted = () => memory.items().filter(({ PK }) => /^[RCX](#|$)/.test(String(PK)));

describe('a person', () => {
  it('is all customers linked to whom an alias leads to, with all their aliases and signals', async () => {
    await store('1', [ana, 'mail']);
    await store('2', [bob]);
    await store('3', [eve]);
    await linkCustomers(table, bob, ana);
    for (const sought of [
      { aliases: ['mail'] },
      { aliases: [], customer: bob },
      { aliases: [], customer: bob.slice(0, 8) },
    ]) {
      const { customers, aliases, signals } = await findPerson(table, sought);
      expect([customers, [...aliases].sort(), signals.length]).toEqual([[ana, bob], [ana, bob, 'mail'], 2]);
    }
    expect((await findPerson(table, { aliases: ['nobody'] })).customers).toEqual([]);
  });

  it('is nobody by an id that nobody has', async () => {
    await store('1', [ana]);
    expect((await findPerson(table, { aliases: [], customer: eve })).customers).toEqual([]);
    await expect(findCustomer(table, { aliases: [], customer: eve })).rejects.toThrow('nobody is known by that');
    expect(await findCustomer(table, { aliases: [], customer: ana })).toBe(ana);
  });

  it('is found by the beginning of an id only where it can be nobody else', async () => {
    await linkCustomers(table, `${ana.slice(0, 20)}0`.padEnd(32, '0'), ana);
    await expect(findCustomer(table, { aliases: [], customer: ana.slice(0, 8) })).rejects.toThrow(
      '2 ids begin with aaaaaaaa',
    );
    await expect(findCustomer(table, { aliases: [], customer: eve.slice(0, 8) })).rejects.toThrow('give all 32 digits');
    await expect(findCustomer(table, { aliases: ['nobody'] })).rejects.toThrow('nobody is known by that');
  });
});

describe('a link', () => {
  it('and its split leave every count as it was', async () => {
    await store('1', [ana]);
    await store('2', [bob]);
    const before = counted();
    expect(await linkCustomers(table, ana, bob)).toBe(true);
    expect(await linkCustomers(table, bob, ana)).toBe(false);
    expect(counted()).toEqual(before);
    expect(await splitCustomer(table, bob)).toBe(1);
    expect(await splitCustomer(table, bob)).toBe(0);
    expect(counted()).toEqual(before);
    expect((await readLinks(table)).pairs).toEqual([]);
  });

  it('is refused when somebody links the same customer at the same moment', async () => {
    const racing: Engine = async (call) => {
      if (call.operation === 'PutItem') await table.put({ ...linkKey(ana), to: [eve] });
      return memory.engine(call);
    };
    const late = new Table('table', sdkWith({ dynamodb: racing }));
    await expect(linkCustomers(late, ana, bob)).rejects.toThrow('at this moment');
    expect((await readLinks(table)).pairs).toEqual([[ana, eve]]);
    expect(await linkCustomers(table, ana, bob)).toBe(true);
    expect((await readLinks(table)).pairs).toEqual([
      [ana, eve],
      [ana, bob],
    ]);
  });

  it('goes with whom it names when they are split, and leaves nobody one who was not said to be', async () => {
    for (const other of [bob, eve]) expect(await linkCustomers(table, ana, other)).toBe(true);
    expect(isOnePerson(await readLinks(table), bob, eve)).toBe(true);
    expect(await splitCustomer(table, ana)).toBe(2);
    expect(isOnePerson(await readLinks(table), bob, eve)).toBe(false);

    for (const other of [ana, eve]) expect(await linkCustomers(table, bob, other)).toBe(true);
    expect(await splitCustomer(table, eve)).toBe(1);
    expect((await readLinks(table)).pairs).toEqual([[ana, bob]]);
  });

  it('is gone with the rows of all customers of a person', async () => {
    for (const [one, other] of [
      [ana, bob],
      [eve, ana],
      [eve, bob],
    ] as const) {
      await linkCustomers(table, one, other);
    }
    for (const customer of [ana, bob, eve]) await table.remove(linkKey(customer));
    expect(memory.items()).toEqual([]);
  });

  it('has the two answer as one where a finding is checked again', async () => {
    await store('1', [ana]);
    await store('2', [bob]);
    const period = { start: '2025-03-04', end: '2025-03-05' };
    const answering = async () => {
      const { answers } = await readAnswers(table, 'store-visit', period, await readLinks(table));
      return new Set(answers.map(({ customer }) => customer)).size;
    };
    expect(await answering()).toBe(2);
    await linkCustomers(table, ana, bob);
    expect(await answering()).toBe(1);
    await splitCustomer(table, ana);
    expect(await answering()).toBe(2);
  });
});

describe('a conflict', () => {
  it('names both customers and when the signals happened that they share, in the signals of either', async () => {
    await store('1', [ana, 'mail of ana']);
    await store('2', [bob, 'mail of bob']);
    await store('3', [ana, 'mail of bob'], { occurredAt: '2025-03-05T10:00:00.000Z' });
    await store('4', [bob, 'mail of ana'], { occurredAt: '2025-03-07T10:00:00.000Z' });
    const [conflict, ...none] = await readConflicts(table);
    expect(none).toEqual([]);
    expect(conflict && (await dateConflicts(table, [conflict]))).toEqual([
      {
        customers: [ana, bob],
        signals: 2,
        firstAt: '2025-03-05T10:00:00.000Z',
        lastAt: '2025-03-07T10:00:00.000Z',
      },
    ]);
  });

  it('is dated with others of the same customer, whose signals are read once', async () => {
    await store('1', [ana, 'mail of ana']);
    const rivals = Array.from({ length: 12 }, (_, index) => String(index).padStart(32, '0'));
    for (const rival of rivals) {
      await store(`one of ${rival}`, [rival, `mail of ${rival}`]);
      await store(`both of ${rival}`, [ana, `mail of ${rival}`]);
    }
    let queries = 0;
    const counting: Engine = async (call) => {
      if (call.operation === 'Query') queries += 1;
      return memory.engine(call);
    };
    const conflicts = await readConflicts(table);
    const dated = await dateConflicts(new Table('table', sdkWith({ dynamodb: counting })), conflicts);
    expect([dated.length, dated.every(({ firstAt }) => firstAt !== undefined), queries]).toEqual([12, true, 13]);
  });

  it('is over when its signal was corrected', async () => {
    await store('1', [ana]);
    await store('2', [bob]);
    await store('3', [ana, bob], { revision: ['1', ''] });
    expect(await readConflicts(table)).toHaveLength(1);
    await store('3', [ana], { revision: ['2', ''] });
    expect(await readConflicts(table)).toEqual([]);
  });
});
