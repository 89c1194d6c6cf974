import { describe, expect, it } from 'vitest';
import type { DigestContent } from '../../../core/digest/content.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { activation, badWeek, badWeekSpanish, firstWeek, quietWeek } from './contents.ts';
import { emptyWeek, fullWeek } from './contents-full.ts';
import { fullWeekSpanish } from './contents-full-spanish.ts';
import { mixedWeek } from './contents-mix.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string): string => text.replaceAll(/[\u00a0\u2009]/g, ' ');
const opening = (content: DigestContent) => {
  const { subject, preheader, leads } = digestWords(content);
  return { subject: seen(subject), preheader: seen(preheader), leads: leads.map(({ text }) => seen(text)) };
};

describe('subject and preheader', () => {
  const { findings: _, ...unchanged } = fullWeek;
  const without = (...left: (keyof DigestContent)[]): DigestContent => ({
    ...unchanged,
    findings: [],
    ...Object.fromEntries(left.map((part) => [part, []])),
  });

  it.each([
    ['the worst finding', fullWeek, 'SIM activation got worse: NPS −18 (was +6)'],
    ['else the missed promise', without(), 'Phone queue missed its promise: 61 % within 2 minutes (target 80 %)'],
    ['else the silent source', without('commitments'), 'store-tablets has been silent for 84 hours'],
    [
      'else the overall score that really moved',
      without('commitments', 'silent'),
      'NPS overall got worse: +20, 14 points lower',
    ],
    [
      'else what only seems to have changed',
      { ...without('commitments', 'silent'), headlines: quietWeek.headlines },
      'Store visit only seems better: NPS +31 (was +2)',
    ],
    [
      'else the overall score that only seems to have moved',
      { ...without('commitments', 'silent', 'illusions'), headlines: mixedWeek.headlines },
      'NPS overall only seems worse: +20 (was +33)',
    ],
    ['else that all is quiet', quietWeek, 'Nothing changed beyond noise, Nov 16 – 22'],
    ['or that there is too little to compare', firstWeek, 'Too few answers to compare yet, Nov 16 – 22'],
    ['or that nothing came at all', emptyWeek, 'No signals arrived, Nov 16 – 22'],
  ])('state %s', (_, content, subject) => {
    expect(opening(content).subject).toBe(subject);
  });

  it('state what got worse before what got better, however sure we are of the better', () => {
    const { subject, leads } = opening({ ...badWeek, findings: badWeek.findings.toReversed() });
    expect(subject).toMatch(/^SIM activation got worse/);
    expect(leads[0]).toMatch(/^Worse: SIM activation/);
  });

  it('go on with the reason, the other findings and the overall score', () => {
    expect(opening(badWeek).preheader).toBe(
      '45 % of comments name “Activation code”, 9 % the week before. Help desk got better. NPS +20: 14 points lower, beyond noise.',
    );
    expect(opening(without()).preheader).toMatch(/Promise missed: Phone queue\. Silent source: store-tablets\./);
  });

  it('say the same in Spanish', () => {
    expect(opening(badWeekSpanish).subject).toBe('Activación de la SIM empeora: NPS −18 (antes +6)');
    expect(opening({ ...fullWeekSpanish, findings: [] }).subject).toBe(
      'Espera telefónica, compromiso incumplido: 61 % en 2 minutos o menos (objetivo: 80 %)',
    );
    expect(opening({ ...emptyWeek, locale: 'es' }).subject).toBe('No llegó ninguna señal, 16–22 nov');
  });
});

describe('the first lines', () => {
  it('name everything in the order of what can still be mended', () => {
    expect(opening(fullWeek).leads).toEqual([
      'Worse: SIM activation and NPS overall',
      'Better: Help desk',
      'Promise missed: Phone queue',
      'Silent source: store-tablets',
      'Only seems to have changed: Store visit',
    ]);
  });

  it('count every finding, also those that are not shown', () => {
    const findings = Array.from({ length: 7 }, (_, index) => ({ ...activation, touchpointName: `Shop ${index + 1}` }));
    const better = { ...activation, direction: 'better', touchpointName: 'Help desk' } as const;
    expect(opening({ ...quietWeek, findings: [...findings, better] }).leads).toEqual([
      'Worse: Shop 1, Shop 2, Shop 3, and 4 more',
      'Better: Help desk',
    ]);
    expect(opening({ ...quietWeek, locale: 'es', findings }).leads).toEqual(['Peor: Shop 1, Shop 2, Shop 3 y 4 más']);
  });

  it('say first that all is quiet, with the number of comparisons', () => {
    const { leads } = digestWords(quietWeek);
    expect(leads).toEqual([{ tone: 'same', text: 'Nothing changed beyond noise in 12 comparisons.' }]);
    expect(opening({ ...quietWeek, tested: 1 }).leads).toEqual(['Nothing changed beyond noise in 1 comparison.']);
    expect(opening({ ...quietWeek, silent: fullWeek.silent }).leads[0]).toMatch(/^Nothing changed/);
  });

  it('never say "nothing changed" while an overall score moved', () => {
    expect(opening({ ...badWeek, findings: [] }).leads).toEqual([
      'Worse: NPS overall',
      'At no single touchpoint did anything change beyond noise in 12 comparisons.',
    ]);
  });

  it('do not call it quiet when nothing could be compared', () => {
    expect(opening(firstWeek).leads).toEqual(['Too few answers to compare yet.']);
    const { tooFew, reading } = digestWords(firstWeek);
    expect(tooFew.items[0]).toBe('SIM activation: needs 30 more answers a week');
    expect(reading.items.join()).not.toContain('false');
  });

  it('do not call it quiet either when nothing arrived', () => {
    expect(opening(emptyWeek).leads).toEqual(['No signals arrived.']);
    expect(digestWords(emptyWeek).volume).toBe('0 signals (948 the week before)');
    expect(digestWords(emptyWeek).reading.items).toHaveLength(1);
  });

  it('do not say that nothing can be compared beside an overall score that was', () => {
    const texts = digestWords({ ...badWeek, findings: [], tested: 0 }).leads.map(({ text }) => text);
    expect(texts).toContain('No single touchpoint has enough answers to compare yet.');
    expect(texts.some((text) => text.startsWith('Worse: NPS overall'))).toBe(true);
  });
});
