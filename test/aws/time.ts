import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, vi } from 'vitest';

/** Makes time stand still for every test of a file: the SDK's pauses between retries end when the test says so. */
export const holdTime = (): void => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
};

/** Longer than any pause of the SDK: how long it chose by chance then makes no difference, and a seed replays a race. */
const pauseMsMax = 60_000;

/**
 * Lets pass whatever time some work waits for, at once. Needs {@link holdTime}.
 *
 * @param step done again and again, whenever nothing else can run
 */
export const withoutWaiting = async <T>(work: Promise<T>, step: () => Promise<void> = async () => {}): Promise<T> => {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => {});
  while (!isDone) {
    await nextTurn();
    vi.advanceTimersByTime(pauseMsMax);
    await step();
  }
  return done;
};
