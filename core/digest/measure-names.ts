import type { Locale } from '../journey/schema.ts';

/** One thing, and more of it. */
type Names = readonly [one: string, more: string];

/**
 * What the channel tools measure, in Spanish. A measure is named by its words, the unit last, so another language's words
 * are another name.
 */
const spanish = new Map(
  Object.entries({
    waitSeconds: 'esperaSeconds',
    chatWaitSeconds: 'esperaEnElChatSeconds',
    callSeconds: 'llamadaSeconds',
    abandonedSeconds: 'esperaSinRespuestaSeconds',
    resolutionHours: 'resoluciónHours',
    deliveryHours: 'entregaHours',
    fulfilmentHours: 'preparaciónDelPedidoHours',
  }),
);

/** Things they count, most of them one at a time. */
const counted = new Map(
  Object.entries<Readonly<Record<Locale, Names>>>({
    missedCalls: { en: ['missedCall', 'missedCalls'], es: ['llamadaPerdida', 'llamadasPerdidas'] },
    contacts: { en: ['contact', 'contacts'], es: ['contacto', 'contactos'] },
    failures: { en: ['failure', 'failures'], es: ['fallo', 'fallos'] },
    disputes: { en: ['dispute', 'disputes'], es: ['disputa', 'disputas'] },
    ruleMatches: { en: ['ruleMatch', 'ruleMatches'], es: ['reglaCumplida', 'reglasCumplidas'] },
  }),
);

/**
 * A measure under the name the reader's language has for it, or else its own.
 *
 * @param amount of which it is said; of one thing its name may be another
 * @example measureIn('es', 'waitSeconds') // => 'esperaSeconds', which is said as "espera 90 segundos"
 */
export const measureIn = (locale: Locale, measure: string, amount?: number): string => {
  const things = counted.get(measure)?.[locale];
  if (things) return things[amount === 1 ? 0 : 1];
  return (locale === 'es' ? spanish.get(measure) : undefined) ?? measure;
};
