import type { MapAnswer } from '../../core/map/api.ts';

/** Letters and digits of any language; what a file system or a shell could read as something else becomes a hyphen. */
const part = (text: string): string =>
  Array.from(text.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-'))
    .slice(0, 60)
    .join('')
    .replaceAll(/^-+|-+$/g, '');

/**
 * What a saved sheet is called: the organisation, the period, and what it was narrowed to, so that two files side by side
 * are told apart.
 *
 * @example fileNameOf(answer, 'csv') // => 'listening-path_Faro_2026-11-09.csv'
 */
export const fileNameOf = ({ sheet, asked }: MapAnswer, extension: 'csv' | 'svg' | 'png'): string => {
  const parts = [sheet.organisation, asked.period, asked.segment, asked.medium].flatMap(
    (text) => part(text ?? '') || [],
  );
  return `${['listening-path', ...parts].join('_')}.${extension}`;
};
