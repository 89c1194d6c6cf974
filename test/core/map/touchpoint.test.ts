import { beforeAll, describe, expect, it } from 'vitest';
import { loadJourney } from '../../../bin/commands/shared.ts';
import { compose, type DigestInput } from '../../../core/digest/compose.ts';
import type { DigestContent } from '../../../core/digest/content.ts';
import { renderText } from '../../../core/digest/text.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { type History, rowsWithin } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import type { Journey } from '../../../core/journey/schema.ts';
import { TouchpointAnswer } from '../../../core/map/api.ts';
import { type Filter, withinFilter } from '../../../core/map/filter.ts';
import type { Sheet } from '../../../core/map/schema.ts';
import { sheetOf } from '../../../core/map/sheet.ts';
import { touchpointOf } from '../../../core/map/touchpoint.ts';
import { shownOf } from '../../../core/map/withhold.ts';
import { closedPeriods, type Period, periodsBefore } from '../../../core/period.ts';
import { mergeAll } from '../../../core/store/tally.ts';
import { sampleWebhooks } from '../../../local/sample/sample.ts';
import { better, seemsBetter, worse } from '../../../local/sample/truth.ts';
import { rollupsOf, scoreAll } from '../../local/sample-rollups.ts';

const now = '2026-11-22T09:00:00Z';
const audiences = ['customer-experience', 'care-team'] as const;
const weeks = 8;

let journey: Journey;
let rollups: ReturnType<typeof rollupsOf>;
/** Oldest first, the last the one that is shown. */
let periods: readonly Period[];

beforeAll(() => {
  journey = loadJourney('journey.yaml');
  const { later } = closedPeriods(now, 'weekly', journey.organisation.timeZone);
  periods = [later, ...periodsBefore(later, 'weekly', weeks - 1)].toReversed();
  const from = periods[0]?.start ?? '';
  rollups = rollupsOf(
    scoreAll(
      sampleWebhooks(now).filter(({ at }) => at >= from),
      journey,
    ),
  );
});

const inputOf = (audience: string, history: History, weeksAgo = 0): DigestInput => {
  const plan = journey.digests.find((one) => one.audience === audience);
  const [later, earlier, ...before] = periods.slice(0, weeks - weeksAgo).toReversed();
  if (plan === undefined || later === undefined || earlier === undefined) throw new Error('there is no such digest');
  return { journey, map: compileMap(journey), plan, ...rollups, history, later, earlier, before };
};

/** All that is told of the last week, by touchpoint, beside its digest and sheet. */
const makeView = (audience: string, filter?: Filter, whole: History = rollups.history) => {
  const digestInput = inputOf(audience, filter ? withinFilter(whole, filter) : whole);
  const content = compose(digestInput);
  const input = { ...digestInput, ...(filter && { filter, whole }) };
  const shown = shownOf(input, content);
  const sheet = sheetOf(content, input, shown);
  const answers = sheet.stages.flatMap(({ touchpoints }) =>
    touchpoints.map(({ id }) => TouchpointAnswer.parse(touchpointOf(id, { content, sheet, input, periods }, shown))),
  );
  return { input, content, sheet, shown, answers };
};

const views = new Map<string, ReturnType<typeof makeView>>();
const viewOf = (audience: string, filter?: Filter) => {
  const key = JSON.stringify([audience, filter]);
  const view = views.get(key) ?? makeView(audience, filter);
  views.set(key, view);
  return view;
};
const answerOf = ({ answers }: { readonly answers: readonly TouchpointAnswer[] }, id: string): TouchpointAnswer => {
  const found = answers.find((answer) => answer.id === id);
  if (found === undefined) throw new Error(`nothing is told of ${id}`);
  return found;
};

const spaced = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, ' ');
const mailOf = (content: DigestContent): string => spaced(renderText(digestWords(content)));
const onSheet = ({ stages }: Sheet, id: string) =>
  stages.flatMap(({ touchpoints }) => touchpoints).find((touchpoint) => touchpoint.id === id);

describe.each(audiences)('a touchpoint of %s, beside the mail of the same week', (audience) => {
  it('is told in the mail’s own words: findings, what only seems to have changed, and promises', () => {
    const { content, answers } = viewOf(audience);
    const mail = mailOf(content);
    const statements = answers.flatMap((answer) => answer.statements);
    expect(statements.map(({ title }) => title).toSorted()).toEqual(
      [...digestWords(content).findings.items, ...digestWords(content).illusions.items]
        .map(({ title }) => title)
        .toSorted(),
    );
    expect(statements.length).toBeGreaterThan(0);
    for (const { title, lines, next } of statements) {
      for (const said of [title, ...lines, next ?? '']) expect(mail).toContain(spaced(said));
    }
    const promises = answers.flatMap((answer) => answer.promises);
    expect(promises).toHaveLength(content.commitments.length);
    for (const { text, evidence } of promises) expect(mail).toContain(spaced(`${text}. ${evidence}`));
  });

  it('has the mail’s score and its change, figure by figure, and none the mail does not have', () => {
    const { content, answers } = viewOf(audience);
    for (const { id, name, stageName, score, period, previous } of answers) {
      const line = content.touchpoints.find(({ touchpoint }) => touchpoint === id);
      expect(score && { metric: score.metric, later: score.later }).toEqual(
        line && { metric: line.metric, later: line.later },
      );
      expect(score?.earlier && score.later.value - score.earlier.value).toBe(line?.difference);
      expect([period, previous]).toEqual([content.period, content.previous]);
      if (line) expect([name, stageName]).toEqual([line.touchpointName, line.stageName]);
    }
    const counted = answers.map(({ signals }) => signals);
    expect(counted.reduce((sum, { later }) => sum + later, 0)).toBe(content.signals.later);
    expect(counted.reduce((sum, { earlier }) => sum + earlier, 0)).toBe(content.signals.earlier);
  });

  it('has a series of what the mail of each week said', () => {
    const { answers } = viewOf(audience);
    for (const [weeksAgo, index] of [0, 1, 2, 3].map((ago) => [ago, weeks - 1 - ago] as const)) {
      const { touchpoints } = compose(inputOf(audience, rollups.history, weeksAgo));
      for (const { id, score, series } of answers) {
        const line = touchpoints.find(({ touchpoint }) => touchpoint === id);
        expect(series[index]?.period).toEqual(periods[index]);
        expect(series[index]?.reading).toEqual(line?.metric === score?.metric ? line?.later : undefined);
      }
    }
    for (const { series, score, signals } of answers) {
      expect(series).toHaveLength(weeks);
      expect(series.at(-1)).toMatchObject({ signals: signals.later, ...(score && { reading: score.later }) });
    }
  });

  it('counts answers and feelings that come to exactly what score and sheet say', () => {
    const { sheet, answers } = viewOf(audience);
    for (const { id, score, distributions, feelings, cells } of answers) {
      for (const { n, counts } of distributions) {
        expect(counts.reduce((sum, { n: answered }) => sum + answered, 0)).toBe(n);
        expect(n).toBeGreaterThanOrEqual(10);
      }
      const main = distributions.find((one) => one.score === score?.metric);
      if (main) expect(main.n).toBe(score?.later.n);
      const drawn = onSheet(sheet, id);
      expect(cells).toEqual(drawn?.cells);
      if (feelings === undefined) expect(drawn?.felt).toBeUndefined();
      else {
        const { positive, neutral, mixed, negative } = feelings;
        const all = positive + neutral + mixed + negative;
        expect(all).toBe(drawn?.felt?.n);
        expect((100 * (positive - negative)) / all).toBeCloseTo(drawn?.felt?.value ?? Number.NaN, 9);
      }
    }
    expect(answers.some(({ feelings }) => feelings)).toBe(true);
  });
});

describe('a touchpoint of the sample organisation', () => {
  it('says what was planted, who answers for it, and what to do', () => {
    const view = viewOf('customer-experience');
    expect(answerOf(view, worse.touchpoint)).toMatchObject({
      kind: 'moment-of-truth',
      owner: { name: 'Digital team', email: 'digital@faromovil.example' },
      statements: [{ tone: 'worse', next: expect.stringContaining('Ask Digital team') }],
      themes: [{ id: 'activation-code', name: 'Activation code', polarity: 'negative' }],
    });
    expect(answerOf(view, better.touchpoint).statements).toMatchObject([{ tone: 'better' }]);
    const [seeming] = answerOf(view, seemsBetter.touchpoint).statements;
    expect(seeming).toMatchObject({ tone: 'mixed' });
    expect(seeming).not.toHaveProperty('next');
  });

  it('says how long things took, with their unit, and which promise was missed', () => {
    const { measures, promises } = answerOf(viewOf('customer-experience'), 'phone-queue');
    expect(measures).toEqual([
      { name: 'call', n: expect.any(Number), median: expect.stringMatching(/^\d+.seconds$/) },
      { name: 'wait', n: expect.any(Number), median: expect.stringMatching(/^\d+.seconds$/) },
    ]);
    expect(promises).toMatchObject([{ tone: 'worse', text: expect.stringContaining('Answered within 2 minutes') }]);
    // The mail says the same median.
    expect(promises[0]?.evidence).toContain(measures.find(({ name }) => name === 'wait')?.median);
  });

  it('is told in the language of whom it is told to', () => {
    const { locale, name, statements, measures } = answerOf(viewOf('care-team'), better.touchpoint);
    expect([locale, name, statements[0]?.title]).toEqual(['es', 'Chat de ayuda', 'Chat de ayuda mejora']);
    expect(measures[0]?.median).toMatch(/segundos$/);
  });

  it('is nothing where its audience has no say, and nothing that is not on the map', () => {
    const { input, content, sheet } = viewOf('care-team');
    for (const id of [worse.touchpoint, 'nowhere', '__proto__']) {
      expect(touchpointOf(id, { content, sheet, input, periods })).toBeUndefined();
    }
  });

  it('has the lines that define it, where these are known', () => {
    const { input, content, sheet, shown } = viewOf('care-team');
    const definition = { line: 3, text: '- id: help-desk' };
    const told = touchpointOf('help-desk', { content, sheet, input, periods, definition }, shown);
    expect(told?.definition).toEqual(definition);
  });
});

describe('a touchpoint that few answered about', () => {
  it('has counts of signals, and nothing that only a few people make', () => {
    // One day of each week.
    const mondays = new Set(periods.map(({ start }) => start));
    const few = rollups.history.filter(({ day }) => mondays.has(day));
    const view = makeView('customer-experience', undefined, few);
    let without = 0;
    for (const { id, score, distributions, feelings, themes, measures, series } of view.answers) {
      const tally = mergeAll(rowsWithin(few, view.content.period, new Set([id])).map((row) => row.tally));
      for (const { n } of [...distributions, ...measures]) expect(n).toBeGreaterThanOrEqual(10);
      for (const { comments } of themes) expect(comments).toBeGreaterThanOrEqual(10);
      for (const { reading } of series) if (reading) expect(reading.n).toBeGreaterThanOrEqual(10);
      if (score === undefined) {
        without += 1;
        expect([distributions, feelings, series.filter(({ reading }) => reading)]).toEqual([[], undefined, []]);
        expect(series.at(-1)?.signals).toBe(tally.n ?? 0);
      }
    }
    expect(without).toBeGreaterThan(0);
  });
});

describe.each([
  ['customers of one segment', { segment: 'plan=contract' }],
  ['one medium', { medium: 'app' }],
  ['one medium of one segment', { segment: 'plan=prepaid', medium: 'web' }],
] as const)('a touchpoint of %s alone', (_, filter) => {
  it('shows no figure that its view may not show', () => {
    const { shown, content, answers } = viewOf('customer-experience', filter);
    for (const { id, score, distributions, feelings, themes } of answers) {
      if (score) expect(shown.later(score.metric, [id])).toBe(true);
      if (score?.earlier) expect(shown.earlier(score.metric, [id])).toBe(true);
      for (const distribution of distributions) expect(shown.later(distribution.score, [id])).toBe(true);
      if (feelings) expect(shown.later('netSentiment', [id])).toBe(true);
      for (const theme of themes) expect(shown.later(`theme.${theme.id}`, [id])).toBe(true);
    }
    expect(answers.some(({ score }) => score)).toBe(true);
    expect(answers.flatMap(({ score }) => score ?? []).length).toBeLessThanOrEqual(content.touchpoints.length);
  });

  it('has a series of the two periods that are compared, because no mail told the others', () => {
    const { answers } = viewOf('customer-experience', filter);
    for (const { series } of answers) {
      for (const { reading } of series.slice(0, -2)) expect(reading).toBeUndefined();
    }
    expect(answers.some(({ series }) => series.at(-1)?.reading)).toBe(true);
  });
});
