import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { type Address, addressOf, readAddress } from './address.ts';

/** What a step of the history remembers beside its address: the id of what had the focus when it was left. */
interface Step {
  readonly focus?: string;
}

const focusOn = (id: string | undefined): void => {
  if (id !== undefined && id !== '') document.getElementById(id)?.focus({ preventScroll: true });
};

/**
 * Where the reader is, and how they go on.
 *
 * Back and forward bring the focus back; the browser does the same with the scroll, since the page keeps its height.
 */
export const useWay = (): readonly [Address, (next: Address) => void] => {
  const [{ address, focus }, setPlace] = useState<{ address: Address } & Step>(() => ({
    address: readAddress(location.search),
  }));
  useEffect(() => {
    const onWay = ({ state }: PopStateEvent) => setPlace({ address: readAddress(location.search), ...(state as Step) });
    addEventListener('popstate', onWay);
    return () => removeEventListener('popstate', onWay);
  }, []);
  useLayoutEffect(() => focusOn(focus), [address, focus]);
  const go = useCallback((next: Address) => {
    // A step that changes nothing would only lengthen the way back.
    if (addressOf(next) === addressOf(readAddress(location.search))) return;
    const left: Step = { focus: document.activeElement?.id ?? '' };
    history.replaceState(left, '');
    history.pushState({}, '', addressOf(next));
    setPlace({ address: readAddress(location.search) });
  }, []);
  return [address, go];
};
