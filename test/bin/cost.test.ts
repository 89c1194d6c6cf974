import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../setup/folder.ts';
import { runWarm } from './command-line.ts';

describe('cost', () => {
  it('says without a number what 0 to 10 million signals cost, and what is paid while none comes', async () => {
    const { code, output } = await runWarm(['cost']);
    expect(code).toBe(0);
    expect(output).toMatch(/^Signals +0 +10,000 +100,000 +1,000,000 +10,000,000$/m);
    expect(output).toMatch(/^Comprehend +0\.00 +1\.05 +10\.50 +105\.00 +1,025\.00$/m);
    expect(output).toMatch(/^Secrets Manager +one for all sources +1 +secret +\$0\.40 each +0\.40$/m);
  });

  it('says with a number each line, what would change it, what is assumed and what is not in it', async () => {
    const { output } = await runWarm(['cost', '--signals', '1,000,000', '--texts', '80', '--characters', '600']);
    expect(output).toMatch(/^\$\d+\.\d\d a month for 1,000,000 signals a month$/m);
    // 800,000 texts of 6 units.
    expect(output).toMatch(/^Comprehend +sentiment of texts +4,800,000 +100 characters +\$0\.0001 each +480\.00$/m);
    expect(output).toMatch(/^ {2}texts of 300 characters or fewer, which cost the least +-240\.00$/m);
    expect(output).toContain('80 % of signals bring a text of 600 characters');
    expect(output).toMatch(/Not in it: data that leaves AWS, support, taxes/);
  });

  it('gives the same as JSON, and takes the free tier off when told to', async () => {
    const dollars = async (...words: string[]): Promise<number> => {
      const { output } = await runWarm(['cost', '--signals', '10000', '--json', ...words]);
      const { bills } = JSON.parse(output);
      expect(bills).toHaveLength(1);
      expect(bills[0].lines.length).toBeGreaterThan(15);
      return bills[0].dollars;
    };
    expect(await dollars('--free-tier')).toBeLessThan(await dollars());
  });

  it('takes nothing for alarms and a dashboard where the journey names nobody to mail', async () => {
    const sample = readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8');
    const journeyFile = join(temporaryFolder(), 'journey.yaml');
    writeFileSync(journeyFile, sample.replace(/^ +alarmAddress: .*$/m, '  stage: dev'));
    const { output } = await runWarm(['cost', '--signals', '0', '--journey', journeyFile]);
    expect(output).toMatch(/^CloudWatch +alarms +0 .* 0\.00$/m);
    expect(output).toMatch(/^CloudWatch +dashboard +0 .* 0\.00$/m);
    expect((await runWarm(['cost', '--signals', '0'])).output).toMatch(/^CloudWatch +alarms +55 /m);
  });

  it.each([
    [['--signals', 'many'], '--signals: "many" is not a whole number from 0'],
    [['--texts', '101'], '--texts: "101" is not a share from 0 to 100'],
    [['--characters', '0'], '--characters: "0" is not a number from 1'],
  ])('ends with 2 for %j', async (words, reason) => {
    expect(await runWarm(['cost', ...words])).toMatchObject({ code: 2, output: expect.stringContaining(reason) });
  });
});
