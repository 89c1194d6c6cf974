import { hourMs } from './calendar.ts';
import { type Chance, chance } from './chance.ts';
import type { Draft } from './draft.ts';
import { silent } from './truth.ts';

/** Shares of webhooks to which each thing happens on the way, as it does between any tool and any other. */
const lateShare = 0.03;
const correctedShare = 0.03;
const duplicateShare = 0.02;

const secondMs = 1_000;
const usualDelaySecondsMax = 90;

/** A body and when it arrives. */
export interface Delivery {
  readonly source: string;
  readonly atMs: number;
  readonly body: Buffer;
}

const delayMs = (draw: Chance): number => secondMs + draw.below(usualDelaySecondsMax * secondMs);
const daysMs = (draw: Chance, from: number, to: number): number =>
  Math.floor((from + (to - from) * draw.unit()) * 24 * hourMs);

/**
 * What arrives: nearly everything within seconds and once, some of it days late, some twice, some corrected. The tablets
 * have none of it, so that their silence is as sudden as it seems.
 *
 * @param endMs nothing arrives at it or later: what could not be late in time is not late
 */
export const deliveries = (drafts: readonly Draft[], endMs: number, seed: number): Delivery[] => {
  const draw = chance(seed, 'mishaps');
  return drafts.flatMap(({ source, occurredMs, body, revise }) => {
    const promptMs = Math.min(occurredMs + delayMs(draw), endMs - secondMs);
    if (source === silent.source) return [{ source, atMs: promptMs, body }];

    const updatedMs = promptMs + daysMs(draw, 0.01, 1.5);
    if (revise !== undefined && draw.happens(correctedShare) && updatedMs + usualDelaySecondsMax * secondMs < endMs) {
      const [first, corrected] = revise(updatedMs);
      return [
        { source, atMs: promptMs, body: first },
        { source, atMs: updatedMs + delayMs(draw), body: corrected },
      ];
    }
    const lateMs = occurredMs + daysMs(draw, 1, 3);
    const atMs = draw.happens(lateShare) && lateMs < endMs ? lateMs : promptMs;
    const againMs = atMs + daysMs(draw, 0.0001, 0.2);
    const isTwice = draw.happens(duplicateShare) && againMs < endMs;
    return [{ source, atMs, body }, ...(isTwice ? [{ source, atMs: againMs, body }] : [])];
  });
};
