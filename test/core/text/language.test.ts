import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../core/text/language.ts';

const detect = (text: string) => chooseLanguage({ text, usual: 'xx' });

describe('a declared language', () => {
  it.each([
    ['es', 'es'],
    ['es-ES', 'es'],
    ['es_MX', 'es'],
    [' EN ', 'en'],
    ['spa', 'es'],
    ['pt-BR', 'pt'],
    ['zh-Hant-TW', 'zh'],
  ])('%j is taken as %j, whatever the text looks like', (declared, language) => {
    expect(chooseLanguage({ text: 'The agent never called me back', declared, usual: 'xx' })).toBe(language);
  });

  it.each(['', 'n/a', 'English (United States)', 'und', 'english'])('%j declares nothing', (declared) => {
    expect(chooseLanguage({ text: 'The agent never called me back', declared, usual: 'xx' })).toBe('en');
  });
});

describe('a text too short to tell', () => {
  it.each(['Genial', 'No va', 'ok', '😡😡😡', '612 345 678', ''])('%j is in the usual language', (text) => {
    expect(chooseLanguage({ text, usual: 'es-ES' })).toBe('es');
  });

  it('does not grow by masks, addresses and mentions', () => {
    const text = 'Genial [phone] https://example.org/the-best-of-all @the_team #thisisgreat';
    expect(chooseLanguage({ text, usual: 'es' })).toBe('es');
  });
});

describe('detection', () => {
  it.each([
    ['en', 'The activation code never came'],
    ['en', 'I was on hold for 45 minutes and then they hung up on me'],
    ['en', 'Very friendly staff, would come back'],
    ['en', "Can't log in since yesterday's update"],
    ['en', 'ok but the app is too slow'],
    ['es', 'El código de activación nunca llegó'],
    ['es', 'Nadie contesta el teléfono'],
    ['es', 'llevo dos horas esperando y nada'],
    ['es', 'Muy buena atencion, todo rapido'],
    ['es', 'La app se cierra cada vez que entro'],
    ['es', '¡Pésimo servicio, no vuelvo!'],
    ['fr', 'Le service est très lent et personne ne répond au téléphone'],
    ['pt', 'O atendimento foi muito bom, mas a entrega não chegou'],
    ['it', 'Il servizio è stato ottimo ma la consegna non è arrivata'],
    ['de', 'Die Lieferung ist nicht angekommen und keiner antwortet'],
    ['ca', 'El servei és molt lent i ningú no contesta, però sempre són amables'],
    ['nl', 'Ik heb al twee weken niets van jullie gehoord'],
    ['ja', 'サービスがとても良かったです'],
    ['zh', '服务很好，谢谢'],
    ['ar', 'الخدمة ممتازة'],
    ['ru', 'Очень медленно'],
  ])('hears %s in %j', (language, text) => {
    expect(detect(text)).toBe(language);
  });

  it('leaves a text that speaks for none, or for two alike, to what is usual', () => {
    expect(detect('Samsung Galaxy Ultra Wifi Netflix')).toBe('xx');
    expect(detect('constructor toString hasOwnProperty')).toBe('xx');
  });

  it('answers with two letters for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, declared) => {
        expect(chooseLanguage({ text, declared, usual: 'en' })).toMatch(/^[a-z]{2}$/);
      }),
    );
  });
});
