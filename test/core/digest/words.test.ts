import { describe, expect, it } from 'vitest';
import type { DigestContent, Headline } from '../../../core/digest/content.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { activation, badWeek, badWeekSpanish, firstWeek, quietWeek } from './contents.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u2009]/g, ' ');
const sentence = (headline: Headline, content: DigestContent = quietWeek): string =>
  seen(digestWords({ ...content, headlines: [headline] }).headlines.items[0]?.sentence);

const nps: Headline = { metric: 'nps', later: { n: 30, value: 20, interval: { low: -9, high: 45 } } };
const change = { difference: -14, interval: { low: -25, high: -3 } };

describe('a headline', () => {
  it('says what moved, from when, by how much, and that it is beyond noise', () => {
    expect(sentence({ ...nps, change: { ...change, verdict: 'worse' } })).toBe(
      'NPS is +20 (95 % range −9 to +45, 30 answers), 14 points lower than the week before (−25 to −3 points); the drop is beyond noise.',
    );
  });

  it('says "no meaningful change" only of a verdict that says so', () => {
    const same = { difference: 0.02, interval: { low: -0.1, high: 0.14 }, verdict: 'same' } as const;
    const ces: Headline = { metric: 'ces', later: { n: 206, value: 5.12, interval: { low: 4.91, high: 5.3 } } };
    expect(sentence({ ...ces, change: same })).toBe(
      'CES is 5.1 (95 % range 4.9 to 5.3, 206 answers), no meaningful change from the week before (−0.1 to +0.1).',
    );
  });

  it('asks for the answers that are missing, not for those it has', () => {
    const unsure = { ...change, verdict: 'unsure', answersNeeded: 1100 } as const;
    expect(sentence({ ...nps, change: unsure })).toContain(
      'cannot tell yet whether it changed (−25 to −3 points): needs about 1,100 more answers a week.',
    );
    expect(sentence({ ...nps, change: { ...unsure, answersNeeded: 31 } })).toContain(
      'needs about 1 more answer a week.',
    );
    expect(sentence({ ...nps, change: { ...unsure, answersNeeded: 20 } })).toMatch(/changed \(−25 to −3 points\)\.$/);
  });

  it('compares with the month before when the period is a month', () => {
    const month = {
      ...quietWeek,
      period: { start: '2026-02-01', end: '2026-03-01' },
      previous: { start: '2026-01-01', end: '2026-02-01' },
    };
    expect(sentence({ ...nps, change: { ...change, verdict: 'worse' } }, month)).toContain(
      'lower than the month before',
    );
    expect(sentence(nps, { ...month, locale: 'es' })).toContain('muy pocas respuestas el mes anterior');
  });
});

describe('a finding', () => {
  const words = (change: Partial<typeof activation>, locale: 'en' | 'es' = 'en') => {
    const [finding] = digestWords({ ...quietWeek, locale, findings: [{ ...activation, ...change }] }).findings.items;
    if (finding === undefined) throw new Error('no finding');
    return finding;
  };

  it('carries both readings with their range and answers, and the range of the change', () => {
    const { step, earlier, later, change } = words({});
    expect(step).toBe('NPS +6 → −18');
    expect(seen(earlier.evidence)).toBe('95 % range −5 to +17, 180 answers');
    expect(seen(later.evidence)).toBe('95 % range −30 to −7, 167 answers');
    expect([seen(earlier.period), seen(later.period)]).toEqual(['Nov 9 – 15', 'Nov 16 – 22']);
    expect(seen(change)).toBe('95 % range of the change: −40 to −8 points.');
  });

  it.each([
    [0.009, 'We are very sure'],
    [0.01, 'We are sure'],
    [0.05, 'We are sure'],
  ])('with q = %d begins "%s"', (q, begin) => {
    expect(words({ q }).sureness.startsWith(`${begin} that`)).toBe(true);
  });

  it('names a cause only when the evidence is randomised', () => {
    expect(words({ evidence: 'A' }).cause).toContain('caused');
    expect(words({ evidence: 'B' }).cause).toContain('very likely drives');
    expect(words({ evidence: 'C' }).cause).toBe('This shows that it changed, not why.');
  });

  it('lists what else changed there, and keeps silent when nothing did', () => {
    expect(words({}).also).toBe('Also beyond noise there: CSAT −11 percentage points and Net sentiment −21 points.');
    expect(words({ also: [] })).not.toHaveProperty('also');
    expect(words({ also: [{ metric: 'nps', difference: 1 }] }, 'es').also).toBe(
      'Allí también va más allá del ruido: NPS +1 punto.',
    );
  });

  it('cuts a quote at a word end', () => {
    const { verbatim } = words({ verbatim: { text: 'slow '.repeat(100), day: '2026-11-18' } });
    expect(verbatim?.quote).toMatch(/^“(slow )+slow…”$/);
    expect(verbatim?.quote.length).toBeLessThanOrEqual(282);
  });

  it('keeps the mark of a perfect score inside its range and on the scale', () => {
    const perfect = { n: 30, value: 100, interval: { low: 82, high: 99 } };
    const awful = { n: 30, value: -100, interval: { low: -100, high: -82 } };
    const { earlier, later } = words({ earlier: perfect, later: awful });
    expect(earlier.band).toMatchObject({ low: 91, at: 100, high: 100 });
    expect(later.band).toMatchObject({ low: 0, at: 1, high: 9 });
  });
});

describe('subject and first lines', () => {
  it('state the first finding', () => {
    const { subject, preheader, leads } = digestWords(badWeek);
    expect(subject).toBe('SIM activation got worse: NPS −18 (was +6)');
    expect(preheader).toMatch(/^We are very sure .* Help desk got better\. NPS is \+20/);
    expect(leads.map(({ text }) => text)).toEqual(['Worse: SIM activation and NPS overall', 'Better: Help desk']);
  });

  it('say the same in Spanish', () => {
    expect(digestWords(badWeekSpanish).subject).toBe('Activación de la SIM empeora: NPS −18 (antes +6)');
  });

  it('state that all is quiet, with the number of comparisons', () => {
    const { subject, leads } = digestWords(quietWeek);
    expect(seen(subject)).toBe('Nothing changed beyond noise, Nov 16 – 22');
    expect(leads).toEqual([{ tone: 'same', text: 'Nothing changed beyond noise in 12 comparisons.' }]);
    expect(digestWords({ ...quietWeek, tested: 1 }).leads[0]?.text).toBe(
      'Nothing changed beyond noise in 1 comparison.',
    );
  });

  it('never say "nothing changed" while an overall score moved', () => {
    const { subject, leads } = digestWords({ ...badWeek, findings: [] });
    expect(subject).toBe('NPS overall got worse: +20, 14 points lower');
    expect(leads.map(({ text }) => text)).toEqual([
      'Worse: NPS overall',
      'At no single touchpoint did anything change beyond noise in 12 comparisons.',
    ]);
  });

  it('do not call it quiet when nothing could be compared', () => {
    const { leads, tooFew, reading } = digestWords(firstWeek);
    expect(leads.map(({ text }) => text)).toEqual(['Too few answers to compare yet.']);
    expect(tooFew.items[0]).toBe('SIM activation: needs 30 more answers a week');
    expect(reading.items.join()).not.toContain('false');
  });
});

it('shows five findings at most and counts the rest', () => {
  const { findings } = digestWords({ ...quietWeek, findings: Array(7).fill(activation), more: 3 });
  expect(findings.items).toHaveLength(5);
  expect(findings.more).toBe('5 more changes beyond noise are not shown here.');
});

it('explains the flags, the metrics it used, the period and the time zone', () => {
  const reading = seen(digestWords(badWeek).reading.items.join('\n'));
  expect(reading).toContain('at most about 1 in 20 such flags is expected to be false');
  expect(reading).toContain('Period: November 16 – 22, 2026, compared with November 9 – 15, 2026.');
  expect(reading).toContain('Europe/Madrid');
  expect(reading).toContain('CES:');
  expect(reading).not.toContain('Rating:');
});
