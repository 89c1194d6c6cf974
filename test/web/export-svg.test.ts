import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { beforeAll, describe, expect, it } from 'vitest';
import { headlineWords } from '../../core/digest/statements.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import { widthOf, wrapped } from '../../web/export/letters.ts';
import { svgOf } from '../../web/export/svg.ts';
import { mapVoiceOf } from '../../web/sheet/voice.ts';
import { sampleWeek } from './sample-answer.ts';

const answers = { en: sampleWeek('en').answer, es: sampleWeek('es').answer };

type Node = ReturnType<typeof parseDocument>['children'][number];
const textIn = (node: Node): string =>
  'data' in node ? node.data : 'children' in node ? node.children.map((child) => textIn(child as Node)).join(' ') : '';

/** All that is written in the picture, as it is read: a text that goes over several lines in one. */
const wordsOf = (svg: string): string =>
  parseDocument(svg.replace(/<style>.*?<\/style>/s, ''), { xmlMode: true })
    .children.map(textIn)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
/** A sentence as the picture may have broken it. */
const inLines = (sentence: string): string => sentence.replaceAll(/\s+/g, ' ');

/** The same sheet with other names everywhere somebody may have written one. */
const called = (answer: MapAnswer, name: string): MapAnswer => ({
  ...answer,
  sheet: {
    ...answer.sheet,
    organisation: name,
    stages: answer.sheet.stages.map((stage) => ({
      ...stage,
      name,
      goal: name,
      touchpoints: stage.touchpoints.map((touchpoint) => ({ ...touchpoint, name })),
      themes: stage.themes.map((theme) => ({ ...theme, name })),
    })),
  },
});

/** Of its texts, those that are not within the curve: where each begins and how far it may reach. */
const placesOf = (svg: string) =>
  [...svg.matchAll(/<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)"/g)].map(([, style = '', x, y]) => ({
    style,
    x: Number(x),
    y: Number(y),
  }));

describe('the sheet as a drawing', () => {
  beforeAll(() => initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')))));
  /** A drawing program, stricter than a browser: it refuses what is not well-formed XML. */
  const drawn = (svg: string) => new Resvg(svg);

  it.each(['en', 'es'] as const)('is drawn by another program than a browser, as wide as a slide: %s', (locale) => {
    const { width, height } = drawn(svgOf(answers[locale]));
    expect(width).toBe(1_600);
    expect(height).toBeLessThan(1_600);
  });

  it('needs nothing else: no font, no request, no script and no HTML inside', () => {
    const svg = svgOf(answers.en);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\(|@import|@font-face|href|<script|<image|foreignObject|NaN|undefined|\bon\w+=/,
    );
  });

  it.each(['en', 'es'] as const)('says every overall score in the words of the mail: %s', (locale) => {
    const { sheet } = answers[locale];
    const words = wordsOf(svgOf(answers[locale]));
    const voice = mapVoiceOf(sheet);
    expect(sheet.headlines.length).toBeGreaterThan(3);
    for (const [index, headline] of sheet.headlines.entries()) {
      const { metric, value, verdict, evidence } = headlineWords(headline, index === 0, voice);
      for (const said of [metric, value, verdict, evidence]) expect(words).toContain(inLines(said));
    }
    expect(words).toContain(inLines(voice.figures.period(sheet.period, 'long')));
  });

  it('has every cell with its score, its sign and its word, and no score that the sheet has not', () => {
    const { sheet } = answers.en;
    const svg = svgOf(answers.en);
    const cells = sheet.stages.flatMap(({ touchpoints }) => touchpoints.flatMap((one) => one.cells));
    expect(svg.match(/class="score"/g)).toHaveLength(cells.filter(({ score }) => score).length);
    expect(svg.match(/class="mark worse"[^>]*>▼ worse</g)).toHaveLength(
      cells.filter(({ mark }) => mark === 'worse').length,
    );
  });

  it('says when a score was withheld', () => {
    const stages = answers.en.sheet.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map((touchpoint) => ({
        ...touchpoint,
        cells: touchpoint.cells.map(({ score: _, ...cell }) => ({ ...cell, answers: 12, withheld: true as const })),
      })),
    }));
    const svg = svgOf({ ...answers.en, sheet: { ...answers.en.sheet, stages } });
    expect(svg).not.toContain('class="score"');
    expect(wordsOf(svg)).toContain('12 answers, score withheld');
  });

  it('has where we listen, what they talk about, and how to read it', () => {
    const words = wordsOf(svgOf(answers.es));
    for (const said of [
      'Dónde escuchamos',
      '! en silencio',
      '○ nada todavía',
      'De qué hablan',
      '★ momento de la verdad.',
    ])
      expect(words).toContain(said);
  });

  it('says which part of all it is of', () => {
    const asked = { ...answers.en.asked, segment: 'plan:contract', medium: 'app' } as const;
    expect(wordsOf(svgOf({ ...answers.en, asked }))).toContain('only Plan: Contract and App');
  });

  it('is a drawing even of nothing', () => {
    const sheet = { ...answers.en.sheet, headlines: [], stages: [] };
    expect(drawn(svgOf({ ...answers.en, sheet, isNothingHeard: true })).width).toBe(1_600);
  });

  it('is a drawing where nobody wrote, too', () => {
    const stages = answers.en.sheet.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map(({ felt: _, ...touchpoint }) => touchpoint),
    }));
    expect(drawn(svgOf({ ...answers.en, sheet: { ...answers.en.sheet, stages } })).width).toBe(1_600);
  });

  it('grows wider where stages would become too narrow to be read', () => {
    const stages = [answers.en.sheet.stages, answers.en.sheet.stages].flat();
    expect(drawn(svgOf({ ...answers.en, sheet: { ...answers.en.sheet, stages } })).width).toBeGreaterThan(2_000);
  });

  it('is well-formed whatever things are called, and no text begins outside of the picture', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        ']]>',
        '&amp;lt;',
        '\u202egnp.exe',
        '\ud800',
        '\ufffe',
        'W'.repeat(500),
      ),
    );
    fc.assert(
      fc.property(anyName, (name) => {
        const svg = svgOf(called(answers.en, name));
        const { width, height } = drawn(svg);
        expect(svg).not.toMatch(/<script|\u202e/);
        for (const { x, y } of placesOf(svg)) expect(x <= width && y <= height).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('never sets two lines of text on one place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (name) => {
        const places = placesOf(svgOf(called(answers.es, name))).map(
          ({ style, x, y }) => `${style.includes('end')} ${x} ${y}`,
        );
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a text in lines', () => {
  const font = { size: 13 };

  it('never leaves its width, and loses no word but behind an ellipsis', () => {
    const word = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
      .map((text) => text.replaceAll(' ', '_'));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 40, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        (words, width, linesMax) => {
          const lines = wrapped(words.join(' '), width, font, linesMax);
          expect(lines.length).toBeLessThanOrEqual(linesMax);
          for (const line of lines) expect(widthOf(line, font)).toBeLessThanOrEqual(width);
          if (!lines.join('').includes('…')) expect(lines.join(' ')).toBe(words.join(' '));
        },
      ),
    );
  });
});
