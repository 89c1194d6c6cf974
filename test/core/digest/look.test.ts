import { describe, expect, it } from 'vitest';
import { type Look, paintIn, sheet, styled } from '../../../core/digest/look.ts';

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const colours = {
  light: (look: Look) => /#\w{6}/.exec(styled(look).style)?.[0] ?? '',
  dark: (look: Look) => new RegExp(`\\.${look}\\{[^#]*(#\\w{6})`).exec(sheet)?.[1] ?? '',
};

describe.each(['light', 'dark'] as const)('in the %s', (light) => {
  const between = (look: Look, ground: Look) => contrast(colours[light](look), colours[light](ground));

  it.each(['ink', 'muted', 'worse', 'better', 'star'] as const)('%s stands out from its card by 4.5 to 1', (look) => {
    expect(between(look, 'card')).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['ink', 'track'],
    ['muted', 'track'],
    ['muted', 'page'],
  ] as const)('%s stands out from the %s by 4.5 to 1', (look, ground) => {
    expect(between(look, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['bar-worse', 'bar-better'] as const)('%s stands out from its track by 3 to 1', (look) => {
    expect(between(look, 'track')).toBeGreaterThanOrEqual(3);
  });

  it('paints a chart whose line stands out from its range by 3 to 1, and its letters from the card by 4.5', () => {
    const ink = paintIn(light);
    expect(contrast(ink.line, ink.range)).toBeGreaterThanOrEqual(3);
    expect(contrast(ink.muted, ink.card)).toBeGreaterThanOrEqual(4.5);
    expect(ink.card).toBe(colours[light]('card'));
  });
});
