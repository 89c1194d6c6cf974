import { Argument, Command } from 'commander';
import {
  dateConflicts,
  findCustomer,
  linkCustomers,
  readConflicts,
  readLinks,
  splitCustomer,
} from '../../aws/people.ts';
import type { Table } from '../../aws/table.ts';
import { grouped } from '../../core/counted.ts';
import { UsageError } from '../../core/errors.ts';
import { isOnePerson, type Links, linkOf, linksOf, membersOf, splitOf } from '../../core/people/links.ts';
import { shortId } from '../../core/people/story.ts';
import { whomOf } from '../../core/people/whom.ts';
import { columns } from './columns.ts';
import { type Deployment, onDeployment } from './deployment.ts';
import { soughtOn, sourceIds } from './person.ts';
import { type DeploymentOptions, loadJourney, withLocalOptions, withStackOption } from './shared.ts';

interface IdentityOptions extends DeploymentOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

const verbs = { conflicts: 0, link: 2, split: 1 } as const;
type Verb = keyof typeof verbs;

export const identityCommand = withStackOption(withLocalOptions(new Command('identity')))
  .description('list customers who may be one person, say that they are, or take that back')
  .addArgument(new Argument('<what>', 'what to do').choices(Object.keys(verbs)))
  .argument(
    '[customers...]',
    'two to link or one to split: an id (its first 8 digits do), an e-mail address, a phone number, or SOURCE:ID',
  )
  .option('--dry-run', 'link, split: only say what would change')
  .option('--json', 'print it as JSON')
  .addHelpText(
    'after',
    `
Example: listening-path identity conflicts
         listening-path identity link 4fcb58781b4f f161cff77d56

A conflict is a signal that holds what two known customers are known by. Nothing merges by itself: it went to the one it
names best. A link makes two customers one person wherever people are told or counted; what was counted stays as it is,
so a split takes it back without a trace.`,
  )
  .action(async (what: Verb, words: readonly string[], options: IdentityOptions) => {
    if (words.length !== verbs[what]) {
      throw new UsageError(`identity: ${what} takes ${['no customer', 'one customer', 'two customers'][verbs[what]]}`);
    }
    if (options.dryRun && what === 'conflicts') throw new UsageError('identity: --dry-run goes with link and split');
    const journey = loadJourney(options.journey);
    const whoms = words.map((word) => whomOf(word, sourceIds(journey)));
    const said = await onDeployment(options, async (deployment: Deployment) => {
      const soughts = await Promise.all(whoms.map((whom) => soughtOn(deployment, journey, whom)));
      const table = await deployment.table();
      if (what === 'conflicts') return tellConflicts(table, options.json === true);
      const customers = await Promise.all(soughts.map((sought) => findCustomer(table, sought)));
      const change = what === 'link' ? link : split;
      return change(table, customers, options);
    });
    console.log(said);
  });

/** Each takes reading all signals of two customers, and whoever settled these is shown the next. */
const shownMax = 20;

const tellConflicts = async (table: Table, isJson: boolean): Promise<string> => {
  const links = await readLinks(table);
  // Whoever linked them has settled it.
  const open = (await readConflicts(table)).filter(({ customers: [one, other] }) => !isOnePerson(links, one, other));
  const most = open.toSorted((a, b) => b.signals - a.signals).slice(0, shownMax);
  const more = open.length - most.length;
  const conflicts = await dateConflicts(table, most);
  if (isJson) return JSON.stringify({ conflicts, more }, null, 2);
  if (conflicts.length === 0) return 'No two customers share a signal.';
  const day = (instant?: string): string => instant?.slice(0, 10) ?? 'forgotten';
  const rows = conflicts.map(({ customers, signals, firstAt, lastAt }) => [
    ...customers.map(shortId),
    signals,
    day(firstAt),
    day(lastAt),
  ]);
  return [
    ...columns([['Customer', 'Customer', 'Signals', 'First', 'Last'], ...rows]),
    ...(more === 0 ? [] : [`and ${grouped(more)} more that share fewer signals, or as few`]),
  ].join('\n');
};

const sayPerson = (links: Links, customer: string): string => {
  const members = membersOf(links, customer).map(shortId);
  return members.length === 1 ? `${members[0]} by themselves` : members.join(' = ');
};

const answer = (text: string, people: readonly (readonly string[])[], { json, dryRun }: IdentityOptions): string => {
  if (json) return JSON.stringify({ isDryRun: dryRun === true, people }, null, 2);
  return dryRun ? `Would be: ${text}\nNothing was changed.` : text;
};

const link = async (table: Table, [one = '', other = '']: readonly string[], options: IdentityOptions) => {
  const links = await readLinks(table);
  const step = linkOf(links, one, other);
  if (step === undefined)
    return answer(`one person already: ${sayPerson(links, one)}`, [membersOf(links, one)], options);
  if (!options.dryRun) await linkCustomers(table, one, other);
  const after = linksOf([...links.pairs, step]);
  return answer(`one person: ${sayPerson(after, one)}`, [membersOf(after, one)], options);
};

const split = async (table: Table, [customer = '']: readonly string[], options: IdentityOptions) => {
  const links = await readLinks(table);
  const cut = new Set(splitOf(links, customer));
  if (!options.dryRun) await splitCustomer(table, customer);
  const after = linksOf(links.pairs.filter((pair) => !cut.has(pair)));
  const people = [...new Map(membersOf(links, customer).map((one) => [membersOf(after, one)[0], one])).values()];
  const text =
    cut.size === 0 ? `${shortId(customer)} is linked to nobody` : people.map((one) => sayPerson(after, one)).join('\n');
  return answer(
    text,
    people.map((one) => membersOf(after, one)),
    options,
  );
};
