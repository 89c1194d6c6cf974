import { describe, expect, it } from 'vitest';
import type { Theme } from '../../../core/journey/schema.ts';
import { compileKeywords, compileThemes } from '../../../core/text/themes.ts';

const themes: Theme[] = [
  { id: 'waiting', name: 'Waiting', keywords: { en: ['wait*', 'on hold', 'took too long'], es: ['esper*', 'cola'] } },
  { id: 'code', name: 'Code', keywords: { en: ['activation code', 'activat*'], es: ['código* de activación'] } },
  { id: 'bill', name: 'Bill', keywords: { en: ['bill'], es: ['factura*'] } },
];
const findThemes = compileThemes(themes);

describe('themes', () => {
  it('match whole words, or beginnings that end in *', () => {
    expect(findThemes('My bill is wrong', 'en')).toEqual(['bill']);
    expect(findThemes('A billion reasons', 'en')).toEqual([]);
    expect(findThemes('waiting and waited', 'en')).toEqual(['waiting']);
    expect(findThemes('dos facturas', 'es')).toEqual(['bill']);
  });

  it('match phrases word by word, over any marks and spaces between', () => {
    expect(findThemes('I was on  hold', 'en')).toEqual(['waiting']);
    expect(findThemes('on-hold music', 'en')).toEqual(['waiting']);
    expect(findThemes('hold on', 'en')).toEqual([]);
    expect(findThemes('los códigos de activación', 'es')).toEqual(['code']);
  });

  it('see neither case nor accents', () => {
    expect(findThemes('CODIGO DE ACTIVACION', 'es')).toEqual(['code']);
    expect(findThemes('ESPE\u0301RENME', 'es')).toEqual(['waiting']);
  });

  it('come once each, in the order of the journey', () => {
    expect(findThemes('bill, bill: activation code took too long', 'en')).toEqual(['waiting', 'code', 'bill']);
  });

  it('are looked for in the language of the text, and in all when it has no keywords of its own', () => {
    expect(findThemes('la cola', 'en')).toEqual([]);
    expect(findThemes('la cola', 'ca')).toEqual(['waiting']);
    expect(findThemes('the bill', 'ca')).toEqual(['bill']);
  });

  it('are not found in words every object knows', () => {
    expect(findThemes('constructor toString __proto__', 'en')).toEqual([]);
    expect(compileThemes([])('constructor', 'en')).toEqual([]);
  });
});

describe('keywords', () => {
  it('ask whether any of them is in the text', () => {
    const isAboutTheSim = compileKeywords(['SIM', 'activa*', 'e-SIM']);
    expect(isAboutTheSim('Mi sim no va')).toBe(true);
    expect(isAboutTheSim('¿Cómo la activo?')).toBe(false);
    expect(isAboutTheSim('¿Cómo activarla?')).toBe(true);
    expect(isAboutTheSim('simple')).toBe(false);
  });

  it('match nothing when they hold no words', () => {
    expect(compileKeywords(['*', '…', ''])('anything * at all')).toBe(false);
  });
});
