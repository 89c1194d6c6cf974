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
  rule: { property: 'border-color', light: '#e1e5ea', dark: '#353a44' },
  worse: { property: 'color', light: '#b3261e', dark: '#ff8f82' },
  better: { property: 'color', light: '#0b7245', dark: '#5fd39d' },
  'bar-worse': { property: 'background-color', light: '#cf3b30', dark: '#ff7566' },
  'bar-better': { property: 'background-color', light: '#14935c', dark: '#3fbf85' },
  track: { property: 'background-color', light: '#e9ecf0', dark: '#2c313a' },
  band: { property: 'background-color', light: '#aab2be', dark: '#69717e' },
  tick: { property: 'border-color', light: '#191d24', dark: '#eef0f3' },
} as const;

export type Look = keyof typeof palette;

/** Goes into the head of the mail; free of quotes and angle brackets, so that escaping leaves it alone. */
export const darkSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (prefers-color-scheme:dark){',
  ...Object.entries(palette).map(([name, { property, dark }]) => `.${name}{${property}:${dark} !important}`),
  '}',
].join('');

/**
 * The attributes of an element with a look of the palette and styles of its own.
 *
 * @example html`<p ...${styled('muted', 'margin:0')}>`
 */
export const styled = (looks: Look | readonly Look[], own = ''): { class: string; style: string } => {
  const names = typeof looks === 'string' ? [looks] : looks;
  return {
    class: names.join(' '),
    style: [...names.map((name) => `${palette[name].property}:${palette[name].light}`), own].join(';'),
  };
};
