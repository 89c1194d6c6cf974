import type { Patience } from '../../aws/commit.ts';
import { Comprehend } from '../../aws/comprehend.ts';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { deliver } from '../../aws/deliver.ts';
import { type EraseTools, erasePerson, sweepDue } from '../../aws/erase.ts';
import { Mail } from '../../aws/mail.ts';
import { findPerson, linkCustomers, splitCustomer } from '../../aws/people.ts';
import { rebuildPage } from '../../aws/rebuild.ts';
import { Table } from '../../aws/table.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { aliasesOf } from '../../core/score.ts';
import { type Key, ledgerKey } from '../../core/store/keys.ts';
import { compileThemes } from '../../core/text/themes.ts';
import type { Sdk } from '../../local/aws.ts';
import type { Asked } from './history.ts';

/** Who runs commands: with clients and patience of their own. */
export interface Operator {
  readonly sdk: Sdk;
  readonly patience: Patience;
}

const rebuildContext = (journey: Journey) => ({
  map: compileMap(journey),
  sources: new Map(journey.sources.map((source) => [source.id, source])),
  findThemes: compileThemes(journey.themes),
  retentionDays: journey.organisation.retentionDays,
});

/** How far a pass over the table has come: who goes on for somebody who died begins where they were. */
interface Pass {
  segment: number;
  startKey: Key | undefined;
  found: number;
}

export const newPass = (): Pass => ({ segment: 0, startKey: undefined, found: 0 });

/** The rest of a pass over the table, in two parts as the function takes them. @returns how many signals it found outdated */
export const rebuildOnce = async (
  { sdk, patience }: Operator,
  journey: Journey,
  pass: Pass = newPass(),
): Promise<number> => {
  const tools = {
    table: new Table('table', sdk),
    comprehend: new Comprehend(sdk),
    context: rebuildContext(journey),
    patience,
  };
  while (pass.segment < 2) {
    const { items, next } = await tools.table.scanPage(pass.segment, 2, pass.startKey);
    pass.found += (await rebuildPage(tools, items, Date.now(), new AbortController().signal)).found;
    pass.startKey = next;
    if (next === undefined) pass.segment += 1;
  }
  return pass.found;
};

/** @param sources ids of the journey's sources */
const eraseTools = ({ sdk, patience }: Operator, customerKey: string): EraseTools => ({
  table: new Table('table', sdk),
  letters: new DeadLetters('https://sqs.loopback-1.amazonaws.com/0/Dead', sdk),
  patience,
  customerKey,
  sources: ['forms', 'tickets'],
});

/** Forgets somebody, as the function does that is asked to. @returns how many signals it found */
export const eraseOnce = async (operator: Operator, asked: Asked, customerKey: string): Promise<number> => {
  const tools = eraseTools(operator, customerKey);
  const erasedAt = new Date(Date.now()).toISOString();
  const aliases = aliasesOf(asked, 'source' in asked ? asked.source : '', customerKey);
  const { signals } = await erasePerson(tools, await findPerson(tools.table, { aliases }), erasedAt);
  return signals;
};

/** Makes the sweeps that are due then. @returns how many signals they found */
export const sweepOnce = async (operator: Operator, nowIso: string, customerKey: string): Promise<number> => {
  const { signals } = await sweepDue(eraseTools(operator, customerKey), nowIso);
  return signals;
};

/** Says that two customers are one, or takes that back. */
export const identify = async (
  { sdk }: Operator,
  kind: 'link' | 'split',
  one: string,
  other: string,
): Promise<true> => {
  const table = new Table('table', sdk);
  if (kind === 'link') await linkCustomers(table, one, other);
  else await splitCustomer(table, one);
  return true;
};

/** One run of a digest for one reader. @returns what became of it */
export const digestOnce = async ({ sdk }: Operator, recipient: string, run: string, nowMs: number): Promise<string> => {
  const shells = { table: new Table('table', sdk), mail: new Mail(sdk) };
  const envelope = { from: 'us@simulated.example', to: recipient, tag: recipient.split('@')[0] ?? '' };
  const frozen = { raw: Buffer.from(`to ${recipient}, composed by ${run}`), subject: run, inputs: {}, quotes: [] };
  const { result } = await deliver(
    shells,
    ledgerKey('care', '2026-05-18', recipient),
    envelope,
    async () => frozen,
    nowMs,
  );
  return result;
};
