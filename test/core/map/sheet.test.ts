import { beforeAll, describe, expect, it } from 'vitest';
import { loadJourney } from '../../../bin/commands/shared.ts';
import { compose, type DigestInput } from '../../../core/digest/compose.ts';
import { conclude } from '../../../core/digest/conclude.ts';
import type { DigestContent } from '../../../core/digest/content.ts';
import { reading } from '../../../core/insights/compare.ts';
import { rowsWithin } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { type Filter, withinFilter } from '../../../core/map/filter.ts';
import { protectionOf } from '../../../core/map/protect.ts';
import { Sheet } from '../../../core/map/schema.ts';
import { sheetOf } from '../../../core/map/sheet.ts';
import { metrics } from '../../../core/metrics/registry.ts';
import { closedPeriods, periodsBefore } from '../../../core/period.ts';
import { mergeAll } from '../../../core/store/tally.ts';
import { sampleWebhooks } from '../../../local/sample/sample.ts';
import { better, silent, worse } from '../../../local/sample/truth.ts';
import { rollupsOf, scoreAll } from '../../local/sample-rollups.ts';

const now = '2026-11-22T09:00:00Z';
const audiences = ['customer-experience', 'care-team'] as const;

const inputs: Record<string, DigestInput> = {};
const digests: Record<string, DigestContent> = {};
const sheets: Record<string, Sheet> = {};
const of = (audience: string) => ({
  input: inputs[audience] as DigestInput,
  digest: digests[audience] as DigestContent,
  sheet: sheets[audience] as Sheet,
});

beforeAll(() => {
  const journey = loadJourney('journey.yaml');
  const { later, earlier } = closedPeriods(now, 'weekly', journey.organisation.timeZone);
  const before = periodsBefore(earlier, 'weekly', 5);
  const from = before.at(-1)?.start ?? '';
  const rollups = rollupsOf(
    scoreAll(
      sampleWebhooks(now).filter(({ at }) => at >= from),
      journey,
    ),
  );
  for (const plan of journey.digests) {
    const input = { journey, map: compileMap(journey), plan, ...rollups, later, earlier, before };
    inputs[plan.audience] = input;
    digests[plan.audience] = compose(input);
    sheets[plan.audience] = Sheet.parse(sheetOf(digests[plan.audience] as DigestContent, input));
  }
});

const touchpointsOf = ({ stages }: Sheet) => stages.flatMap(({ touchpoints }) => touchpoints);
/** The one cell that holds all of a touchpoint's answers, where there is only one. */
const onlyCell = ({ cells }: ReturnType<typeof touchpointsOf>[number]) => {
  const heard = cells.filter(({ signals }) => signals > 0);
  return heard.length === 1 ? heard[0] : undefined;
};

describe.each(audiences)('the sheet of %s, beside the digest of the same period', (audience) => {
  it('has the same periods, signals, overall scores and comparisons', () => {
    const { sheet, digest } = of(audience);
    for (const shared of [
      'organisation',
      'locale',
      'timeZone',
      'period',
      'previous',
      'signals',
      'headlines',
      'tested',
    ] as const)
      expect(sheet[shared], shared).toEqual(digest[shared]);
    expect(sheet.headlines.length).toBeGreaterThan(1);
  });

  it('marks what the digest finds, and nothing else', () => {
    const { sheet, digest } = of(audience);
    const marked = touchpointsOf(sheet).flatMap(({ id, mark }) => (mark === undefined ? [] : [[id, mark]]));
    const found = digest.findings.map(({ touchpoint, direction }) => [touchpoint, direction]);
    expect(marked.toSorted()).toEqual(found.toSorted());
    for (const { mark, cells } of touchpointsOf(sheet))
      for (const cell of cells) expect([undefined, mark]).toContain(cell.mark);
  });

  it('scores a touchpoint with one medium as the digest does, by the same metric', () => {
    const { sheet, digest } = of(audience);
    let compared = 0;
    for (const line of digest.touchpoints) {
      const touchpoint = touchpointsOf(sheet).find(({ id }) => id === line.touchpoint);
      expect([touchpoint?.name, touchpoint?.isMomentOfTruth]).toEqual([line.touchpointName, line.isMomentOfTruth]);
      const cell = touchpoint && onlyCell(touchpoint);
      if (cell === undefined) continue;
      expect(cell.score).toEqual({ metric: line.metric, reading: line.later });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(0);
  });

  it('has the answers of every score of the digest, medium by medium', () => {
    const { sheet, digest } = of(audience);
    for (const line of digest.touchpoints) {
      const cells = touchpointsOf(sheet).find(({ id }) => id === line.touchpoint)?.cells ?? [];
      const shown = cells.filter(({ score }) => score?.metric === line.metric);
      if (shown.length !== cells.filter(({ answers }) => answers > 0).length) continue;
      expect(shown.reduce((sum, { score }) => sum + (score?.reading.n ?? 0), 0)).toBe(line.later.n);
    }
  });

  it('draws the net sentiment that the digest’s own rows and metric give', () => {
    const { sheet, input } = of(audience);
    const felt = touchpointsOf(sheet).filter((touchpoint) => touchpoint.felt !== undefined);
    expect(felt.length).toBeGreaterThan(0);
    for (const { id, felt: drawn } of felt) {
      const rows = rowsWithin(input.history, input.later, new Set([id]));
      expect(drawn).toEqual(reading(metrics.netSentiment, mergeAll(rows.map(({ tally }) => tally))));
      expect(drawn?.n).toBeGreaterThanOrEqual(10);
    }
  });

  it('names the silent sources that the digest names', () => {
    const { sheet, digest } = of(audience);
    const named = sheet.stages.flatMap(({ sources }) => sources.filter(({ state }) => state === 'silent'));
    expect([...new Set(named.map(({ id }) => id))]).toEqual(digest.silent.map(({ source }) => source));
  });
});

describe('the sheet of the sample organisation', () => {
  it('shows what was planted', () => {
    const { sheet } = of('customer-experience');
    const marked = touchpointsOf(sheet).filter(({ mark }) => mark !== undefined);
    expect(marked.map(({ id, mark }) => [id, mark])).toEqual([
      [worse.touchpoint, 'worse'],
      [better.touchpoint, 'better'],
    ]);
    const join = sheet.stages.find(({ id }) => id === 'join');
    expect(join?.sources).toContainEqual({ id: silent.source, medium: 'store', state: 'silent' });
    expect(join?.themes[0]).toMatchObject({ name: 'Activation code', polarity: 'negative' });
    expect(sheet.outcomes?.later).toEqual({ gained: 34, lost: 6 });
  });

  it('says a stage’s goal in the audience’s language, and shows an audience its own stages only', () => {
    expect(of('customer-experience').sheet.stages.map(({ goal }) => goal)).toContain('Get me going today');
    expect(of('care-team').sheet.stages.map(({ id, goal }) => [id, goal])).toEqual([
      ['support', 'Arreglarlo de verdad'],
    ]);
  });

  it('tells a stage whose signals name their touchpoint themselves from one where nobody is heard', () => {
    const { input, digest, sheet } = of('customer-experience');
    const renewIn = ({ stages }: Sheet) => {
      const { sources, named } = stages.find(({ id }) => id === 'renew') ?? expect.fail('there is such a stage');
      expect(sources).toEqual([]);
      return named;
    };
    const places = ['renewal-offer', 'cancellation'];
    const unheard = { ...input, history: input.history.filter(({ touchpoint }) => !places.includes(touchpoint)) };
    expect(renewIn(sheet)).toBe(true);
    expect(renewIn(sheetOf(digest, unheard))).toBeUndefined();
    // Whoever is told of one segment alone is told of the same ears.
    const ofSegment = { ...unheard, whole: input.history, filter: { segment: 'plan=contract' } };
    expect(renewIn(sheetOf(digest, ofSegment))).toBe(true);
    for (const { sources, named } of sheet.stages) expect(named === undefined).toBe(sources.length > 0);
  });

  it('says since when is listened, where that began within the period and nobody was heard before', () => {
    const { input } = of('customer-experience');
    const from = (day: string, heardFrom = day) => {
      const some = {
        ...input,
        history: input.history.filter((row) => row.day >= day),
        heartbeats: input.heartbeats.filter((heartbeat) => heartbeat.day >= heardFrom),
      };
      return sheetOf(compose(some), some).listeningSince;
    };
    expect(from('2026-11-12')).toBe('2026-11-12');
    // The first day of UTC may be the day before.
    expect(from('2026-11-12', '2026-11-11')).toBe('2026-11-12');
    for (const day of ['2026-11-02', '2026-11-09', '2026-11-16']) expect(from(day)).toBeUndefined();
    expect(from('2026-11-12', '2026-11-02')).toBeUndefined();
  });

  it('never scores fewer than ten answers, and says how many there were', () => {
    const cells = touchpointsOf(of('customer-experience').sheet).flatMap((touchpoint) => touchpoint.cells);
    for (const { score, answers } of cells) if (answers < 10) expect(score).toBeUndefined();
    for (const { score } of cells) if (score) expect(score.reading.n).toBeGreaterThanOrEqual(10);
    expect(cells.some(({ score, answers }) => score === undefined && answers > 0 && answers < 10)).toBe(true);
    expect(Math.max(...of('customer-experience').sheet.stages.map(({ themes }) => themes.length))).toBe(3);
  });

  it('loses the marks that single customers made, as the mail does', () => {
    const { digest, input } = of('customer-experience');
    const concluded = conclude(digest, { rechecked: new Map(), quotes: new Map(), voices: [] });
    const sheet = sheetOf(concluded, input);
    expect(touchpointsOf(sheet).flatMap(({ mark, cells }) => [mark, ...cells.map((cell) => cell.mark)])).not.toContain(
      'worse',
    );
  });
});

describe('a sheet of some', () => {
  const contract = { segment: 'plan=contract' };
  const filters: readonly Filter[] = [
    contract,
    { segment: 'region=south' },
    { medium: 'web' },
    { ...contract, medium: 'web' },
  ];
  const filtered = (filter: Filter) => {
    const { input: whole } = of('customer-experience');
    const input = { ...whole, history: withinFilter(whole.history, filter), whole: whole.history, filter };
    const digest = compose(input);
    return { input, digest, sheet: Sheet.parse(sheetOf(digest, input)) };
  };

  it.each(filters)('says %o as compose says it of their rows alone', (filter) => {
    const { digest, sheet } = filtered(filter);
    expect(sheet.filter).toEqual(filter);
    expect(sheet.signals).toEqual(digest.signals);
    expect(sheet.headlines.length).toBeGreaterThan(0);
    for (const line of sheet.headlines) {
      const told = digest.headlines.find(({ metric }) => metric === line.metric);
      const { metric, later } = told ?? {};
      expect([told, { metric, later, lacking: told?.lacking ?? 'earlier' }]).toContainEqual(line);
    }
    const found = digest.findings.map(({ touchpoint, direction }) => `${touchpoint} ${direction}`);
    for (const { id, mark } of touchpointsOf(sheet)) if (mark) expect(found).toContain(`${id} ${mark}`);
  });

  it.each(filters)('scores in its cells %o and nobody else', (filter) => {
    const { input, sheet } = filtered(filter);
    let scored = 0;
    for (const { id, felt, cells } of touchpointsOf(sheet)) {
      const tallyOf = (medium?: string) => {
        const rows = rowsWithin(input.history, input.later, new Set([id]));
        return mergeAll(rows.filter((row) => (medium ?? row.medium) === row.medium).map(({ tally }) => tally));
      };
      if (felt) expect(felt).toEqual(reading(metrics.netSentiment, tallyOf()));
      for (const { medium, score, signals } of cells) {
        expect(filter.medium ?? medium).toBe(medium);
        expect(signals).toBe(tallyOf(medium).n ?? 0);
        if (score === undefined) continue;
        expect(score.reading).toEqual(reading(metrics[score.metric], tallyOf(medium)));
        expect(score.reading.n).toBeGreaterThanOrEqual(10);
        scored += 1;
      }
    }
    expect(scored).toBeGreaterThan(0);
  });

  it('has the sources of its medium only', () => {
    const posts = filtered({ medium: 'web' }).sheet.stages.flatMap(({ sources }) => sources);
    expect(new Set(posts.map(({ medium }) => medium))).toEqual(new Set(['web']));
  });

  it('shows nothing that is not shown on whatever view of the same period', () => {
    for (const filter of [{}, ...filters]) {
      const { input, sheet } = filtered(filter);
      const { isShown } = protectionOf({ ...input, periods: [input.later] });
      for (const { metric } of sheet.headlines) expect(isShown(metric, input.map.scope(input.plan), filter)).toBe(true);
      for (const { id, felt, cells } of touchpointsOf(sheet)) {
        expect(felt !== undefined).toBe(isShown('netSentiment', [id], filter));
        for (const { score, medium } of cells)
          if (score) expect(isShown(score.metric, [id], { ...filter, medium })).toBe(true);
      }
    }
  });

  it('says whom it withholds, and is never made without the rows of everyone', () => {
    const { input, digest } = filtered({ segment: 'plan=contract' });
    const { whole, ...alone } = input;
    expect(() => sheetOf(digest, alone)).toThrow(/whole: /);
    const cells = touchpointsOf(sheetOf(digest, input)).flatMap((touchpoint) => touchpoint.cells);
    expect(cells.some(({ withheld, score, answers }) => withheld && score === undefined && answers >= 10)).toBe(true);
  });

  it('is the sheet of everyone when it is of nobody in particular', () => {
    const { input, sheet } = of('customer-experience');
    expect(filtered({}).sheet).toEqual(sheet);
    expect(sheet.filter).toBeUndefined();
    expect(sheetOf(compose(input), { ...input, parts: [] })).toEqual(sheet);
  });
});
