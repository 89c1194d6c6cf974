import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Where the panel covers the whole screen (panel.css), what lies under it must be out of reach, too. */
const coversAll = '(max-width: 700px)';

/** What opened the panel, or the touchpoint's own link when an address did. */
const openerOf = (touchpoint: string, last: Element | null): HTMLElement | undefined => {
  if (last instanceof HTMLElement && last.isConnected && last !== document.body) return last;
  return [...document.querySelectorAll<HTMLAnchorElement>('#sheet a.place')].find(
    (link) => new URL(link.href).searchParams.get('touchpoint') === touchpoint && link.checkVisibility(),
  );
};

/**
 * Shows a `<dialog>`: beside the sheet, which stays usable, where there is room for both; in front of it where there is
 * not. Escape closes it. Focus goes to its heading whenever something else is told, and back at the end.
 *
 * @param customer whose story is told instead of the touchpoint's
 */
export const useDialog = (touchpoint: string, customer: string | undefined, close: () => void) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  const now = useRef({ touchpoint, close });
  now.current = { touchpoint, close };

  useLayoutEffect(() => {
    const { current } = dialog;
    if (current === null) return;
    opener.current = document.activeElement;
    const screen = matchMedia(coversAll);
    const open = () => {
      if (current.open) current.close();
      if (screen.matches) current.showModal();
      else current.show();
      heading.current?.focus();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      now.current.close();
    };
    open();
    screen.addEventListener('change', open);
    document.addEventListener('keydown', onKey);
    return () => {
      screen.removeEventListener('change', open);
      document.removeEventListener('keydown', onKey);
      current.close();
      openerOf(now.current.touchpoint, opener.current)?.focus();
    };
  }, []);

  useEffect(() => {
    // Somebody may pick the next touchpoint on the sheet while the panel is open.
    if (!dialog.current?.contains(document.activeElement)) opener.current = document.activeElement;
    heading.current?.focus();
    dialog.current?.scrollTo(0, 0);
  }, [touchpoint, customer]);

  return { dialog, heading };
};
