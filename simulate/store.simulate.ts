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

/** One process after the other could use only one core. */
const share = async (from: number, count: number): Promise<number> => {
  const words = ['store', '--seed', String(from), '--seeds', String(count), '--signals', String(signals)];
  const quick = values.quick ? ['--quick'] : [];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), ...words, ...quick], {
    stdio: 'inherit',
    env: { ...process.env, SIMULATE_SHARE: '1' },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
};

const runAll = async (): Promise<boolean> => {
  for (let seed = first; seed < first + seeds; seed += 1) {
    const begunMs = performance.now();
    const failure = await runSeed(seed, signals, !values.quick);
    console.log(
      failure ??
        `seed ${seed}: ${signals} signals, no difference (${((performance.now() - begunMs) / 1_000).toFixed(1)} s)`,
    );
    if (failure !== undefined) return false;
  }
  return true;
};

const shareAll = async (): Promise<boolean> => {
  const processes = Math.min(availableParallelism(), seeds);
  const size = Math.ceil(seeds / processes);
  const shares = Array.from({ length: processes }, (_, index) =>
    share(first + index * size, Math.min(size, seeds - index * size)),
  );
  return (await Promise.all(shares)).every((code) => code === 0);
};

const isWhole = process.env.SIMULATE_SHARE === undefined && seeds > 1;
// Those who died left timers behind, which nobody waits for.
process.exit((await (isWhole ? shareAll() : runAll())) ? 0 : 1);
