import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type Address, addressOf } from '../address.ts';

/** Where the panel covers the whole screen (panel.css), what lies under it must be out of reach, too. Paper has it in the flow. */
const coversAll = 'screen and (max-width: 700px)';

/** What opened the panel, or the touchpoint's own link when an address did. */
const openerOf = (touchpoint: string, last: Element | null): HTMLElement | undefined => {
  if (last instanceof HTMLElement && last.isConnected && last !== document.body) return last;
  return [...document.querySelectorAll<HTMLAnchorElement>('#sheet a.place')].find(
    (link) => new URL(link.href).searchParams.get('touchpoint') === touchpoint && link.checkVisibility(),
  );
};

/** Where a reader was when they opened a story. */
interface Place {
  readonly view: string;
  readonly scrollTop: number;
  readonly focus: Element | null;
}

/** What is told of a touchpoint, whether or not a story is told in front of it. */
const viewOf = (address: Address): string => addressOf({ ...address, customer: undefined });

/** Where the reader was in what they come back to from a story; nothing when something else was told in between. */
const usePlace = (address: Address, dialog: RefObject<HTMLDialogElement | null>): Place | undefined => {
  const left = useRef<Place>(undefined);
  const drawn = useRef(address);
  const before = drawn.current;
  drawn.current = address;
  if (address.customer === undefined) {
    const { current: place } = left;
    left.current = undefined;
    return place?.view === viewOf(address) ? place : undefined;
  }
  if (before.customer === undefined) {
    // Now, while this is being drawn: with the story in front, neither scroll nor focus are there to be read.
    const { activeElement: focus } = document;
    left.current = { view: viewOf(before), scrollTop: dialog.current?.scrollTop ?? 0, focus };
  }
  return undefined;
};

/**
 * Shows a `<dialog>`: beside the sheet, which stays usable, where there is room for both; in front of it where there is
 * not. Escape closes it. Focus goes to its heading whenever something else is told, from a story back to where it was
 * opened, and back to the sheet at the end.
 *
 * @param address of a touchpoint, or of the customer whose story is told instead
 */
export const useDialog = (address: Address, close: () => void) => {
  const { touchpoint = '', customer } = address;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  const now = useRef({ touchpoint, close });
  now.current = { touchpoint, close };
  const place = usePlace(address, dialog);

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

  useLayoutEffect(() => {
    dialog.current?.scrollTo(0, place?.scrollTop ?? 0);
  }, [touchpoint, customer]);

  useEffect(() => {
    // Somebody may pick the next touchpoint on the sheet while the panel is open.
    if (!dialog.current?.contains(document.activeElement)) opener.current = document.activeElement;
    const from = place?.focus;
    const isThere = from instanceof HTMLElement && dialog.current?.contains(from);
    (isThere ? from : heading.current)?.focus({ preventScroll: true });
  }, [touchpoint, customer]);

  return { dialog, heading };
};
