import { type FaultKind, faultKinds } from './faults.ts';
import { historyOf, type Step } from './history.ts';
import { type Outcome, type Plan, simulate } from './simulation.ts';

/** How long to look for a shorter history. */
const shrinkMsMax = 60_000;

const without = <T>(list: readonly T[], from: number, count: number): T[] => [
  ...list.slice(0, from),
  ...list.slice(from + count),
];

/**
 * The shortest plan found that fails as the given one does: without whole kinds of faults, then without halves,
 * quarters … of its steps. The same seed on another history draws another run, so the end is short and not the shortest.
 */
const shrink = async (plan: Plan): Promise<Plan> => {
  const endMs = performance.now() + shrinkMsMax;
  const fails = async (other: Plan): Promise<boolean> =>
    performance.now() < endMs && (await simulate(other)).problems.length > 0;
  let best = plan;
  for (const kind of plan.faults) {
    const faults = new Set([...best.faults].filter((other) => other !== kind));
    if (await fails({ ...best, faults })) best = { ...best, faults };
  }
  for (let size = best.steps.length >> 1; size > 0; size >>= 1) {
    for (let from = best.steps.length - size; from >= 0; from -= size) {
      const steps = without<Step>(best.steps, from, size);
      if (await fails({ ...best, steps })) best = { ...best, steps };
    }
  }
  return best;
};

const linesMax = 150;

const sayStep = (step: Step): string =>
  JSON.stringify(step, (_name, value) => (value instanceof RegExp ? String(value) : value));

/** What a failure needs to be understood: its seed, what differs, and the shortest history that does. */
const report = (
  plan: Plan,
  { problems }: Outcome,
  signals: number,
  shortest: Plan,
  { problems: left, trace }: Outcome,
): string =>
  [
    `seed ${plan.seed} of ${signals} signals ends with ${problems.length} problems:`,
    ...problems.slice(0, 10).map((problem) => `  ${problem}`),
    `again: npm run simulate -- store --seed ${plan.seed} --signals ${signals}`,
    `the same in ${shortest.steps.length} steps, with ${[...shortest.faults].join(', ') || 'no faults'}:`,
    ...shortest.steps.map((step) => `  ${sayStep(step)}`),
    'ends with:',
    ...left.slice(0, 10).map((problem) => `  ${problem}`),
    'after:',
    ...trace.slice(-linesMax).map((line) => `  ${line}`),
  ].join('\n');

/**
 * Runs one seed with everything that may go wrong.
 *
 * @param isShrunk whether a failure is told in its shortest form, which takes minutes
 * @returns the report of a failure, and `undefined` when all is as it has to be
 */
export const runSeed = async (
  seed: number,
  signals: number,
  isShrunk = true,
  kinds: readonly FaultKind[] = faultKinds,
): Promise<string | undefined> => {
  const plan: Plan = { seed, steps: historyOf(seed, signals), faults: new Set(kinds) };
  const outcome = await simulate(plan);
  if (outcome.problems.length === 0) return undefined;
  const shortest = isShrunk ? await shrink(plan) : { ...plan, steps: [] };
  return report(plan, outcome, signals, shortest, isShrunk ? await simulate(shortest, true) : outcome);
};
