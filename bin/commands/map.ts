import { resolve } from 'node:path';
import { Command } from 'commander';
import { counted, grouped } from '../../core/counted.ts';
import { UsageError } from '../../core/errors.ts';
import type { JourneyMap } from '../../core/journey/map.ts';
import { Moves } from '../../core/moves.ts';
import { replaced } from '../../core/rebuild.ts';
import { isPastRetention } from '../../core/retention.ts';
import { onDeployment } from './deployment.ts';
import { contextOf, movesLines, readSignals } from './moves.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, loadJourney, withLocalOptions, withStackOption } from './shared.ts';

const diffCommand = withStackOption(withLocalOptions(new Command('diff')))
  .description('say what a changed journey would move of the stored signals, before it is deployed; nothing is written')
  .argument('<file>', 'the changed journey')
  .addHelpText(
    'after',
    `
Example: listening-path map diff new-journey.yaml --stack ListeningPath

Every stored signal is placed by the journey of --journey and by the changed one. A touchpoint that gets another id keeps
its signals where the changed journey says \`was: [old-id]\`. After it was deployed, rebuild counts them anew.`,
  )
  .action(async (file: string, options: DeploymentOptions) => {
    if (resolve(file) === resolve(options.journey)) {
      throw new UsageError(
        `map diff: ${file} cannot be compared with itself; keep the changed journey in another file, or ask \`rebuild --dry-run\` what differs from what is stored`,
      );
    }
    const [now, then] = [contextOf(loadJourney(options.journey)), contextOf(loadJourney(file))];
    const touchpoints = touchpointLines(now.map, then.map);
    if (now.map.version === then.map.version) {
      console.log(`${file} places and counts as ${options.journey} does: nothing would move.`);
      return;
    }
    const moves = new Moves();
    await onDeployment(options, async (deployment) =>
      readSignals(await deployment.table(), new Progress(), (signal) => {
        if (isPastRetention(signal.occurredAt, Date.now(), then.retentionDays)) return;
        moves.add(replaced(signal, now), replaced(signal, then));
      }),
    );
    const said = `${grouped(moves.changed)} of ${counted(moves.compared, 'signal')} would count otherwise by ${file}. Nothing was written.`;
    console.log([said, ...touchpoints, ...movesLines(moves)].join('\n'));
  });

/** What would change of the map itself. A touchpoint is the same when the new map finds it by its old id. */
const touchpointLines = (now: JourneyMap, then: JourneyMap): string[] => {
  const [before, after] = [now, then].map((map) => [...map.scope({ scope: {} })]);
  const renamed = (before ?? []).flatMap((id) => {
    const to = then.touchpoint(id)?.id;
    return to === undefined || to === id ? [] : [[id, to] as const];
  });
  const gone = (before ?? []).filter((id) => then.touchpoint(id) === undefined);
  const added = (after ?? []).filter((id) => !before?.includes(id) && !renamed.some(([, to]) => to === id));
  const list = (what: string, some: readonly string[]) => (some.length === 0 ? [] : [`${what}: ${some.join(', ')}`]);
  const lines = [
    ...list('Touchpoints that vanish', gone),
    ...list('Touchpoints that appear', added),
    ...(gone.length > 0 && added.length > 0
      ? ['If one that appears is one that vanishes, say so: `was: [old-id]` keeps its history.']
      : []),
    ...list(
      'Touchpoints with another id',
      renamed.map(([from, to]) => `${from} → ${to}`),
    ),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
};

export const mapCommand = new Command('map')
  .description('look at what the map of the journey makes of the stored signals')
  .addCommand(diffCommand);
