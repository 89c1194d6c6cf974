import { Command } from 'commander';
import { webhookOf } from '../../core/channels/all.ts';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { rawFile, recordingFile } from '../../local/recorder.ts';
import { onDeployment } from './deployment.ts';
import { Progress } from './progress.ts';
import {
  type DeploymentOptions,
  dataOption,
  findSource,
  journeyOption,
  loadJourney,
  shown,
  withStackOption,
} from './shared.ts';

interface RecordOptions extends DeploymentOptions {
  readonly raw?: true;
}

const waitMinutesMax = 15;

export const recordCommand = withStackOption(new Command('record'))
  .description('wait for the next delivery of a source and print its shape, verdict and scheme, but no word of it')
  .argument('<source>', 'the source')
  .option('--raw', 'keep its bytes too, on this machine; they are what a customer said')
  .addOption(journeyOption())
  .addOption(dataOption())
  .addHelpText(
    'after',
    `
Settles what nobody has seen on a real account yet: the form of every header and field, whether the signature verifies,
by which scheme it was made whatever the channel expects, and what is read of it. It repeats no value, so it can go into
an issue as it is. The local run has to be up. A deployed stack begins to record within half a minute, but records neither
what it refuses at once (another method than the tool's, a body too large) nor what comes for a source switched off.`,
  )
  .action(async (id: string, options: RecordOptions) => {
    const source = findSource(loadJourney(options.journey), id, 'record');
    if (webhookOf(source) === undefined) throw new UsageError(`record: ${id} takes no webhooks`);
    if (options.raw && options.stack !== undefined) {
      throw new UsageError('record: --raw is for the local run; a deployed stack keeps no body anywhere');
    }
    const progress = new Progress();
    const wish = { source: id, raw: options.raw ?? false, untilMs: Date.now() + waitMinutesMax * 60_000 };
    const recording = await onDeployment(options, async (deployment) => {
      if (!deployment.answers(id)) {
        throw new ListeningPathError(
          `record: ${id} is not deployed, so nothing can come; \`npx cdk deploy\` deploys it`,
        );
      }
      const waiting = `waiting for the next delivery of ${id}, ${waitMinutesMax} minutes at most`;
      return deployment.record(wish, () => progress.tell(waiting));
    }).finally(() => progress.end());
    if (recording === undefined) {
      throw new ListeningPathError(`record: nothing came for ${id} in ${waitMinutesMax} minutes`);
    }
    console.log(JSON.stringify(recording, null, 2));
    if (options.stack !== undefined) return;
    const kept = [recordingFile(options.data, id), ...(wish.raw ? [rawFile(options.data, id)] : [])];
    console.error(`Kept in ${kept.map(shown).join(' and ')}`);
  });
