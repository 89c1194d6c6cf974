import type { Locale } from '../../core/journey/schema.ts';

/** What the sheet is saved as. */
export type Kind = 'csv' | 'svg' | 'png';

interface ExportWords extends Readonly<Record<Kind, string>> {
  readonly save: string;
  readonly busy: string;
  readonly saved: (file: string) => string;
  readonly notLoaded: string;
  readonly notMade: string;
  readonly notDrawn: string;
}

export const exportWords: Readonly<Record<Locale, ExportWords>> = {
  en: {
    save: 'Save',
    csv: 'Table (CSV)',
    png: 'Picture (PNG)',
    svg: 'Drawing (SVG)',
    busy: 'Being made…',
    saved: (file) => `Saved as ${file}.`,
    notLoaded: 'This could not be made without a connection. Check it, reload the page and try again.',
    notMade: 'The file could not be made. Reload the page and try again.',
    notDrawn: 'This browser could not draw the picture. Save it as a drawing (SVG) instead.',
  },
  es: {
    save: 'Guardar',
    csv: 'Tabla (CSV)',
    png: 'Imagen (PNG)',
    svg: 'Dibujo (SVG)',
    busy: 'Preparando…',
    saved: (file) => `Guardado como ${file}.`,
    notLoaded: 'No se pudo preparar sin conexión. Compruébala, recarga la página y vuelve a intentarlo.',
    notMade: 'No se pudo preparar el archivo. Recarga la página y vuelve a intentarlo.',
    notDrawn: 'Este navegador no pudo dibujar la imagen. Guárdala como dibujo (SVG).',
  },
};
