import type { MapAnswer } from '../../core/map/api.ts';
import { csvOf } from './csv.ts';
import { fileNameOf } from './file-name.ts';
import type { Kind } from './messages.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

const blobOf = async (kind: Kind, answer: MapAnswer, isSample: boolean): Promise<Blob> => {
  if (kind === 'png') return pngOf(svgOf(answer, isSample));
  return kind === 'csv'
    ? new Blob([csvOf(answer)], { type: 'text/csv;charset=utf-8' })
    : new Blob([svgOf(answer, isSample)], { type: 'image/svg+xml' });
};

/** A browser has taken over a download by then. */
const takenOverMs = 10_000;

/**
 * Hands the sheet on screen to the browser as a file.
 *
 * @returns what the file is called
 */
export const save = async (kind: Kind, answer: MapAnswer, isSample: boolean): Promise<string> => {
  const name = fileNameOf(answer, kind);
  const url = URL.createObjectURL(await blobOf(kind, answer, isSample));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), takenOverMs);
  return name;
};
