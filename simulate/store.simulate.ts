import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * The store under everything AWS documents: whole histories through the real score, erase, rebuild and delivery code, each
 * decided by one seed, and at the end every row compared with a plain fold over what was delivered.
 * `npm run simulate -- store [--seed N] [--signals M] [--seeds K]` runs the seeds N … N + K − 1; the suite runs 50 of
 * 500 signals. A failure prints its seed and the shortest history found that fails.
 */
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
const { runSeed } = await import('./store/shrink.ts');

const { values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    signals: { type: 'string', default: '100000' },
    seeds: { type: 'string', default: '20' },
    /** Fails without looking for a shorter history. */
    quick: { type: 'boolean', default: false },
  },
});
const [first, signals, seeds] = [Number(values.seed), Number(values.signals), Number(values.seeds)];
if (![first, signals, seeds].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('simulate store: --seed, --signals and --seeds are whole numbers above 0');
  process.exit(2);
}

/** One process after the other could use only one core, and in one for all the dead workers of every world would pile up. */
const apart = async (seed: number): Promise<boolean> => {
  const words = ['store', '--seed', String(seed), '--seeds', '1', '--signals', String(signals)];
  const quick = values.quick ? ['--quick'] : [];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), ...words, ...quick], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code === 0;
};

const runHere = async (seed: number): Promise<boolean> => {
  const begunMs = performance.now();
  const failure = await runSeed(seed, signals, !values.quick);
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(1);
  console.log(failure ?? `seed ${seed}: ${signals} signals, no difference (${seconds} s)`);
  return failure === undefined;
};

/** As many at once as there are cores, until one fails. */
const runAll = async (): Promise<boolean> => {
  const left = Array.from({ length: seeds }, (_, index) => first + index);
  let isTrue = true;
  const lane = async () => {
    for (let seed = left.shift(); seed !== undefined && isTrue; seed = left.shift())
      isTrue = (await apart(seed)) && isTrue;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return isTrue;
};

// Those who died left timers behind, which nobody waits for.
process.exit((await (seeds === 1 ? runHere(first) : runAll())) ? 0 : 1);
