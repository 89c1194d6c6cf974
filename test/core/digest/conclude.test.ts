import { describe, expect, it } from 'vitest';
import { conclude, type Evidence } from '../../../core/digest/conclude.ts';
import type { DigestContent, DigestFinding, Verbatim } from '../../../core/digest/content.ts';
import { activation, quietWeek } from './contents.ts';

const { customers: _customers, verbatim: _verbatim, ...provisional } = activation;
const help: DigestFinding = {
  ...provisional,
  touchpoint: 'help-desk',
  touchpointName: 'Help desk',
  direction: 'better',
};
const lineOf = ({ touchpoint, touchpointName, stageName, metric, later, direction }: DigestFinding) => ({
  touchpoint,
  touchpointName,
  stageName,
  isMomentOfTruth: false,
  metric,
  later,
  finding: direction,
});
const { finding: _grey, ...website } = { ...lineOf(help), touchpoint: 'website', touchpointName: 'Website' };
const content: DigestContent = {
  ...quietWeek,
  findings: [provisional, help],
  touchpoints: [lineOf(provisional), website, lineOf(help)],
};

const quote: Verbatim = {
  text: 'Waited two days for the code.',
  day: '2026-11-18',
  touchpointName: 'SIM activation',
  medium: 'app',
};
const voice: Verbatim = { ...quote, text: 'The website is quick and clear.', touchpointName: 'Website' };
const people = { later: 158, earlier: 171 };
const concluded = (evidence: Partial<Evidence>) =>
  conclude(content, { rechecked: new Map(), quotes: new Map(), voices: [], ...evidence });
const left = (customers = people) => ({ customers, also: provisional.also });
const survivors = new Map([
  ['sim-activation', left()],
  ['help-desk', left({ later: 90, earlier: 80 })],
]);

describe('concluding a digest', () => {
  it('says how many people each finding rests on, in the order they were found', () => {
    expect(concluded({ rechecked: survivors }).findings).toEqual([
      { ...provisional, customers: people },
      { ...help, customers: { later: 90, earlier: 80 } },
    ]);
  });

  it('leaves out a finding a few busy customers made, and takes the colour from its line', () => {
    const { findings, touchpoints } = concluded({ rechecked: new Map([['help-desk', left()]]) });
    expect(findings.map(({ touchpoint }) => touchpoint)).toEqual(['help-desk']);
    expect(touchpoints.map(({ touchpoint, finding }) => [touchpoint, finding])).toEqual([
      ['sim-activation', undefined],
      ['website', undefined],
      ['help-desk', 'better'],
    ]);
    expect(touchpoints[0]).not.toHaveProperty('finding');
  });

  it('takes back what else was said of a touchpoint, and its colour, when only that did not survive', () => {
    const rechecked = new Map([['sim-activation', { customers: people, also: [] }]]);
    const csat = { ...lineOf(provisional), metric: 'csat' as const };
    const concludedLine = conclude({ ...content, touchpoints: [csat] }, { rechecked, quotes: new Map(), voices: [] });
    expect(concludedLine.findings[0]?.also).toEqual([]);
    expect(concludedLine.touchpoints[0]).not.toHaveProperty('finding');
  });

  it('colours no line that was grey, whoever answered there', () => {
    const { touchpoints } = concluded({ rechecked: new Map([...survivors, ['website', left()]]) });
    expect(touchpoints).toEqual(content.touchpoints);
  });

  it('gives a finding its customer’s words when there are some, and no other’s', () => {
    const { findings } = concluded({ rechecked: survivors, quotes: new Map([['sim-activation', quote]]) });
    expect(findings.map(({ verbatim }) => verbatim)).toEqual([quote, undefined]);
    expect(findings[1]).not.toHaveProperty('verbatim');
    expect(concluded({ quotes: new Map([['sim-activation', quote]]) }).findings).toEqual([]);
  });

  it('adds voices from elsewhere, and changes nothing else', () => {
    const { findings: _f, touchpoints: _t, verbatims, ...rest } = concluded({ voices: [voice] });
    expect(verbatims).toEqual([voice]);
    const { findings: _findings, touchpoints: _touchpoints, verbatims: _none, ...before } = content;
    expect(rest).toEqual(before);
  });
});
