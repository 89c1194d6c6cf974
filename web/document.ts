import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../core/journey/schema.ts';

/** The window's title and the document's language follow what is shown. */
export const useDocument = (locale: Locale, title: string): void => {
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
    document.title = title;
  }, [locale, title]);
};

/** Whoever goes on by a link that is gone with the next sheet begins at that sheet, not at the top of the window. */
export const useHeldFocus = (shown: unknown): void => {
  const before = useRef(shown);
  useLayoutEffect(() => {
    const isNext = before.current !== undefined && before.current !== shown;
    if (isNext && document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
    before.current = shown;
  }, [shown]);
};

/** Whether the window is as a media query says; where there is no window, anything may be asked for. */
export const useMedia = (query: string): boolean => {
  const list = useRef(globalThis.matchMedia?.(query)).current;
  const [matches, setMatches] = useState(list?.matches ?? true);
  useEffect(() => {
    const follow = () => setMatches(list?.matches ?? true);
    list?.addEventListener('change', follow);
    return () => list?.removeEventListener('change', follow);
  }, [list]);
  return matches;
};

/** What was there before as long as the new says the same, so that nothing is drawn again for nothing. */
export const useSame = <T>(value: T): T => {
  const held = useRef(value);
  if (held.current !== value && JSON.stringify(held.current) !== JSON.stringify(value)) held.current = value;
  return held.current;
};
