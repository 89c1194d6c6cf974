import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type ApiProblem, problemOf } from './client.ts';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      readonly value: T;
      /** What was there before, while the new is on its way or there is no connection. */
      readonly isStale: boolean;
      /** There is no connection, and this is what was there before. */
      readonly problem?: ApiProblem;
      retry(): void;
    }
  | { readonly state: 'failed'; readonly problem: ApiProblem; retry(): void };

interface Held<T> {
  readonly value?: { readonly key: string; readonly of: T };
  readonly problem?: { readonly key: string; readonly of: ApiProblem };
}

/** What could not be reached is asked for again as soon as that may help. */
const useRetryWhenReachable = (problem: ApiProblem | undefined, retry: () => void): void => {
  const isOffline = problem?.kind === 'offline';
  useEffect(() => {
    if (!isOffline) return;
    const onSight = () => !document.hidden && retry();
    addEventListener('online', retry);
    document.addEventListener('visibilitychange', onSight);
    return () => {
      removeEventListener('online', retry);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [isOffline, retry]);
};

/**
 * Loads something again whenever its key changes, and keeps what was there until the new has come: nothing jumps, and
 * whoever loses the connection keeps what they were reading.
 *
 * A component that must begin anew with another thing takes that thing's id as its `key`.
 *
 * @param load is aborted when the key changes or the component goes
 * @param isOld whether something is shown only until it was loaded once more. Where that fails it stays: nobody asked.
 */
export const useLoaded = <T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  isOld: (value: T) => boolean = () => false,
): Loaded<T> => {
  const [attempt, setAttempt] = useState(0);
  const [{ value, problem }, setHeld] = useState<Held<T>>({});
  const newest = useRef(load);
  newest.current = load;
  useLayoutEffect(() => {
    const abort = new AbortController();
    const show = (of: T) => !abort.signal.aborted && setHeld({ value: { key, of } });
    newest.current(abort.signal).then(
      (of) => {
        show(of);
        if (isOld(of)) newest.current(abort.signal).then(show, () => {});
      },
      (cause) => {
        if (abort.signal.aborted) return;
        setHeld((held) => ({ ...held, problem: { key, of: problemOf(cause) } }));
      },
    );
    return () => abort.abort();
  }, [key, attempt]);
  const retry = useCallback(() => {
    setHeld((held) => {
      const { value: kept, problem: before } = held;
      // That there is no connection is true until something is heard again.
      if (kept !== undefined) return before?.of.kind === 'offline' ? held : { value: kept };
      return {};
    });
    setAttempt((count) => count + 1);
  }, []);
  const current = problem?.key === key ? problem.of : undefined;
  useRetryWhenReachable(current, retry);
  if (value !== undefined && (current === undefined || current.kind === 'offline')) {
    const isStale = value.key !== key || current !== undefined;
    return { state: 'ready', value: value.of, isStale, ...(current && { problem: current }), retry };
  }
  return current === undefined ? { state: 'loading' } : { state: 'failed', problem: current, retry };
};
