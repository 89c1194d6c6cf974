import type { Locale } from '../core/journey/schema.ts';

/** Why nobody is signed in. Nothing of an answer is repeated: addresses and answers of a sign-in can hold secrets. */
export type SignInTrouble = 'denied' | 'expired' | 'unreachable' | 'failed';

const words: Readonly<Record<Locale, Readonly<Record<SignInTrouble, string>>>> = {
  en: {
    denied: 'Signing in was cancelled or refused. Reload the page to try again, or ask whoever runs it to let you in.',
    expired: 'This sign-in is too old, or was begun in another window. Reload the page to sign in again.',
    unreachable: 'The sign-in service cannot be reached. Check the connection, then reload the page.',
    failed: 'Signing in did not work. Reload the page to try again; if that does not help, tell whoever runs it.',
  },
  es: {
    denied:
      'El inicio de sesión se canceló o se rechazó. Recarga la página para volver a intentarlo o pide acceso a quien la administra.',
    expired:
      'Este inicio de sesión ha caducado o se empezó en otra ventana. Recarga la página para iniciar sesión de nuevo.',
    unreachable: 'No se puede llegar al servicio de inicio de sesión. Comprueba la conexión y recarga la página.',
    failed:
      'No se pudo iniciar sesión. Recarga la página para volver a intentarlo; si no basta, avisa a quien la administra.',
  },
};

export class SignInProblem extends Error {
  readonly kind: SignInTrouble;

  constructor(kind: SignInTrouble, locale: Locale, options?: ErrorOptions) {
    super(words[locale][kind], options);
    this.name = 'SignInProblem';
    this.kind = kind;
  }
}
