import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runWarm } from '../bin/command-line.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { bringUp, rollups } from './run.ts';
import { inTruthTerms } from './truth.ts';

const touchpoints = [
  'website',
  'store-visit',
  'sim-activation',
  'Factura mensual',
  'app-account',
  'help-desk',
  'phone-queue',
];
const words = {
  glad: ['Great service, thank you', 'Todo perfecto, gracias', 'Very helpful and quick'],
  flat: ['It was ok', 'Normal', ''],
  cross: ['Terrible, I waited for hours', 'Muy mal, nadie contesta', 'No funciona, horrible'],
};

/** Two weeks of seven touchpoints, 15 answers a day each; in the second week the monthly bill gets much worse. */
const rows = (): string[] => {
  const lines: string[] = [];
  for (let day = 0; day < 14; day += 1) {
    for (const [place, touchpoint] of touchpoints.entries()) {
      for (let n = 0; n < 15; n += 1) {
        // A fixed shuffle: the same answers every time, spread like chance.
        const roll = (n * 37 + day * 17 + place * 29) % 100;
        const isBad = touchpoint === 'Factura mensual' && day >= 7;
        const mood = roll < (isBad ? 60 : 20) ? 'cross' : roll < 70 ? 'flat' : 'glad';
        const score = { cross: roll % 7, flat: 7 + (roll % 2), glad: 9 + (roll % 2) }[mood];
        const date = new Date(Date.UTC(2026, 1, 23 + day, 9, n)).toISOString();
        lines.push(
          `${day}-${place}-${n},${date},"${words[mood][n % 3]}",${score},${touchpoint},p${day}-${n}@example.org`,
        );
      }
    }
  }
  return lines;
};

it('names the touchpoint a drop was planted at first and alone, and counts nothing twice', async () => {
  const data = temporaryFolder();
  const file = join(data, 'answers.csv');
  const lines = rows();
  writeFileSync(file, ['ID,Date,Comment,Score,Place,Mail', ...lines, 'x,2026-03-04,hello,9,nowhere,', ''].join('\n'));
  const map = 'id=ID,occurredAt=Date,text=Comment,nps=Score,touchpoint=Place,customer.email=Mail';
  const importing = ['import', file, '--source', 'own-systems', '--map', map, '--data', data];
  const digesting = ['digest', '--audience', 'customer-experience', '--now', '2026-03-09', '--data', data, '--json'];
  const totals = async () => {
    const stack = await bringUp({ dataFolder: data });
    const held = inTruthTerms(await rollups(stack));
    await stack.down();
    return held;
  };

  expect((await runWarm(importing)).output).toContain(`${lines.length} rows imported`);
  expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toContain('touchpoint: is neither an id nor a name');
  const { subject, text } = JSON.parse((await runWarm(digesting)).output);
  expect(subject).toMatch(/^Monthly bill got worse: NPS/);
  expect(text.match(/^[▼▲] .* got (worse|better)/gm)).toEqual([expect.stringContaining('Monthly bill got worse')]);
  expect(text).toContain('105 answers');
  expect(text).toContain('Billing <billing@faromovil.example>');

  const once = await totals();
  expect((await runWarm(importing)).code).toBe(0);
  expect(await totals()).toEqual(once);
}, 120_000);
