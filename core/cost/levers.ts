import type { Journey } from '../journey/schema.ts';
import { billOf, type Choice } from './bill.ts';

/** Something that would change a month's bill. */
export interface Lever {
  readonly what: string;
  /** US dollars a month; below zero it costs more. */
  readonly saves: number;
}

const leversMax = 6;
/** Shorter than the journey's own, or they change nothing. */
const retentionDays = 180;
const logRetentionDays = 7;
const longerCharacters = 500;

/** What would change a bill by a cent at least, most first. */
export const leversOf = (journey: Journey, signals: number, choice: Choice): Lever[] => {
  const { dollars } = billOf(journey, signals, choice);
  const lever = (what: string, changed: Partial<Choice>, other: Journey = journey): Lever => ({
    what,
    saves: dollars - billOf(other, signals, { ...choice, ...changed }).dollars,
  });
  const { organisation } = journey;
  const { retentionDays: keptDays = Number.POSITIVE_INFINITY } = organisation;
  const all = [
    lever('no texts: sources that bring scores alone need no Comprehend', { textShare: 0 }),
    choice.textCharacters > 300
      ? lever('texts of 300 characters or fewer, which cost the least', { textCharacters: 300 })
      : lever(`texts of ${longerCharacters} characters; any of 300 or fewer cost the same`, {
          textCharacters: longerCharacters,
        }),
    lever('all signals in full batches: imports, and tools that post lists', { batch: 100 }),
    lever('no alarmAddress: neither alarms nor dashboard', { isWatched: false }),
    lever(
      `retentionDays: ${retentionDays}; counts stay`,
      {},
      { ...journey, organisation: { ...organisation, retentionDays: Math.min(retentionDays, keptDays) } },
    ),
    lever(`logRetentionDays: ${logRetentionDays}`, {
      logRetentionDays: Math.min(logRetentionDays, choice.logRetentionDays),
    }),
    lever("AWS's free tier, where nothing else uses it up", { freeTier: true }),
  ];
  return all
    .filter(({ saves }) => Math.abs(saves) >= 0.01)
    .toSorted((a, b) => Math.abs(b.saves) - Math.abs(a.saves))
    .slice(0, leversMax);
};
