import { expect, it } from 'vitest';
import { runSeed } from '../../simulate/store/shrink.ts';

const signals = 500;

/**
 * Every row equals the fold over the truth, whatever befell requests, workers, messages and operators: one claim for some
 * seeds. Two files share the seeds of the suite, so that two cores can.
 */
export const endsInTheTruth = (from: number, to: number): void => {
  it(`every row is as a plain fold has it, after ${signals} signals on each of the bad days ${from} to ${to}`, async () => {
    for (let seed = from; seed <= to; seed += 1) {
      const failure = await runSeed(seed, signals);
      expect(failure, failure).toBeUndefined();
    }
  }, 600_000);
};
