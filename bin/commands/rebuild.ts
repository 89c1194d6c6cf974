import { Command } from 'commander';
import { textBytesMax } from '../../aws/comprehend.ts';
import type { Table } from '../../aws/table.ts';
import { comprehendDollars, comprehendUnits } from '../../core/cost/batch.ts';
import { counted, grouped } from '../../core/counted.ts';
import { ListeningPathError } from '../../core/errors.ts';
import { Moves } from '../../core/moves.ts';
import {
  isKeptOtherwise,
  isOutdated,
  type RebuildContext,
  type RebuildProgress,
  redraftOf,
  replaced,
} from '../../core/rebuild.ts';
import { onDeployment } from './deployment.ts';
import { contextOf, movesLines, readSignals } from './moves.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, loadJourney, sameOptions, withLocalOptions, withStackOption } from './shared.ts';

interface RebuildOptions extends DeploymentOptions {
  readonly dryRun?: true;
}

export const rebuildCommand = withStackOption(withLocalOptions(new Command('rebuild')))
  .description('count stored signals anew that were placed by another map or read by another scorer')
  .option('--dry-run', 'only say what would move, and what reading texts again would cost')
  .addHelpText(
    'after',
    `
Example: listening-path map diff new-journey.yaml   before it is deployed
         listening-path rebuild --stack ListeningPath --dry-run
         listening-path rebuild --stack ListeningPath

Signals may arrive meanwhile: each is counted once at every moment, by the map before or by this one. It can be stopped
and run again at any time, and goes on where it was. A deployed stack places by the journey it was deployed with; a dry
run takes the one of --journey. Signals past the journey's retentionDays stay as they were counted. Where that number of
days was changed, everything is forgotten when the new one says.`,
  )
  .action(async (options: RebuildOptions) => {
    const context = contextOf(loadJourney(options.journey));
    await onDeployment(options, async (deployment) => {
      if (options.dryRun) {
        await dryRun(await deployment.table(), context);
        return;
      }
      process.once('SIGINT', () => {
        const again = `npx listening-path rebuild${sameOptions(options)}`;
        console.error(options.stack ? `It goes on in AWS. To follow it: ${again}` : `Stopped. To go on: ${again}`);
        process.exit(130);
      });
      const progress = new Progress();
      const { passes, recommitted, left } = await deployment.rebuild((at) => tell(progress, at));
      progress.end();
      const done = `${counted(recommitted, 'signal')} counted anew in ${passes} ${passes === 1 ? 'pass' : 'passes'}`;
      if (left > 0) {
        throw new ListeningPathError(
          `rebuild: ${done}; ${grouped(left)} are left, because Comprehend or the table did not take them now. Run it again later`,
        );
      }
      console.log(`${done}; none is left.`);
    });
  });

const tell = (progress: Progress, at?: RebuildProgress): void => {
  if (at) progress.count(`pass ${at.pass}`, at.partsDone, at.parts, 'parts');
  else progress.tell('started; the first pass begins within a minute, when no older function works any more');
};

const dryRun = async (table: Table, context: RebuildContext): Promise<void> => {
  const moves = new Moves();
  let all = 0;
  let texts = 0;
  let units = 0;
  let keptOtherwise = 0;
  await readSignals(table, new Progress(), (signal) => {
    all += 1;
    if (isKeptOtherwise(signal, context)) keptOtherwise += 1;
    if (!isOutdated(signal, context, Date.now())) return;
    moves.add(signal, replaced(signal, context));
    const { parts } = redraftOf(signal, textBytesMax);
    units += comprehendUnits(parts);
    texts += parts.length;
  });
  const found = `${grouped(moves.compared)} of ${counted(all, 'signal')}`;
  const cost =
    texts === 0
      ? []
      : [
          '',
          `Reading ${counted(texts, 'text')} again takes ${counted(units, 'unit')} of Comprehend, $${comprehendDollars(units).toFixed(2)} at most.`,
        ];
  console.log(
    [
      `${found} would be counted anew, ${grouped(moves.changed)} of them otherwise. Nothing was written.`,
      ...(keptOtherwise === 0
        ? []
        : [`${counted(keptOtherwise, 'signal')} would be forgotten at another time, by the journey's retentionDays.`]),
      ...movesLines(moves),
      ...cost,
    ].join('\n'),
  );
};
