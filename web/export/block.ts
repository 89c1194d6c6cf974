import { html } from 'htm/preact';
import { widthOf, wrapped } from './letters.ts';
import { type StyleName, styles } from './look.ts';

/** A part of the picture that knows how high it is before it is drawn, so that nothing stands on anything else. */
export interface Block {
  readonly height: number;
  /** @param x, y its upper left corner */
  draw(x: number, y: number): unknown;
}

/** Of a line, by the size of its letters; and where they stand in it. */
const [lineHeight, baseline] = [1.3, 1];

interface Setting {
  readonly style: StyleName;
  readonly width: number;
  readonly linesMax?: number;
  readonly tone?: string | undefined;
}

const nothing: Block = { height: 0, draw: () => undefined };

/** A text in as many lines as it needs, up to a few. */
export const lines = (text: string, { style, width, linesMax = 1, tone = '' }: Setting): Block => {
  const { size } = styles[style];
  const own = wrapped(text, width, styles[style], linesMax);
  return {
    height: own.length * size * lineHeight,
    draw: (x, y) =>
      own.map(
        (line, index) =>
          html`<text class=${`${style} ${tone}`.trim()} x=${x} y=${y + size * (index * lineHeight + baseline)}>${line}</text>`,
      ),
  };
};

/** Blocks one under the other. */
export const stack = (blocks: readonly Block[], gap = 0): Block => {
  const shown = blocks.filter(({ height }) => height > 0);
  return {
    height: shown.reduce((sum, { height }) => sum + height, Math.max(shown.length - 1, 0) * gap),
    draw: (x, y) => {
      let top = y;
      return shown.map((block) => {
        const drawn = block.draw(x, top);
        top += block.height + gap;
        return drawn;
      });
    },
  };
};

/** Blocks side by side at the same height, each this far from the one before. */
export const beside = (blocks: readonly Block[], step: number): Block => ({
  height: Math.max(0, ...blocks.map(({ height }) => height)),
  draw: (x, y) => blocks.map((block, index) => block.draw(x + index * step, y)),
});

/** Room around a block. */
export const padded = ({ height, draw }: Block, [across, along]: readonly [number, number]): Block =>
  height === 0 ? nothing : { height: height + 2 * along, draw: (x, y) => draw(x + across, y + along) };

/** A frame in the tone of what it holds. */
export const framed = (block: Block, width: number, [fill, stroke]: readonly [string, string]): Block => ({
  height: block.height,
  draw: (x, y) => html`
    <rect x=${x} y=${y} width=${width} height=${block.height} rx="6" fill=${fill} stroke=${stroke} />
    ${block.draw(x, y)}`,
});

/** One word after the other in a line, each in its own style. */
export interface Run {
  readonly text: string;
  readonly style: StyleName;
  readonly tone?: string | undefined;
}

/** Between two runs, and between what stands left and right. */
const [space, clearance] = [4, 8];

const widthOfRuns = (runs: readonly Run[]): number =>
  runs.reduce((sum, { text, style }) => sum + widthOf(text, styles[style]), Math.max(runs.length - 1, 0) * space);

/** Each a text of its own: a program that has to take a sign from another font then leaves the name in its own. */
const drawFromLeft = (runs: readonly Run[], x: number, y: number) => {
  let left = x;
  return runs.map(({ text, style, tone = '' }) => {
    const drawn = html`<text class=${`${style} ${tone}`.trim()} x=${left} y=${y}>${text}</text>`;
    left += widthOf(text, styles[style]) + space;
    return drawn;
  });
};

/** One text, so that the viewer's own letters decide where each run begins. */
const drawToRight = (runs: readonly Run[], x: number, y: number) =>
  runs.length > 0 &&
  html`
  <text class="end" x=${x} y=${y}>${runs.map(
    ({ text, style, tone = '' }, index) =>
      html`<tspan class=${`${style} ${tone}`.trim()}>${index === 0 ? text : `\u00a0${text}`}</tspan>`,
  )}</text>`;

/**
 * Two sides of one line, on one base line. Where they do not fit beside each other they stand one under the other, and
 * each in as many lines as it needs.
 */
export const facing = (left: readonly Run[], right: readonly Run[], width: number): Block => {
  const size = Math.max(...[...left, ...right].map(({ style }) => styles[style].size));
  if (widthOfRuns(left) + clearance + widthOfRuns(right) <= width)
    return {
      height: size * lineHeight,
      draw: (x, y) => [drawFromLeft(left, x, y + size * baseline), drawToRight(right, x + width, y + size * baseline)],
    };
  return stack([sideOf(left, width, 'left'), sideOf(right, width, 'right')]);
};

const sideOf = (runs: readonly Run[], width: number, side: 'left' | 'right'): Block => {
  const size = Math.max(0, ...runs.map(({ style }) => styles[style].size));
  if (widthOfRuns(runs) <= width)
    return {
      height: size * lineHeight,
      draw: (x, y) =>
        side === 'left'
          ? drawFromLeft(runs, x, y + size * baseline)
          : drawToRight(runs, x + width, y + size * baseline),
    };
  const [{ style, tone } = { style: 'few' as const, tone: undefined }] = runs.slice(-1);
  return lines(runs.map(({ text }) => text).join(' '), { style, tone, width, linesMax: 3 });
};
