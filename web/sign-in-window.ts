import type { Locale } from '../core/journey/schema.ts';

/** As much of a browser's window as signing in needs. */
export interface SignInWindow {
  /** Where the page is. */
  readonly href: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly locale: Locale;
  /** Leaves the page. */
  leaveFor(url: URL): void;
  /** Says that the page is at another address of its own, without a step to go back to. */
  restore(address: string): void;
  nowMs(): number;
}

const localeOf = (): Locale => {
  const asked = new URL(location.href).searchParams.get('lang') ?? navigator.language;
  return asked.startsWith('es') ? 'es' : 'en';
};

export const thisWindow = (): SignInWindow => ({
  get href() {
    return location.href;
  },
  storage: sessionStorage,
  locale: localeOf(),
  leaveFor: (url) => {
    // Whoever comes back by the browser's own button finds the page as it was left: waiting to be gone.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
    // Replaced, because going back to a page that only leads on is no way back.
    location.replace(url);
  },
  restore: (address) => history.replaceState(null, '', address),
  nowMs: () => Date.now(),
});
