/**
 * The colours of the mail, each in both lights. Inline styles carry the light one, because some mail programs drop
 * style sheets; a media query overrides them by class where the reader's screen is dark.
 *
 * Contrast of text on its ground is at least 4.5 : 1 in both.
 */
const palette = {
  page: { property: 'background-color', light: '#f1f3f6', dark: '#121418' },
  card: { property: 'background-color', light: '#ffffff', dark: '#1d2027' },
  ink: { property: 'color', light: '#191d24', dark: '#eef0f3' },
  muted: { property: 'color', light: '#59616e', dark: '#a9b0bc' },
  star: { property: 'color', light: '#8a5a00', dark: '#ffc55c' },
  rule: { property: 'border-color', light: '#e1e5ea', dark: '#353a44' },
  worse: { property: 'color', light: '#b3261e', dark: '#ff8f82' },
  better: { property: 'color', light: '#0b7245', dark: '#5fd39d' },
  'bar-worse': { property: 'background-color', light: '#cf3b30', dark: '#ff7566' },
  'bar-better': { property: 'background-color', light: '#14935c', dark: '#3fbf85' },
  track: { property: 'background-color', light: '#e9ecf0', dark: '#2c313a' },
  band: { property: 'background-color', light: '#aab2be', dark: '#69717e' },
  tick: { property: 'background-color', light: '#191d24', dark: '#eef0f3' },
} as const;

export type Look = keyof typeof palette;
export type Light = 'light' | 'dark';

/** What pictures are painted with. They cannot follow a style sheet, so there is one of each per light. */
export const paintIn = (light: Light) => ({
  card: palette.card[light],
  ink: palette.ink[light],
  muted: palette.muted[light],
  rule: palette.rule[light],
  ...{ light: { line: '#3452d1', range: '#dde3fa' }, dark: { line: '#93a6ff', range: '#303753' } }[light],
});

/** Classes that lay out rather than paint: `wide` is for screens with room, the `only-` ones for pictures. */
type Layout = 'pad' | 'wide' | 'only-light' | 'only-dark';

/** Goes into the head of the mail; free of quotes and angle brackets, so that escaping leaves it alone. */
export const sheet = [
  '@media (max-width:480px){.pad{padding:16px !important}.wide{display:none !important}}',
  '@media (prefers-color-scheme:dark){',
  ...Object.entries(palette).map(([name, { property, dark }]) => `.${name}{${property}:${dark} !important}`),
  '.only-light{display:none !important}.only-dark{display:block !important;max-height:none !important}',
  '}',
].join('');

/**
 * The attributes of an element with looks of the palette, styles of its own, and what the style sheet lays out.
 *
 * @example html`<p ...${styled('muted', 'margin:0')}>`
 */
export const styled = (
  looks: Look | readonly Look[],
  own = '',
  ...layout: Layout[]
): { class: string; style: string } => {
  const names = typeof looks === 'string' ? [looks] : looks;
  return {
    class: [...names, ...layout].join(' '),
    // Colours last, because `border:1px solid` before them would not leave any.
    style: [
      ...(own === '' ? [] : [own]),
      ...names.map((name) => `${palette[name].property}:${palette[name].light}`),
    ].join(';'),
  };
};
