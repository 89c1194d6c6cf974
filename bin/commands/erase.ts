import { Command } from 'commander';
import { counted } from '../../core/counted.ts';
import { agesOut, sweepDelaysMs } from '../../core/people/erasure.ts';
import type { Whom } from '../../core/people/whom.ts';
import type { EraseResult } from '../../functions/erase.ts';
import { onDeployment } from './deployment.ts';
import { soughtOn, withWhomOptions } from './person.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, loadJourney, withLocalOptions, withStackOption } from './shared.ts';

interface EraseOptions extends DeploymentOptions, Whom {
  readonly dryRun?: true;
  readonly json?: true;
}

export const eraseCommand = withStackOption(withLocalOptions(withWhomOptions(new Command('erase'))))
  .description('forget a person: what they said and who they were, under everything they are known by')
  .option('--dry-run', 'only say what would be forgotten')
  .option('--json', 'print it as JSON')
  .addHelpText(
    'after',
    `
Example: listening-path erase --email ana@example.org --dry-run

All customers and aliases that are one person are found from any one of them. Their signals lose what they say and are
taken out of every count; mails kept in the ledger lose their words. It is done at once, cannot be undone, and is done
again by itself for what was still on its way. What they do later counts, and belongs to nobody.`,
  )
  .action(async (options: EraseOptions) => {
    const journey = loadJourney(options.journey);
    const progress = new Progress();
    try {
      const result = await onDeployment(options, async (deployment) => {
        const sought = await soughtOn(deployment, journey, options);
        progress.tell(options.dryRun ? 'looking' : 'forgetting');
        return (await deployment.invoke('erase', { sought, isDryRun: options.dryRun === true })) as EraseResult;
      });
      progress.end();
      const { copies: _copies, ...told } = result;
      if (options.json) console.log(JSON.stringify({ ...told, isDryRun: options.dryRun === true }, null, 2));
      else console.log(wordsOf(result, options).join('\n'));
    } finally {
      progress.end();
    }
  });

const wordsOf = (result: EraseResult, { dryRun, stack }: EraseOptions): string[] => {
  const { customers, aliases, erasedBefore } = result;
  const who =
    customers === 0
      ? `Nobody is known by that: is it spelled right? What happened until now and comes later ${dryRun ? 'would not be' : 'is not'} stored.`
      : `${dryRun ? 'Would forget' : 'Forgot'} ${counted(customers, 'customer')}, known by ${aliases === 1 ? '1 alias' : `${aliases} aliases`}.`;
  return [
    who,
    ...(erasedBefore === undefined ? [] : [`It was erased before, on ${erasedBefore.slice(0, 10)}.`]),
    ...(dryRun ? lookWords(result) : doneWords(result, stack !== undefined)),
  ];
};

const lookWords = ({ signals, mails }: EraseResult): string[] => [
  `  ${counted(signals, 'signal')} to be erased, and taken out of every count`,
  `  ${counted(mails, 'mail')} in the ledger to lose the words quoted there`,
  '  dead letters would be looked through',
  'Nothing was changed. What is done without --dry-run cannot be undone.',
];

const minutesOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

const doneWords = (
  { signals, mails, deadLetters, sawAllLetters, erasedAt }: EraseResult,
  isDeployed: boolean,
): string[] => {
  const due = (delayMs: number) => minutesOf(new Date(Date.parse(erasedAt) + delayMs).toISOString());
  const whenUp = isDeployed ? '' : ', while the local run is up';
  return [
    `  ${counted(signals, 'signal')} erased, and taken out of every count`,
    `  ${counted(mails, 'mail')} in the ledger lost the words quoted there`,
    `  ${counted(deadLetters, 'dead letter')} deleted${sawAllLetters ? '' : '; others were out of sight, and are looked at in the next sweep'}`,
    `What was just being stored is swept after ${due(sweepDelaysMs.soon)}, what may wait on queues after ${due(sweepDelaysMs.last)}: by itself${whenUp}.`,
    ...(isDeployed ? agesOut.map(({ what, days }) => `Ages out within ${counted(days, 'day')}: ${what}.`) : []),
    isDeployed
      ? 'Out of reach: mails that were sent, in the mailboxes of their readers, and files somebody exported.'
      : 'In the outbox mails lost their words, too; a preview or test that quoted them is deleted, and so is every raw recording. Out of reach: files somebody exported.',
  ];
};
