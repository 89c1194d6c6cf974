import { describe, expect, it } from 'vitest';
import type { DigestContent, Verbatim } from '../../../core/digest/content.ts';
import { digestWords } from '../../../core/digest/words.ts';
import { quietWeek } from './contents.ts';
import { fullWeek, illusion, touchpoints, trend } from './contents-full.ts';
import { fullWeekSpanish } from './contents-full-spanish.ts';
import { month } from './contents-mix.ts';

/** What a reader sees: the spaces that keep a number with its unit look like any other. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u2009]/g, ' ');

describe('a score that only seems to have changed', () => {
  it('says who answered, and what changed among the same people', () => {
    const [seems] = digestWords(fullWeek).illusions.items;
    expect(seems?.title).toBe('Store visit only seems better');
    expect(seems?.step).toBe('NPS +2 → +31');
    expect(seen(seems?.why)).toBe(
      'Mainly because more answers came from Contract (35 % → 75 %). Within the same plan the change is +2 points.',
    );
    expect(seen(digestWords(fullWeekSpanish).illusions.items[0]?.why)).toBe(
      'Sobre todo porque llegaron más respuestas de Contrato (35 % → 75 %). A igual tarifa, el cambio es de +2 puntos.',
    );
  });

  it('turns round with the share, and keeps initials in capitals', () => {
    const turned = { ...illusion, dimensionName: 'VIP tier', earlierShare: 0.75, laterShare: 0.35 };
    const [seems] = digestWords({ ...quietWeek, illusions: [turned] }).illusions.items;
    expect(seems?.why).toMatch(/fewer answers.* Within the same VIP tier/);
  });

  it('is never among what got better, nor coloured as if it were', () => {
    const { leads, findings, ...words } = digestWords({ ...quietWeek, illusions: [illusion], touchpoints });
    expect(leads.map(({ tone }) => tone)).toEqual(['same', 'same']);
    expect(findings.items).toEqual([]);
    const row = words.touchpoints.stages.flatMap(({ rows }) => rows).find(({ name }) => name === 'Store visit');
    expect(row?.change).toBe('≈ +29');
    expect(row).not.toHaveProperty('tone');
  });

  it('is marked in the table only beside the score that seems so', () => {
    const other = { ...illusion, metric: 'csat' } as const;
    const { stages } = digestWords({ ...quietWeek, illusions: [other], touchpoints }).touchpoints;
    expect(stages.flatMap(({ rows }) => rows).find(({ name }) => name === 'Store visit')?.change).toBe('+29');
  });
});

describe('the touchpoints', () => {
  it('stand under their stages, in the order of the journey', () => {
    const { stages } = digestWords(fullWeek).touchpoints;
    expect(stages.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Search', 3],
      ['Join', 4],
      ['Use', 5],
      ['Support', 3],
      ['Stay', 2],
    ]);
  });

  it('name their metric only where it is another than the column says', () => {
    const { columns, stages } = digestWords(fullWeek).touchpoints;
    expect(columns.score).toBe('NPS');
    expect(stages.flatMap(({ rows }) => rows.flatMap(({ metric }) => metric ?? []))).toEqual(['CSAT']);
  });

  it('have a colour only where the digest found something', () => {
    const rows = digestWords(fullWeek).touchpoints.stages.flatMap((stage) => stage.rows);
    expect(rows.flatMap(({ name, tone }) => (tone === undefined ? [] : [`${name}: ${tone}`]))).toEqual([
      'SIM activation: worse',
      'Help desk: better',
    ]);
  });

  it('do not call a change noise that was perhaps never tested', () => {
    const { colours, plain } = digestWords(fullWeek).touchpoints.key;
    expect(colours).toMatch(/^Grey: not told apart from noise\./);
    expect(plain).toContain('Without ▲ or ▼ a change is not told apart from noise.');
    const spanish = digestWords(fullWeekSpanish).touchpoints.key;
    expect(spanish.colours).toMatch(/^En gris: no se distingue del ruido\./);
    expect(spanish.plain).toContain('Sin ▲ ni ▼, un cambio no se distingue del ruido.');
  });

  it('explain the star only when there is one', () => {
    const plain = touchpoints.map((place) => ({ ...place, isMomentOfTruth: false }));
    expect(digestWords(fullWeek).touchpoints.key.colours).toContain('★');
    expect(digestWords({ ...fullWeek, touchpoints: plain }).touchpoints.key.colours).not.toContain('★');
  });
});

describe('a quote', () => {
  const quoted = (verbatim: Partial<Verbatim>, content: DigestContent = quietWeek) => {
    const voice = { text: 'Vale.', day: '2026-11-18', touchpointName: 'Website', medium: 'web', ...verbatim } as const;
    return digestWords({ ...content, verbatims: [voice] }).voices.items[0];
  };

  it('says where, when and with which score, and its language when the reader has another', () => {
    expect(seen(quoted({ language: 'es', score: { name: 'csat', value: 2 } })?.source)).toBe(
      'Website · web · Nov 18 · 2 out of 5 · in Spanish',
    );
    expect(seen(quoted({ language: 'en-GB' })?.source)).toBe('Website · web · Nov 18');
    expect(seen(quoted({ language: 'en' }, { ...quietWeek, locale: 'es' })?.source)).toBe(
      'Website · web · 18 nov · en inglés',
    );
  });

  it('keeps silent about a language that is none', () => {
    for (const language of ['??', 'not a code', 'qqx', '']) expect(quoted({ language })).not.toHaveProperty('language');
  });

  it('is cut at a word end', () => {
    const quote = quoted({ text: 'slow '.repeat(100) })?.quote ?? '';
    expect(quote).toMatch(/^“(slow )+slow…”$/);
    expect(quote.length).toBeLessThanOrEqual(282);
  });
});

describe('who answered', () => {
  const responses = (change: object) =>
    digestWords({ ...quietWeek, responses: { later, earlier: later, moved: false, ...change } }).responses;
  const later = { asked: 2110, answered: 1036 };

  it('gives the rate, the one before, and a warning when they are far apart', () => {
    expect(seen(responses({ earlier: { asked: 1620, answered: 948 } }).rate)).toBe(
      '49 % of surveys were answered: 1,036 of 2,110. It was 59 % the week before.',
    );
    expect(responses({ moved: true }).warning).toMatch(/^That moved by more than 5 percentage points/);
    expect(responses({})).not.toHaveProperty('warning');
  });

  it('warns of what may be, not of what nobody knows', () => {
    const warning = (locale: 'en' | 'es') =>
      digestWords({ ...quietWeek, locale, responses: { later, earlier: later, moved: true } }).responses.warning;
    expect(warning('en')).toContain('other people may answer now');
    expect(warning('es')).toContain('puede que ahora respondan otras personas');
  });

  it('divides by nobody', () => {
    expect(responses({ later: { asked: 0, answered: 0 } })).not.toHaveProperty('rate');
    expect(seen(responses({ earlier: { asked: 0, answered: 0 } }).rate)).toMatch(/2,110\.$/);
  });
});

describe('the trend in words', () => {
  it('gives its ends, its height and its gaps', () => {
    expect(seen(digestWords(fullWeek).trend?.alt)).toBe(
      'NPS over 13 weeks, with its 95 % range: from +41 (Aug 24) to +20 (Nov 16), never below +20 or above +44. 1 week had too few answers.',
    );
  });

  it('names months by month and year', () => {
    expect(seen(digestWords(month).trend?.alt)).toBe(
      'NPS over 13 months, with its 95 % range: from +33 in Oct 2025 to −8 in Oct 2026, never below −8 or above +33.',
    );
    expect(seen(digestWords({ ...month, locale: 'es' }).trend?.alt)).toContain(
      ': de +33 en oct 2025 a −8 en oct 2026, nunca por debajo',
    );
  });

  it('is not told of a single reading', () => {
    const points = trend.points.map(({ period, reading }, index) =>
      index === 3 && reading ? { period, reading } : { period },
    );
    expect(digestWords({ ...fullWeek, trend: { ...trend, points } })).not.toHaveProperty('trend');
  });
});
