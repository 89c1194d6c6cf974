import { useEffect, useRef, useState } from 'preact/hooks';
import type { VerbatimsAnswer, Voice } from '../../core/map/api.ts';
import type { ApiProblem } from '../client.ts';

/** Of pages asked for at one go: a rare theme may be pages away, and nobody shall wait for all of a long history. */
const emptyPagesMax = 5;

type Ask = (cursor: string | undefined, signal: AbortSignal) => Promise<VerbatimsAnswer>;

/** The next page that holds anything, or the last one that was asked for. */
export const nextFilled = async (
  ask: Ask,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<VerbatimsAnswer> => {
  let page = await ask(cursor, signal);
  for (let empty = 1; empty <= emptyPagesMax && page.verbatims.length === 0 && page.cursor !== undefined; empty += 1) {
    page = await ask(page.cursor, signal);
  }
  return page;
};

/** What was shown so far of a list that goes on. */
interface Shown {
  readonly verbatims: readonly Voice[];
  /** Of those, how many came with the last page. */
  readonly added: number;
  readonly cursor?: string;
}

/**
 * A list that grows on request.
 *
 * @param first its first page; another one begins a new list
 */
export const usePages = (first: VerbatimsAnswer, ask: Ask) => {
  const [held, setHeld] = useState<{ readonly first: VerbatimsAnswer; readonly shown: Shown }>();
  const [isLoading, setIsLoading] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const going = useRef<AbortController>(undefined);
  useEffect(() => () => going.current?.abort(), []);

  const shown: Shown = held?.first === first ? held.shown : { ...first, added: first.verbatims.length };
  const more = async () => {
    if (isLoading || shown.cursor === undefined) return;
    const abort = new AbortController();
    going.current = abort;
    setIsLoading(true);
    setProblem(undefined);
    try {
      const { verbatims, cursor } = await nextFilled(ask, shown.cursor, abort.signal);
      const all = [...shown.verbatims, ...verbatims];
      setHeld({
        first,
        shown: { verbatims: all, added: verbatims.length, ...(cursor !== undefined && { cursor }) },
      });
    } catch (cause) {
      if (abort.signal.aborted) return;
      // A client throws nothing else.
      setProblem(cause as ApiProblem);
    } finally {
      setIsLoading(false);
    }
  };
  return { shown, more, isLoading, problem };
};
