import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSentiment } from '../../../core/sentiment/engine.ts';

const read = (text: string, language: 'en' | 'es') => readSentiment(text, language).label;

const english = {
  positive: [
    'No issues and everything was excellent',
    'not bad',
    'Not bad at all, actually',
    "I can't complain, everything was fine",
    'Couldn’t be happier with the service',
    'Super quick delivery and friendly driver',
    'Problem solved in five minutes',
    'A bit pricey but absolutely worth it',
    'Although the wait was long, the agent was brilliant',
    'I have never had a problem with this company',
    'It was a pleasure, no complaints',
    'Would definitely recommend',
    'Not only fast but also very polite',
    'Refund processed the same day, very happy',
    'The agent resolved my issue quickly',
    'The breakfast was delicious and the room spotless',
    'She went out of her way to help me',
    'Kudos to Maria in the store',
    'Without any problems, I was very satisfied',
    'Thank you so much for your help',
    'The new app is much better',
    'It works great',
    'Thanks :)',
    '😍😍',
    '10/10',
  ],
  negative: [
    'The package never arrived',
    'My order never arrived and nobody answers the phone',
    'not helpful or friendly',
    'The agent was not very helpful',
    'I was on hold for 45 minutes and then they hung up on me',
    'Waited two hours and no one called back',
    'They cancelled my flight and refuse to refund me',
    'Rude staff',
    'The app keeps crashing when I log in',
    'The activation code never came',
    'Charged twice this month, still waiting for the refund',
    'Why is my bill wrong again?',
    'You failed to deliver my parcel',
    'Far from good',
    'Less than helpful',
    'Nothing works',
    'Waste of time and money',
    'It doesn’t work',
    'No help at all',
    'I would not recommend this to anyone',
    'Hidden fees everywhere',
    'Still no refund after three weeks',
    'The internet is down again',
    'My issue has not been resolved',
    "They didn't even apologise",
    'I have to repeat myself every time I call',
    'I wish someone would answer',
    'Without any explanation they blocked my account',
    "Can't get through to anyone",
    'Good phone but the battery is terrible and the screen broke',
    '😡',
  ],
  neutral: [
    'I called on Monday about my bill',
    'The order number is 123456',
    'Where can I find my invoice?',
    'I have two lines and one tablet',
    '',
    '...',
  ],
};

const spanish = {
  positive: [
    'Sin problemas, todo perfecto',
    'Muy buena atención, rápida y amable',
    'Todo excelente, lo recomiendo',
    'Me atendieron súper bien',
    'Me resolvieron el problema en cinco minutos',
    'No hay queja, todo muy bien',
    'No está mal',
    'nada mal',
    'No tuve ningún problema',
    'Ningún inconveniente, muy contento',
    'no puedo quejarme',
    'Muy chévere la atención',
    'está padrísimo',
    'bacano',
    'El personal es majo y atento',
    'Lo recomiendo 100%',
    'buenísimooo',
    'El código llegó enseguida, gracias',
    'Volveré sin duda',
    'El hotel está limpio y bien ubicado',
    'Aunque tardaron, el trato fue excelente',
    '¡Qué bien!',
    'rápido y fácil',
  ],
  negative: [
    'El agente no fue nada amable',
    'nada amable',
    'La app no funciona desde ayer',
    'El pedido nunca llegó',
    'Nadie contesta el teléfono',
    'Pesima atencion',
    'Me cobraron dos veces y no me devuelven el dinero',
    'Llevo tres semanas esperando',
    'Una vergüenza',
    'No me resolvieron el problema',
    'No me sirvió de nada',
    'No tienen ni idea',
    'No cumplen lo que prometen',
    'Demasiado caro para lo que ofrecen',
    'poco profesional',
    'Un poco lento',
    'no está bien',
    'no es bueno ni barato',
    'no lo recomiendo para nada',
    'La página se cae todo el tiempo',
    'El código de activación no llega',
    'Jamás vuelvo a comprar aquí',
    'Habitación pequeña, sucia y ruidosa',
    'El técnico no vino',
    'ni siquiera contestan',
    'sigo sin poder entrar',
    'Sin servicio desde ayer',
    'No solo tardan, además cobran de más',
    'Buen teléfono pero la batería es malísima y se rompió la pantalla',
    'El personal fue borde',
    'chafa',
    '👎',
  ],
  neutral: [
    'Llamé el lunes por mi factura',
    '¿Dónde puedo ver mi factura?',
    'Quiero cambiar mi plan',
    'Necesito información sobre mi tarifa',
  ],
};

describe.each([
  ['en', english],
  ['es', spanish],
] as const)('comments in %s', (language, comments) => {
  const cases = Object.entries(comments).flatMap(([label, texts]) => texts.map((text) => [text, label] as const));
  it.each(cases)('%j is %s', (text, label) => {
    expect(read(text, language)).toBe(label);
  });
});

describe('negation', () => {
  it('ends at a pause, at "and" and at "but"', () => {
    expect(read('No, the agent was great', 'en')).toBe('positive');
    expect(read('No delays and great food', 'en')).toBe('positive');
    expect(read('Not cheap but great', 'en')).toBe('positive');
    expect(read('No ayudan pero el local es bonito', 'es')).toBe('positive');
  });

  it('goes on over "or" and "ni"', () => {
    expect(read('not fast or friendly', 'en')).toBe('negative');
    expect(read('no es amable ni rápido', 'es')).toBe('negative');
  });
});

describe('emphasis', () => {
  const share = (text: string, side: 'positive' | 'negative', language: 'en' | 'es' = 'en') =>
    readSentiment(text, language).scores[side];

  it('grows with degrees, capitals, drawn-out letters and exclamation marks', () => {
    const plain = share('the service was good', 'positive');
    expect(share('the service was very good', 'positive')).toBeGreaterThan(plain);
    expect(share('the service was GOOD', 'positive')).toBeGreaterThan(plain);
    expect(share('the service was gooood', 'positive')).toBeGreaterThan(plain);
    expect(share('the service was good!!', 'positive')).toBeGreaterThan(plain);
    expect(share('muy mala', 'negative', 'es')).toBeGreaterThan(share('mala', 'negative', 'es'));
  });

  it('shrinks with "slightly" and "un poco", and in a question', () => {
    expect(share('slightly rude', 'negative')).toBeLessThan(share('rude', 'negative'));
    expect(share('un poco mala', 'negative', 'es')).toBeLessThan(share('mala', 'negative', 'es'));
    expect(share('is it good?', 'positive')).toBeLessThan(share('it is good', 'positive'));
  });

  it('hears nothing in capitals when the whole text has them', () => {
    expect(share('THE SERVICE WAS GOOD', 'positive')).toBe(share('the service was good', 'positive'));
  });
});

describe('a text with two sides', () => {
  it('is mixed when both weigh about the same', () => {
    expect(read('Great food. Terrible service.', 'en')).toBe('mixed');
    expect(read('El personal muy amable pero la habitación sucia', 'es')).toBe('mixed');
  });

  it('leans to what stands after "but"', () => {
    const { scores } = readSentiment('Friendly staff but slow service', 'en');
    expect(scores.negative).toBeGreaterThan(scores.positive);
    const turned = readSentiment('Slow service but friendly staff', 'en').scores;
    expect(turned.positive).toBeGreaterThan(turned.negative);
  });
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom('good', 'malo', 'no', 'but', 'very', 'AND', '!', '?', ':(', '😀', '\ud800', 'aaaa', '10/10'),
      )
      .map((words) => words.join(' ')),
  );

  it('gets four finite shares from 0 to 1 that add up to 1, and the largest as its label', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('en' as const, 'es' as const), (text, language) => {
        const { label, scores } = readSentiment(text, language);
        const shares = Object.values(scores);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
        expect(scores[label]).toBe(Math.max(...shares));
      }),
    );
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty valueOf'])('is not upset by %j', (text) => {
    expect(readSentiment(text, 'en')).toEqual(readSentiment('tablet', 'en'));
  });

  it('hears "well" in neither "we’ll" nor "ill" in "I’ll"', () => {
    expect(read('we’ll call on Monday', 'en')).toBe('neutral');
    expect(read("I'll call on Monday", 'en')).toBe('neutral');
  });

  it('reads words without their accents and with apostrophes of any kind', () => {
    expect(readSentiment('pesimo', 'es')).toEqual(readSentiment('pésimo', 'es'));
    expect(readSentiment('don´t like it', 'en')).toEqual(readSentiment("don't like it", 'en'));
    expect(readSentiment('dont like it', 'en')).toEqual(readSentiment("don't like it", 'en'));
  });

  it('is not read in its addresses and mentions', () => {
    expect(read('@terrible https://example.org/awful www.worst.example', 'en')).toBe('neutral');
  });
});
