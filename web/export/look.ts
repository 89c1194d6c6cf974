import type { Font } from './letters.ts';

/** The page's colours in light, as they are printed: a slide and a mail are white. */
export const colours = {
  ink: '#191d24',
  muted: '#59616e',
  rule: '#d9dee5',
  worse: '#b3261e',
  worseSoft: '#fbeae8',
  better: '#0b7245',
  betterSoft: '#e3f4ec',
  star: '#8a5a00',
  line: '#3452d1',
  range: '#dde3fa',
} as const;

interface Style extends Font {
  readonly colour?: string;
  readonly isItalic?: boolean;
}

/** Every way a text is set. What is measured is what is drawn, because both read this. */
export const styles = {
  title: { size: 30, isBold: true },
  when: { size: 17 },
  part: { size: 14, isBold: true },
  news: { size: 18 },
  changed: { size: 18, isBold: true },
  metric: { size: 14, colour: colours.muted },
  figure: { size: 26, isBold: true },
  verdict: { size: 13 },
  moved: { size: 13, isBold: true },
  evidence: { size: 12.5, colour: colours.muted },
  stage: { size: 16, isBold: true },
  goal: { size: 13, isItalic: true, colour: colours.muted },
  row: { size: 14, isBold: true, colour: colours.muted },
  name: { size: 13 },
  score: { size: 15, isBold: true },
  unit: { size: 12.5, colour: colours.muted },
  mark: { size: 13, isBold: true },
  few: { size: 12.5, colour: colours.muted },
  item: { size: 13 },
  key: { size: 12.5, colour: colours.muted },
} as const satisfies Record<string, Style>;
export type StyleName = keyof typeof styles;

/** Fonts that have the measured widths come first; a picture cannot bring its own. */
const family = "Arial,'Helvetica Neue',Helvetica,'Liberation Sans',Arimo,sans-serif";

const rule = (name: string, { size, isBold, isItalic, colour }: Style): string =>
  `.${name}{font-size:${size}px${isBold ? ';font-weight:700' : ''}${isItalic ? ';font-style:italic' : ''}${colour === undefined ? '' : `;fill:${colour}`}}`;

/** Signs and words say what these colours say. */
const tones = ['better', 'worse'] as const;

export const styleSheet = [
  `text{font-family:${family};fill:${colours.ink}}`,
  ...Object.entries<Style>(styles).map(([name, style]) => rule(name, style)),
  ...tones.map((tone) => `.${tone}{fill:${colours[tone]}}`),
  `.star{fill:${colours.star}}`,
  '.end{text-anchor:end}',
  `.grid{fill:none;stroke:${colours.rule}}`,
  `.curve .band{fill:${colours.range}}`,
  `.curve .range{stroke:${colours.range};stroke-width:2}`,
  `.curve .column{stroke:${colours.rule}}`,
  `.curve .zero{stroke:${colours.muted};stroke-dasharray:3 4}`,
  `.curve .line{fill:none;stroke:${colours.line};stroke-width:2.5;stroke-linecap:round}`,
  `.curve circle{fill:${colours.line};stroke:#fff;stroke-width:1.5}`,
  `.curve .truth circle{fill:#fff;stroke:${colours.line};stroke-width:2}`,
  `.curve .truth path{fill:${colours.star}}`,
  '.curve text{font-size:13px;font-weight:700;text-anchor:middle}',
  `.curve .tick{font-size:12px;font-weight:400;text-anchor:start;fill:${colours.muted}}`,
].join('');
