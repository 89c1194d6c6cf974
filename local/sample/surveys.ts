import type { Medium, ScoreName } from '../../core/signal.ts';
import type { Mood } from './phrases.ts';
import { better, seemsBetter, silent, worse } from './truth.ts';

/** One question somebody is asked somewhere, again and again. */
export interface Survey {
  readonly touchpoint: string;
  readonly source: string;
  readonly score: ScoreName;
  /** Answers in a usual week. */
  readonly weekly: number;
  /** Share of answers with a comment. */
  readonly commented: number;
  /** Relative volume from Monday to Sunday. */
  readonly days: readonly number[];
  /** When people answer: the first and last hour on the wall. */
  readonly hours: readonly [from: number, to: number];
}

const office = [1.15, 1.1, 1.05, 1.05, 1, 0.6, 0.45];
const leisure = [1.05, 1, 1, 1, 1, 0.85, 0.8];
const shopping = [0.9, 0.9, 0.95, 1, 1.1, 1.2, 0.6];
/** Malls are open every day, and the tablets with them. */
const malls = [1, 1, 1, 1, 1, 1, 1];

const survey = (
  [touchpoint, source, score]: readonly [string, string, ScoreName],
  weekly: number,
  commented: number,
  days: readonly number[] = leisure,
  hours: Survey['hours'] = [8, 23],
): Survey => ({ touchpoint, source, score, weekly, commented, days, hours });

/** Help-desk ratings are not here: they follow their tickets, see tickets.ts. */
export const surveys: readonly Survey[] = [
  survey(['website', 'own-systems', 'nps'], 34, 0.5),
  survey(['coverage-map', 'own-systems', 'rating'], 13, 0.5),
  survey(['plan-finder', 'own-systems', 'ces'], 33, 0.5),
  survey([seemsBetter.touchpoint, 'store-survey', 'nps'], 114, 0.6, shopping, [10, 21]),
  survey([seemsBetter.touchpoint, 'text-surveys', 'nps'], 88, 0.55, shopping, [10, 22]),
  survey(['online-order', 'joining-survey', 'csat'], 33, 0.55),
  survey([silent.touchpoint, silent.source, 'rating'], 7 * 16, 0.06, malls, [10, 21.5]),
  survey([silent.touchpoint, 'text-surveys', 'rating'], 34, 0.5, shopping, [10, 22]),
  survey(['sim-delivery', 'email-survey', 'csat'], 17, 0.6, office),
  survey(['sim-delivery', 'text-surveys', 'csat'], 17, 0.5, office),
  survey([worse.touchpoint, 'joining-survey', 'nps'], 67, 0.8),
  survey([worse.touchpoint, 'app-feedback', 'nps'], 35, 0.75),
  survey([worse.touchpoint, 'text-surveys', 'nps'], 33, 0.7),
  survey(['network', 'app-feedback', 'nps'], 22, 0.6),
  survey(['network', 'text-surveys', 'nps'], 15, 0.55),
  survey(['network', 'app-reviews', 'rating'], 7, 0.95),
  survey(['app-account', 'app-feedback', 'nps'], 38, 0.6),
  survey(['app-account', 'app-reviews', 'rating'], 12, 0.9),
  survey(['roaming', 'text-surveys', 'csat'], 16, 0.55),
  survey(['monthly-bill', 'email-survey', 'csat'], 36, 0.65, office),
  survey(['top-up', 'app-feedback', 'ces'], 32, 0.45),
  survey(['phone-queue', 'call-centre', 'csat'], 24, 0.5, office, [9, 21]),
  survey(['phone-queue', 'text-surveys', 'csat'], 22, 0.5, office, [9, 21]),
  survey([better.touchpoint, 'support-chats', 'nps'], 157, 0.65, office, [8, 23]),
  survey(['renewal-offer', 'email-survey', 'nps'], 34, 0.55, office),
  survey(['cancellation', 'own-systems', 'csat'], 11, 0.7, office),
];

/** Of those asked at a touchpoint, the share that answers; the same every week. */
export const responseShares: Readonly<Record<string, number>> = {
  website: 0.15,
  'coverage-map': 0.17,
  'plan-finder': 0.2,
  [seemsBetter.touchpoint]: 0.19,
  'online-order': 0.28,
  [silent.touchpoint]: 0.16,
  'sim-delivery': 0.24,
  [worse.touchpoint]: 0.29,
  network: 0.17,
  'app-account': 0.18,
  roaming: 0.2,
  'monthly-bill': 0.16,
  'top-up': 0.22,
  'help-desk': 0.3,
  'phone-queue': 0.21,
  [better.touchpoint]: 0.27,
  'renewal-offer': 0.18,
  cancellation: 0.26,
};

/** Where most of a touchpoint's answers come from: what was sent is counted there, too. */
export const usualMedium: Readonly<Record<string, Medium>> = {
  'monthly-bill': 'email',
  [seemsBetter.touchpoint]: 'store',
  [silent.touchpoint]: 'sms',
  'sim-delivery': 'email',
  network: 'app',
  'app-account': 'app',
  roaming: 'sms',
  'top-up': 'app',
  'help-desk': 'email',
  'phone-queue': 'phone',
  [better.touchpoint]: 'chat',
  'renewal-offer': 'email',
};

/** What each mood answers on each scale, as often as it stands here. */
export const answersOf: Readonly<Record<ScoreName, Readonly<Record<Mood, readonly number[]>>>> = {
  nps: { glad: [9, 9, 10, 10, 10], flat: [7, 8, 8], cross: [0, 0, 1, 1, 2, 3, 3, 4, 5, 6] },
  csat: { glad: [4, 5, 5], flat: [3, 3, 4], cross: [1, 1, 2, 2] },
  ces: { glad: [6, 7, 7], flat: [4, 5, 5], cross: [1, 2, 2, 3, 3] },
  rating: { glad: [4, 5, 5], flat: [3, 3, 4], cross: [1, 1, 2] },
};
