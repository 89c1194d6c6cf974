import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { DeadLetters } from '../../aws/dead-letters.ts';
import { counted, grouped } from '../../core/counted.ts';
import {
  canRedrive,
  type DeadLetter,
  type DeadLetterChoice,
  type DeadLetterGroup,
  DeadLetterGroups,
  isChosen,
} from '../../core/dead-letters.ts';
import { columns } from './columns.ts';
import { groupName, withChoiceOptions } from './dead-letters.ts';
import { type Deployment, onDeployment } from './deployment.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, readText, sameOptions, withLocalOptions, withStackOption } from './shared.ts';

interface RedriveOptions extends DeploymentOptions, DeadLetterChoice {
  readonly dryRun?: true;
  readonly json?: true;
}

export const redriveCommand = withStackOption(withLocalOptions(withChoiceOptions(new Command('redrive'))))
  .description('put dead letters back on the queue, once what they failed at is mended')
  .option('--dry-run', 'only say what would be put back')
  .option('--json', 'print the result as JSON')
  .addHelpText(
    'after',
    `
Example: listening-path dead-letters                                  # what there is, and what to do about it
         listening-path redrive --source help-desk-tickets --dry-run
         listening-path redrive --source help-desk-tickets

Each is on the queue before it is no dead letter any more. One that was killed goes on where it was: what it held comes
back within 15 minutes, and what it sent twice is counted once. An item of a webhook that could not be read is left: it is
no signal yet, and only its tool can post it again.`,
  )
  .action(async (options: RedriveOptions) => {
    // A mistyped journey would else read as one without dead letters.
    readText(options.journey);
    await onDeployment(options, async (deployment) => {
      const progress = new Progress();
      try {
        report(await redrive(deployment, options, progress), options);
      } finally {
        progress.end();
      }
    });
  });

/** Letters of a walk, sorted by what becomes of them. */
interface Sorted {
  readonly sent: DeadLetterGroups;
  readonly left: DeadLetterGroups;
  /** All that were looked at, chosen or not. */
  readonly seen: number;
  readonly cameBack?: DeadLetterGroups;
  /** Whether there was room for all that are chosen. */
  readonly isAll: boolean;
}

/** Held at once, with their bodies: some ten megabytes, and on their way within the time SQS keeps them out of sight. */
const sentMax = 20_000;
const sentBytesMax = 64 * 1024 * 1024;

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64');

/** All are taken before the first is sent: one that fails again at once is not met again on the same walk. */
const redrive = async (deployment: Deployment, options: RedriveOptions, progress: Progress): Promise<Sorted> => {
  const settle = () => deployment.settle((waiting) => progress.tell(`${grouped(waiting)} messages to be stored`));
  // What waits may die, too, and would look as if it had come back.
  if (!options.dryRun) await settle();
  const letters = await deployment.deadLetters();
  const [sent, left] = [new DeadLetterGroups(), new DeadLetterGroups()];
  const known = new Set<string>();
  const taken: DeadLetter[] = [];
  let bytes = 0;
  const hasRoom = () => taken.length < sentMax && bytes < sentBytesMax;
  try {
    for await (const letter of letters.walk()) {
      known.add(letter.id);
      progress.tell(`${counted(known.size, 'dead letter')} seen`);
      if (!isChosen(letter, options)) continue;
      (canRedrive(letter) ? sent : left).add(letter);
      if (canRedrive(letter)) taken.push(letter);
      bytes += letter.body.length;
      if (!hasRoom()) break;
    }
    const isAll = letters.sawAll;
    const seen = known.size;
    if (options.dryRun) return { sent, left, seen, isAll };
    await letters.move(taken, deployment.enqueue, (moved) =>
      progress.count('redriving', moved, taken.length, 'dead letters'),
    );
    await letters.release();
    if (options.stack !== undefined) return { sent, left, seen, isAll };
    await settle();
    return { sent, left, seen, isAll, cameBack: await findReturned(letters, taken, known) };
  } finally {
    await letters.release();
  }
};

/** Letters nobody saw before that say what was sent. */
const findReturned = async (
  letters: DeadLetters,
  taken: readonly DeadLetter[],
  known: ReadonlySet<string>,
): Promise<DeadLetterGroups> => {
  const bodies = new Set(taken.map(({ body }) => digestOf(body)));
  const returned = new DeadLetterGroups();
  for await (const letter of letters.walk()) {
    if (!known.has(letter.id) && bodies.has(digestOf(letter.body))) returned.add(letter);
  }
  return returned;
};

const rowsOf = (groups: readonly DeadLetterGroup[]): string[] =>
  columns(groups.map((group) => [group.count, groupName(group)])).map((line) => `  ${line}`);

const report = ({ sent, left, seen, cameBack, isAll }: Sorted, options: RedriveOptions): void => {
  if (options.json) {
    const back = cameBack && { cameBack: cameBack.count };
    const groups = { sent: sent.list(), left: left.list(), ...(cameBack && { cameBack: cameBack.list() }) };
    console.log(JSON.stringify({ redriven: sent.count, left: left.count, ...back, isAll, groups }, null, 2));
    return;
  }
  if (sent.count + left.count === 0) {
    console.log(
      seen === 0 ? 'There are no dead letters.' : `None of the ${counted(seen, 'dead letter')} is like that.`,
    );
    return;
  }
  const verb = options.dryRun ? 'would be put' : 'put';
  console.log(`${counted(sent.count, 'dead letter')} ${verb} back on the queue`);
  const lines = [
    ...rowsOf(sent.list()),
    ...(left.count === 0
      ? []
      : [`${grouped(left.count)} left: items no signal could be read from; only their tools can post them again`]),
    ...rowsOf(left.list()),
    ...(cameBack === undefined || sent.count === 0 ? nextLines(sent, options) : backLines(cameBack, options)),
    ...(isAll ? [] : ['There may be more: this is as many as are taken at a time. Redrive again for the rest.']),
  ];
  if (lines.length > 0) console.log(lines.join('\n'));
};

const nextLines = ({ count }: DeadLetterGroups, options: RedriveOptions): string[] =>
  options.dryRun || count === 0
    ? []
    : [`The stack stores them now. What came back: npx listening-path dead-letters${sameOptions(options)}`];

const backLines = (cameBack: DeadLetterGroups, options: RedriveOptions): string[] =>
  cameBack.count === 0
    ? ['None came back.']
    : [
        `${grouped(cameBack.count)} came back as dead letters; npx listening-path dead-letters${sameOptions(options)} says what to do:`,
        ...rowsOf(cameBack.list()),
      ];
