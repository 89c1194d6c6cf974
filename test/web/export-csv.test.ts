import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../core/digest/plain.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import { csvOf } from '../../web/export/csv.ts';
import { fileNameOf } from '../../web/export/file-name.ts';
import { sampleWeek } from './sample-answer.ts';

const answer = sampleWeek('es').answer;
const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

/** The sample, with everything that somebody wrote replaced by one text. */
const called = (name: string): MapAnswer => ({
  ...answer,
  sheet: {
    ...answer.sheet,
    organisation: name,
    stages: answer.sheet.stages.map((stage) => ({
      ...stage,
      name,
      touchpoints: stage.touchpoints.map((touchpoint) => ({ ...touchpoint, name })),
    })),
  },
});

describe('the sheet as CSV', () => {
  it('has a line per stage, touchpoint and medium, all of one width', () => {
    const cells = answer.sheet.stages.flatMap(({ touchpoints }) => touchpoints.flatMap((one) => one.cells));
    // csv-parse refuses a line that is longer or shorter than the first one.
    expect(read(csvOf(answer))).toHaveLength(cells.length);
    expect(cells.length).toBeGreaterThan(20);
  });

  it('says what a cell of the sheet says, numbers as numbers', () => {
    const lines = read(csvOf(answer));
    expect(lines.find((line) => line.touchpoint === 'sim-activation' && line.medium === 'app')).toEqual({
      organisation: 'Faro Móvil',
      first_day: '2026-11-09',
      last_day: '2026-11-15',
      compared_first_day: '2026-11-02',
      compared_last_day: '2026-11-08',
      segment: '',
      stage: 'Alta',
      touchpoint: 'sim-activation',
      touchpoint_name: 'Activación de la SIM',
      moment_of_truth: 'yes',
      medium: 'app',
      medium_name: 'App',
      signals: '36',
      answers: '36',
      metric: 'nps',
      score: '-66.67',
      low: '-79.47',
      high: '-43.61',
      score_answers: '36',
      change: 'worse',
      withheld: 'no',
    });
  });

  it('has no score where the sheet has none, and says when one was withheld', () => {
    const stages = answer.sheet.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map((touchpoint) => ({
        ...touchpoint,
        cells: touchpoint.cells.map(({ score, ...cell }) =>
          touchpoint.id === 'store-visit' ? { ...cell, withheld: true as const } : { ...cell, ...(score && { score }) },
        ),
      })),
    }));
    const lines = read(csvOf({ ...answer, sheet: { ...answer.sheet, stages } }));
    const cells = stages.flatMap(({ touchpoints }) => touchpoints.flatMap((one) => one.cells));
    for (const [index, cell] of cells.entries()) {
      const isScored = 'score' in cell && cell.score !== undefined;
      for (const column of ['metric', 'score', 'low', 'high', 'score_answers'])
        expect(lines[index]?.[column] !== '').toBe(isScored);
      expect(lines[index]?.withheld).toBe(cell.withheld ? 'yes' : 'no');
    }
    expect(lines.filter(({ withheld }) => withheld === 'yes').length).toBeGreaterThan(1);
  });

  it('says what it was narrowed to', () => {
    const narrowed = { ...answer, asked: { ...answer.asked, segment: 'plan:contract' } };
    expect(new Set(read(csvOf(narrowed)).map(({ segment }) => segment))).toEqual(new Set(['plan:contract']));
  });

  it('is read by Excel as UTF-8, with the line ends of RFC 4180', () => {
    expect(csvOf(answer).startsWith('\ufefforganisation,')).toBe(true);
    expect(csvOf(answer).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps any name whole, and none as a formula', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', '1', '＝') }),
    );
    fc.assert(
      fc.property(anyName, (name) => {
        const lines = read(csvOf(called(name)));
        for (const { organisation = '', stage, touchpoint_name: touchpoint } of lines) {
          expect([stage, touchpoint]).toEqual([organisation, organisation]);
          expect(organisation).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
          expect(organisation.replace(/^'/, '')).toBe(plain(name).replace(/^'/, ''));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the name of a file', () => {
  it('has the organisation and the period', () => {
    expect(fileNameOf(answer, 'csv')).toBe('listening-path_Faro-Móvil_2026-11-09.csv');
  });

  it('says what the sheet was narrowed to', () => {
    const asked = { ...answer.asked, segment: 'plan:contract', medium: 'web' } as const;
    expect(fileNameOf({ ...answer, asked }, 'png')).toBe('listening-path_Faro-Móvil_2026-11-09_plan-contract_web.png');
  });

  it('never leads to another folder or hides its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const file = fileNameOf(called(name), 'svg');
        expect(file).toMatch(/^listening-path(_[\p{L}\p{M}\p{N}-]+)?_2026-11-09\.svg$/u);
        expect(Buffer.byteLength(file)).toBeLessThan(300);
      }),
    );
    expect(fileNameOf(called('../..\\\u202ecsv.exe'), 'svg')).toBe('listening-path_csv-exe_2026-11-09.svg');
  });
});
