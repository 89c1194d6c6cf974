import { describe, expect, it } from 'vitest';
import type { DigestContent, Headline } from '../../../core/digest/content.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { activation, badWeek, quietWeek } from './contents.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u2009]/g, ' ');
const words = (headline: Headline, content: DigestContent = quietWeek) => {
  const [first] = digestWords({ ...content, headlines: [headline] }).headlines.items;
  return { verdict: seen(first?.verdict), detail: seen(first?.detail), evidence: seen(first?.evidence) };
};

const nps: Headline = { metric: 'nps', later: { n: 30, value: 20, interval: { low: -9, high: 45 } } };
const was = { n: 34, value: 34, interval: { low: 5, high: 58 } };
const change = { difference: -14, interval: { low: -25, high: -3 }, floor: 5 };

describe('a headline', () => {
  it('says what moved, from what, by how much, and that it is beyond noise', () => {
    expect(words({ ...nps, earlier: was, change: { ...change, verdict: 'worse' } })).toEqual({
      verdict: '14 points lower, beyond noise',
      detail: 'Was +34 the week before; change very likely −25 to −3 points.',
      evidence: '95 % range −9 to +45, 30 answers',
    });
  });

  it('changes by what a reader gets who subtracts one printed number from the other', () => {
    const later = { ...nps.later, value: 20.4 };
    const moved = { ...nps, later, earlier: { ...was, value: 34.6 }, change: { ...change, verdict: 'worse' } } as const;
    expect(words({ ...moved, change: { ...moved.change, difference: -14.2 } }).verdict).toMatch(/^15 points lower/);
  });

  it('says "no meaningful change" only of a verdict that says so', () => {
    const same = { difference: 0.02, interval: { low: -0.1, high: 0.14 }, verdict: 'same', floor: 0.2 } as const;
    const ces: Headline = { metric: 'ces', later: { n: 206, value: 5.12, interval: { low: 4.91, high: 5.3 } } };
    expect(words({ ...ces, change: same })).toEqual({
      verdict: 'No meaningful change',
      detail: 'Change very likely −0.1 to +0.1.',
      evidence: '95 % range 4.9 to 5.3, 206 answers',
    });
  });

  it('asks for the answers that are missing, not for those it has, and says what they would show', () => {
    const unsure = { ...change, verdict: 'unsure', answersNeeded: 1100 } as const;
    expect(words({ ...nps, change: unsure })).toMatchObject({
      verdict: 'Cannot tell yet',
      detail: 'Change very likely −25 to −3 points. Needs about 1,100 more answers a week to see a change of 5 points.',
    });
    expect(words({ ...nps, change: { ...unsure, answersNeeded: 31 } }).detail).toContain('about 1 more answer a week');
    expect(words({ ...nps, change: { ...unsure, answersNeeded: 20 } }).detail).toMatch(/−3 points\.$/);
  });

  it('that is not the main one asks for more answers where everything is listed that cannot be told yet', () => {
    const unsure: Headline = { ...nps, change: { ...change, verdict: 'unsure', answersNeeded: 1100 } };
    const { headlines, tooFew } = digestWords({ ...quietWeek, headlines: [nps, { ...unsure, metric: 'rating' }] });
    expect(headlines.items[1]?.detail).not.toContain('Needs');
    expect(tooFew.items[0]).toBe('Rating overall: needs about 1,100 more answers a week to see a change of 5.0');
  });

  it('compares with the month before when the period is a month', () => {
    const month = {
      ...quietWeek,
      period: { start: '2026-02-01', end: '2026-03-01' },
      previous: { start: '2026-01-01', end: '2026-02-01' },
    };
    expect(words({ ...nps, earlier: was }, month).detail).toBe('Was +34 the month before.');
    expect(words({ ...nps, earlier: was }, { ...month, locale: 'es' }).detail).toBe('+34 el mes anterior.');
  });
});

describe('a finding', () => {
  const finding = (change: Partial<typeof activation>, locale: 'en' | 'es' = 'en') => {
    const [first] = digestWords({ ...quietWeek, locale, findings: [{ ...activation, ...change }] }).findings.items;
    if (first === undefined) throw new Error('no finding');
    return first;
  };

  it('carries both readings with their ranges, answers and people, and the range of the change', () => {
    const { step, earlier, later, change, evidence } = finding({});
    expect(step).toBe('NPS +6 → −18');
    expect([seen(earlier.period), seen(later.period)]).toEqual(['Nov 9 – 15', 'Nov 16 – 22']);
    expect(change).toBe('24 points lower (very likely −40 to −8 points).');
    expect(seen(evidence)).toBe(
      '95 % ranges −5 to +17 and −30 to −7 · 180 and 167 answers · 171 and 158 different people',
    );
  });

  it('counts people only when they can be told apart', () => {
    const { customers: _, ...crowd } = activation;
    const evidence = (locale: 'en' | 'es') =>
      digestWords({ ...quietWeek, locale, findings: [crowd] }).findings.items[0]?.evidence;
    expect(evidence('en')).toMatch(/180 and 167 answers$/);
    expect(evidence('es')).toMatch(/180 y 167 respuestas$/);
    expect(finding({ customers: { later: 137, earlier: 133 } }, 'es').evidence).toMatch(
      / · 133 y 137 personas distintas$/,
    );
  });

  it.each([
    [0.009, 'We are very sure'],
    [0.01, 'We are sure'],
    [0.05, 'We are sure'],
  ])('with q = %d begins "%s"', (q, begin) => {
    expect(finding({ q }).sureness.startsWith(`${begin} that`)).toBe(true);
  });

  it('names a cause only when the evidence allows it', () => {
    expect(finding({ evidence: 'A' }).cause).toContain('caused');
    expect(finding({ evidence: 'B' }).cause).toContain('very likely drives');
    expect(finding({ evidence: 'C' })).not.toHaveProperty('cause');
    expect(digestWords(badWeek).reading.items.join()).toContain('something changed, not why');
  });

  it('gives the reason in the words of customers, and where it was felt', () => {
    expect(seen(finding({}).reason)).toBe('45 % of comments name “Activation code”, 9 % the week before.');
    expect(finding({}).spread).toBe('Felt everywhere: Prepaid and Contract alike.');
    const local = { kind: 'local', dimensionName: 'Plan', groupNames: ['Prepaid'] } as const;
    expect(finding({ spread: local }).spread).toBe('Felt mainly in Prepaid (Plan).');
  });

  it('lists what else changed there, and keeps silent when nothing did', () => {
    expect(finding({}).also).toBe('Also beyond noise there: CSAT −11 percentage points and Net sentiment −21 points.');
    expect(finding({ also: [] })).not.toHaveProperty('also');
    expect(finding({ also: [{ metric: 'nps', difference: 1 }] }, 'es').also).toBe(
      'Allí también va más allá del ruido: NPS +1 punto.',
    );
  });

  it('keeps the mark of a perfect score inside its range and on the scale', () => {
    const perfect = { n: 30, value: 100, interval: { low: 82, high: 99 } };
    const awful = { n: 30, value: -100, interval: { low: -100, high: -82 } };
    const { earlier, later } = finding({ earlier: perfect, later: awful });
    expect(earlier.band).toMatchObject({ low: 91, at: 100, high: 100 });
    expect(later.band).toMatchObject({ low: 0, at: 1, high: 9 });
  });

  it('is one of five at most, and the rest are counted', () => {
    const { findings } = digestWords({ ...quietWeek, findings: Array(10).fill(activation) });
    expect(findings.items).toHaveLength(5);
    expect(findings.more).toBe('5 more changes beyond noise are not shown here.');
  });
});

describe('the next step', () => {
  const { reason, spread: _, ...bare } = activation;
  const local = { kind: 'local', dimensionName: 'Plan', groupNames: ['Prepaid'] } as const;
  const fewer = { themeName: 'Waiting', later: { successes: 2, trials: 99 }, earlier: { successes: 40, trials: 99 } };
  const next = (finding: DigestContent['findings'][number]) =>
    digestWords({ ...quietWeek, findings: [finding] }).findings.items[0]?.next.step;

  it('asks the owner about what customers name, where it was felt most', () => {
    expect(next({ ...activation, spread: local })).toBe(
      'Ask Digital team what happened with “Activation code”, starting with Prepaid.',
    );
    expect(next({ ...bare, reason: fewer })).toBe('Ask Digital team why fewer customers name “Waiting”.');
    expect(next(bare)).toBe('Ask Digital team what changed there.');
  });

  it('keeps what got better, and tries it elsewhere', () => {
    const better = { ...bare, direction: 'better', ...(reason && { reason }) } as const;
    expect(next({ ...better, spread: local })).toBe(
      'Find out what Digital team did about “Activation code” and keep it; then try it beyond Prepaid.',
    );
    expect(next({ ...better, reason: fewer })).toContain('did so that fewer customers name “Waiting” and keep it.');
    expect(next({ ...bare, direction: 'better' })).toBe('Find out what Digital team changed and keep it.');
  });
});

it('explains the flags, the metrics it used, the period and the time zone', () => {
  const reading = seen(digestWords(badWeek).reading.items.join('\n'));
  expect(reading).toContain('at most about 1 digest in 20 names any touchpoint by chance');
  expect(reading).toContain('Period: November 16 – 22, 2026, compared with November 9 – 15, 2026.');
  expect(reading).toContain('Europe/Madrid');
  expect(reading).toContain('CES:');
  expect(reading).not.toContain('Rating:');
});
