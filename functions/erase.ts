import { setTimeout } from 'node:timers/promises';
import type { Sdk } from '../aws/clients.ts';
import type { Patience } from '../aws/commit.ts';
import { DeadLetters } from '../aws/dead-letters.ts';
import { type EraseTools, erasePerson, lookAtErasure, sweepDue } from '../aws/erase.ts';
import { findPerson } from '../aws/people.ts';
import { Secrets } from '../aws/secrets.ts';
import { Table } from '../aws/table.ts';
import type { Sought } from '../core/people/whom.ts';
import type { Key } from '../core/store/keys.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

const patience: Patience = { random: Math.random, sleepMs: (milliseconds) => setTimeout(milliseconds) };

/** Whom the command line wants forgotten, in hashes; the schedule names nobody, and asks for the sweeps that are due. */
export interface EraseEvent {
  readonly sought?: Sought;
  /** Only look what there is. */
  readonly isDryRun?: boolean;
}

export interface EraseResult {
  /** Customers and aliases the person is known by; none of sweeps that were due. */
  readonly customers: number;
  readonly aliases: number;
  /** When they had asked before. */
  readonly erasedBefore?: string;
  readonly erasedAt: string;
  readonly signals: number;
  readonly deadLetters: number;
  /** Whether all dead letters could be looked at. If not, the next sweep looks again. */
  readonly sawAllLetters: boolean;
  /** Frozen mails that quote them. */
  readonly mails: number;
  /** By what copies outside the table are found: ids of erased signals, and ledger keys of the mails that quoted some. */
  readonly copies: { readonly ids: readonly string[]; readonly ledger: readonly Key[] };
}

const nothing = {
  customers: 0,
  aliases: 0,
  signals: 0,
  deadLetters: 0,
  sawAllLetters: true,
  mails: 0,
  copies: { ids: [], ledger: [] },
};

/** A person in, nothing of them left; or the clock in, and what was still on its way when they were erased. */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<EraseEvent, EraseResult>('erase', (logger) => {
    const sources = loadJourney(env).sources.map(({ id }) => id);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const secrets = new Secrets(need(env, 'SECRET_ID'), sdk);
    return async ({ sought, isDryRun }) => {
      const erasedAt = new Date().toISOString();
      const { customerKey } = await secrets.read(Date.now());
      const letters = new DeadLetters(need(env, 'DEAD_LETTERS_URL'), sdk);
      const tools: EraseTools = { table, letters, patience, customerKey, sources };
      const person = sought && (await findPerson(table, sought));
      const known = person && {
        customers: person.customers.length,
        aliases: person.aliases.length,
        ...(person.erasedAt !== undefined && { erasedBefore: person.erasedAt }),
      };
      if (person && isDryRun) return { ...nothing, ...known, erasedAt, ...(await lookAtErasure(tools, person)) };
      const swept = person ? await erasePerson(tools, person, erasedAt) : await sweepDue(tools, erasedAt);
      const { ids, mails, ...counts } = swept;
      logger.info('erased', { ...counts, mails: mails.length, isSweep: person === undefined });
      return { ...nothing, ...known, erasedAt, ...counts, mails: mails.length, copies: { ids, ledger: mails } };
    };
  });

export const handler = lazily(make);
