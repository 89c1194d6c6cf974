import { Command } from 'commander';
import type { DeadLetters } from '../../aws/dead-letters.ts';
import { counted, grouped } from '../../core/counted.ts';
import {
  type DeadLetter,
  type DeadLetterChoice,
  type DeadLetterGroup,
  DeadLetterGroups,
  fieldsOf,
  isChosen,
} from '../../core/dead-letters.ts';
import { UsageError } from '../../core/errors.ts';
import { onDeployment } from './deployment.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, readText, sameOptions, withLocalOptions, withStackOption } from './shared.ts';

interface DeadLettersOptions extends DeploymentOptions, DeadLetterChoice {
  readonly drop?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Adds the options that say which dead letters are meant. */
export const withChoiceOptions = (command: Command): Command =>
  command
    .option('--source <id>', 'only those of this source, which may be gone from the journey')
    .option('--reason <text>', 'only those whose reason holds this text');

export const deadLettersCommand = withStackOption(withLocalOptions(withChoiceOptions(new Command('dead-letters'))))
  .description('say what could not be stored, why, and what to do about it; nothing of what customers said is shown')
  .option('--drop', 'delete those of the --source or with the --reason for good')
  .option('--dry-run', 'with --drop: only say what would be deleted')
  .option('--json', 'print it as JSON')
  .addHelpText(
    'after',
    `
Example: listening-path dead-letters
         listening-path redrive --reason "not in the journey"
         listening-path dead-letters --drop --reason "longer ago than signals are kept" --dry-run

SQS shows messages only by handing them out: while this looks, nobody else sees them, and after a look that was killed
they come back within 15 minutes. They are kept for 14 days.`,
  )
  .action(async (options: DeadLettersOptions) => {
    checkOptions(options);
    // A mistyped journey would else read as one without dead letters.
    readText(options.journey);
    await onDeployment(options, async (deployment) => {
      const letters = await deployment.deadLetters();
      const isDropping = options.drop === true && options.dryRun !== true;
      const groups = await lookAt(letters, options, isDropping);
      tell(groups.list(), letters.sawAll, options);
    });
  });

const checkOptions = ({ drop, dryRun, source, reason }: DeadLettersOptions): void => {
  if (drop && source === undefined && reason === undefined) {
    throw new UsageError('dead-letters: --drop needs a --source or a --reason, so that nothing goes by mistake');
  }
  if (dryRun && !drop) throw new UsageError('dead-letters: --dry-run goes with --drop; without it nothing is changed');
};

const perRequest = 10;

/** Groups what is chosen, and deletes it as it goes when it is to be dropped. */
const lookAt = async (
  letters: DeadLetters,
  choice: DeadLetterChoice,
  isDropping: boolean,
): Promise<DeadLetterGroups> => {
  const progress = new Progress();
  const groups = new DeadLetterGroups();
  let dropping: DeadLetter[] = [];
  const drop = async () => {
    await letters.remove(dropping);
    dropping = [];
  };
  try {
    for await (const letter of letters.walk()) {
      if (!isChosen(letter, choice)) continue;
      groups.add(letter);
      if (isDropping && dropping.push(letter) === perRequest) await drop();
      progress.tell(`${counted(groups.count, 'dead letter')} ${isDropping ? 'dropped' : 'seen'}`);
    }
    await drop();
  } finally {
    progress.end();
    await letters.release();
  }
  return groups;
};

const tell = (groups: readonly DeadLetterGroup[], isAll: boolean, options: DeadLettersOptions): void => {
  if (options.json) {
    console.log(JSON.stringify({ isAll, groups }, null, 2));
    return;
  }
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const { drop, dryRun } = options;
  const chosen = `${counted(count, 'dead letter')}${count === 0 && isChoice(options) ? ' like that' : ''}`;
  console.log(drop ? `${dryRun ? 'Would drop' : 'Dropped'} ${chosen}` : chosen);
  if (groups.length > 0) console.log(linesOf(groups).join('\n'));
  if (!isAll) console.log(`\nThere may be more: this is as many as SQS shows at a time.`);
  const isHelped = groups.some((group) => group.canRedrive);
  if (isHelped && !drop) console.log(`\nOnce that is mended: npx listening-path redrive${sameOptions(options)}`);
};

const isChoice = ({ source, reason }: DeadLetterChoice): boolean => source !== undefined || reason !== undefined;

/** More would be read by nobody; `--json` has them all. */
const fieldsMax = 16;

const fieldWords = (example: unknown): string => {
  const fields = fieldsOf(example);
  if (fields.length === 0) return 'no fields';
  const more = fields.length - fieldsMax;
  return fields.slice(0, fieldsMax).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** @example timeWords('2026-03-02T09:20:00.000Z') // => '2026-03-02 09:20 UTC' */
const timeWords = (instantIso: string): string => `${instantIso.slice(0, 16).replace('T', ' ')} UTC`;

const whenOf = ({ count, oldest, newest }: DeadLetterGroup): string =>
  count === 1 ? timeWords(oldest) : `${timeWords(oldest)} to ${timeWords(newest)}`;

/** Groups as a terminal shows them, each after an empty line. */
const linesOf = (groups: readonly DeadLetterGroup[]): string[] =>
  groups.flatMap((group) => [
    '',
    `${grouped(group.count)} × ${groupName(group)}`,
    `  ${whenOf(group)}, with the fields ${fieldWords(group.example)}`,
    `  ${group.advice}`,
  ]);

export const groupName = ({ source, reason }: DeadLetterGroup): string =>
  source === undefined ? reason : `${source}: ${reason}`;
