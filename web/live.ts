import { useEffect } from 'preact/hooks';
import type { PipelineStatus } from '../core/status.ts';
import type { Loaded } from './loaded.ts';

const lookMs = 5_000;

/** How far the local run is with what it received; nothing when it does not answer. */
const standing = async (): Promise<string | undefined> => {
  const response = await fetch('/desk/status.json').catch(() => undefined);
  if (!response?.ok) return undefined;
  const { received, stored, repeated }: PipelineStatus = await response.json();
  return `${received} ${stored} ${repeated}`;
};

/**
 * Asks again as the local run fills, while somebody looks: whoever opens the page at once sees the sample arrive.
 *
 * Deployed there is no such thing, because the periods that are shown are over.
 */
export const useLive = <T>(isLocal: boolean, loaded: Loaded<T>): void => {
  const { value, problem, retry } = loaded.state === 'ready' ? loaded : {};
  useEffect(() => {
    if (!isLocal || value === undefined || retry === undefined) return;
    const began = standing();
    const look = async () => {
      if (document.hidden) return;
      const now = await standing();
      if (problem === undefined && now === (await began)) return;
      // The answer begins the next watch: asking again before it is there would only put it off.
      clearInterval(timer);
      retry();
    };
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [isLocal, value, problem, retry]);
};
