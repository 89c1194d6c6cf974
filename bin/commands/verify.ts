import { Command } from 'commander';
import { type VerifyResult, verify } from '../../aws/verify.ts';
import { counted, grouped } from '../../core/counted.ts';
import { compileMap } from '../../core/journey/map.ts';
import { horizonOf } from '../../core/verify.ts';
import { columns } from './columns.ts';
import { onDeployment } from './deployment.ts';
import { Progress } from './progress.ts';
import { type DeploymentOptions, loadJourney, withLocalOptions, withStackOption } from './shared.ts';

export const verifyCommand = withStackOption(withLocalOptions(new Command('verify')))
  .description('compare every row of counts with a recount of the stored signals; there must be no difference')
  .addHelpText(
    'after',
    `
Example: listening-path verify --stack ListeningPath

It reads only. Signals may arrive meanwhile: rows that differ are looked at again, and are at fault when two looks find
the same while nothing was written to them. Rows outside the journey's retentionDays are left out, because their signals
may be gone. It exits with 1 when something differs.`,
  )
  .action(async (options: DeploymentOptions) => {
    const journey = loadJourney(options.journey);
    const map = compileMap(journey);
    const horizon = horizonOf(map, Date.now(), journey.organisation.retentionDays);
    const progress = new Progress();
    const result = await onDeployment(options, async (deployment) =>
      verify(await deployment.table(), map, horizon, (items) => progress.tell(`${grouped(items)} items read`)),
    );
    progress.end();
    console.log(linesOf(result).join('\n'));
    if (result.faults.count + result.miscounted.count > 0) process.exitCode = 1;
  });

const linesOf = ({ signals, rows, faults, miscounted, moving }: VerifyResult): string[] => {
  const differences = faults.count + miscounted.count;
  const found = differences === 0 ? 'no difference' : counted(differences, 'difference');
  return [
    `${counted(signals, 'signal')} recounted, ${counted(rows, 'row')} compared: ${found}.`,
    ...(moving.length === 0
      ? []
      : [
          `${counted(moving.length, 'row')} changed at every look and could not be judged; look again at a quieter time.`,
        ]),
    ...listed(
      faults.list.map(({ row, field, stored, recounted }) => [row, field, stored, recounted] as const),
      ['Row', 'field', 'stored', 'recounted'],
      faults.count,
    ),
    ...listed(
      miscounted.list.map(({ PK, SK }) => [PK, SK] as const),
      ['Signals that count something else than they say', ''],
      miscounted.count,
    ),
  ];
};

const listed = (
  rows: readonly (readonly (string | number)[])[],
  headings: readonly string[],
  count: number,
): string[] => {
  if (rows.length === 0) return [];
  const more = count > rows.length ? [`and ${grouped(count - rows.length)} more`] : [];
  return ['', ...columns([headings, ...rows]), ...more];
};
