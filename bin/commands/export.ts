import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { readLinks } from '../../aws/people.ts';
import { isKnown, readKnown } from '../../aws/person.ts';
import { ListeningPathError } from '../../core/errors.ts';
import { type AliasKind, kindsOf } from '../../core/people/story.ts';
import type { Sought, Whom } from '../../core/people/whom.ts';
import { onDeployment } from './deployment.ts';
import { nobodyWords, soughtOn, withWhomOptions } from './person.ts';
import { type DeploymentOptions, loadJourney, shown, withLocalOptions, withStackOption } from './shared.ts';

interface ExportOptions extends DeploymentOptions, Whom {
  readonly out?: string;
}

/** Stands in the export itself: who reads it has no help at hand. */
const note =
  'This is what is kept under their own name. Erasing takes more: signals of others that hold an address, number or id of theirs, parts of the same tickets and orders that name nobody, dead letters of theirs, and their words in the mails of the ledger.';

export const exportCommand = withStackOption(withLocalOptions(withWhomOptions(new Command('export'))))
  .description('write all that is kept of one person as JSON')
  .option('--out <file>', 'where to write it, for its owner alone (default: standard output)')
  .addHelpText(
    'after',
    `
Example: listening-path export --email ana@example.org --out ana.json

It holds what they said as it is kept, with addresses and numbers masked. What they are known by is told by its kind
alone: the table holds keyed hashes, which nobody can turn back.

It is less than erase takes, and says so: signals of others that hold an address, number or id of theirs, parts of the same
tickets and orders that name nobody, dead letters, and their words in the ledger's mails are not in it.`,
  )
  .action(async (options: ExportOptions) => {
    const journey = loadJourney(options.journey);
    const text = await onDeployment(options, async (deployment) => {
      const sought = await soughtOn(deployment, journey, options);
      const table = await deployment.table();
      const known = await readKnown(table, sought, journey, deployment.today);
      if (!isKnown(known)) throw new ListeningPathError(`export: ${nobodyWords(known)}`);
      const { customers, aliases, told, days, life, erasedAt } = known;
      const theirs = new Set(customers);
      const links = (await readLinks(table)).pairs.filter(([from]) => theirs.has(from));
      const data = {
        note,
        customers,
        aliases: kindsOf(aliases, told, givenKinds(sought, options)),
        links: links.map(([from, to]) => ({ from, to })),
        ...(erasedAt !== undefined && { erasedAt }),
        life,
        days: days.map(({ day, tally }) => ({ day, ...tally })),
        signals: told.map(({ signal: { aliases: _hashes, ttl: _ttl, ...signal } }) => signal),
      };
      return `${JSON.stringify(data, null, 2)}\n`;
    });
    if (options.out === undefined) process.stdout.write(text);
    else {
      writeFileSync(options.out, text, { mode: 0o600 });
      console.log(shown(options.out));
    }
  });

/** The kinds of what the command line named; aliases come in the order of these options. */
const givenKinds = ({ aliases }: Sought, { email, phone }: ExportOptions): ReadonlyMap<string, AliasKind> => {
  const kinds: AliasKind[] = [
    ...(email === undefined ? [] : ['email' as const]),
    ...(phone === undefined ? [] : ['phone' as const]),
  ];
  const ofTool = aliases.length > kinds.length ? (['id'] as const) : [];
  return new Map([...ofTool, ...kinds].map((kind, index) => [aliases[index] ?? '', kind]));
};
