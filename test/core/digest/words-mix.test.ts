import { describe, expect, it } from 'vitest';
import type { DigestContent } from '../../../core/digest/content.ts';
import { renderDigest } from '../../../core/digest/render.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { activation, quietWeek } from './contents.ts';
import { illusion } from './contents-full.ts';
import { mix, mixedFinding, mixedWeek, month, seemsWorse } from './contents-mix.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u2009]/g, ' ');
const headline = (content: DigestContent, index = 0) => digestWords(content).headlines.items[index];

describe('an overall score that moved because other people answered', () => {
  it('says so in one sentence, in which it only seems to have moved', () => {
    expect(seen(headline(mixedWeek)?.verdict)).toBe(
      'Seems 13 points lower, mainly because more answers came from Delivery (20 % → 45 %); what is left is no more than noise',
    );
    expect(seen(headline({ ...mixedWeek, locale: 'es' })?.verdict)).toBe(
      'En apariencia, 13 puntos menos, sobre todo porque llegaron más respuestas de Delivery (20 % → 45 %); el resto no es más que ruido',
    );
  });

  it('is as neutral as a touchpoint that only seems to have changed, and never among what got worse', () => {
    const { leads, headlines } = digestWords({ ...mixedWeek, illusions: [illusion] });
    expect(headlines.items[0]?.tone).toBe('same');
    expect(leads).toEqual([
      { tone: 'same', text: 'At no single touchpoint did anything change beyond noise in 12 comparisons.' },
      { tone: 'same', text: 'Only seems to have changed: Store visit and NPS overall' },
    ]);
    const { html, text } = renderDigest(mixedWeek);
    expect(html).not.toMatch(/[▼▲]/);
    expect(seen(text)).toContain('≈ NPS +20. Seems 13 points lower');
  });

  it('is no news in the subject either, and comes after a touchpoint that only seems to have changed', () => {
    expect(digestWords(mixedWeek).subject).toBe('NPS overall only seems worse: +20 (was +33)');
    expect(digestWords({ ...mixedWeek, locale: 'es' }).subject).toBe(
      'NPS en conjunto solo parece empeorar: +20 (antes +33)',
    );
    const better = { ...seemsWorse, earlier: { ...seemsWorse.later, value: 2 } };
    expect(digestWords({ ...mixedWeek, headlines: [better] }).subject).toBe(
      'NPS overall only seems better: +20 (was +2)',
    );
    expect(digestWords({ ...mixedWeek, illusions: [illusion] }).subject).toMatch(/^Store visit only seems better/);
  });

  it('does not hide one that really moved', () => {
    const change = { difference: -14, interval: { low: -25, high: -3 }, verdict: 'worse', floor: 5 } as const;
    const really = { ...seemsWorse, metric: 'csat', change } as const;
    const { subject, leads } = digestWords({ ...mixedWeek, headlines: [seemsWorse, really], illusions: [illusion] });
    expect(subject).toMatch(/^CSAT overall got worse/);
    expect(leads[0]).toEqual({ tone: 'worse', text: 'Worse: CSAT overall' });
  });
});

describe('an overall score that nothing is compared with', () => {
  it.each([
    [
      1,
      'Too few answers the week before to compare with',
      'Hubo muy pocas respuestas la semana anterior para comparar',
    ],
    [
      2,
      'Too few answers this week to compare: needs at least 30',
      'Hay muy pocas respuestas esta semana para comparar: hacen falta al menos 30',
    ],
    [3, 'Answers came on too few days to compare', 'Hay respuestas de muy pocos días para comparar'],
  ])('says why (%d)', (index, english, spanish) => {
    expect(headline(mixedWeek, index)).toMatchObject({ verdict: english, tone: 'unsure' });
    expect(headline({ ...mixedWeek, locale: 'es' }, index)?.verdict).toBe(spanish);
  });

  it('says it of months, too', () => {
    expect(headline(month, 1)?.verdict).toBe('Too few answers the month before to compare with');
    expect(headline({ ...month, locale: 'es' }, 2)?.verdict).toMatch(/^Hay muy pocas respuestas este mes para/);
  });

  it('still says what it was, when enough answered to show it', () => {
    expect([1, 3].map((index) => headline(mixedWeek, index)?.detail)).toEqual(['', 'Was +20 the week before.']);
  });
});

describe('a finding of which more than half comes from who answered', () => {
  const english =
    'More than half of it comes from who answered: more from Contract (43 % → 76 %); the rest is beyond noise all the same.';
  const finding = (content: DigestContent) => digestWords(content).findings.items[0];

  it('says so in one sentence, in both parts of the mail', () => {
    expect(seen(finding(mixedFinding)?.mix)).toBe(english);
    expect(seen(finding({ ...mixedFinding, locale: 'es' })?.mix)).toBe(
      'Más de la mitad se debe a quién respondió: más respuestas de Contract (43 % → 76 %); el resto, aun así, va más allá del ruido.',
    );
    const { html, text } = renderDigest(mixedFinding);
    for (const part of [html, text.replaceAll(/\n +/g, ' ')]) expect(seen(part)).toContain(english);
  });

  it('turns round with the share', () => {
    const turned = { ...mix, earlierShare: 0.76, laterShare: 0.43 };
    const content = { ...quietWeek, findings: [{ ...activation, mix: turned }] };
    expect(seen(finding(content)?.mix)).toContain('fewer from Contract (76 % → 43 %)');
    expect(seen(finding({ ...content, locale: 'es' })?.mix)).toContain('menos respuestas de Contract');
  });

  it('is told from one that does not', () => {
    expect(finding({ ...quietWeek, findings: [activation] })).not.toHaveProperty('mix');
  });
});
