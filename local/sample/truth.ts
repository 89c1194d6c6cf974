/**
 * What is true about the invented customers of Faro Móvil, and so what a digest of the newest week should say.
 *
 * Thirteen closed weeks are alike but for chance: touchpoints differ, plans and regions differ a little, days share
 * incidents and weekends are quieter. Five things are planted, all in the newest week. Everything else that seems to
 * move is noise, and a digest that names it is wrong.
 */

export const timeZone = 'Europe/Madrid';
export const weekCount = 13;

/**
 * The seed of `npm start`. With any other the same things are planted; with this one, chance hides none of them and adds
 * none that looks as large.
 */
export const sampleSeed = 31;

/** Glad, flat and cross customers of a hundred. NPS is the first less the last. */
export type Moods = readonly [glad: number, flat: number, cross: number];

/** Days share incidents: standard deviation of a day's share of glad customers, in percentage points. */
export const daySpread = 3;

/** WORSE. Activation codes come late, for everybody alike: no plan or region has it better. */
export const worse = {
  touchpoint: 'sim-activation',
  theme: 'activation-code',
  before: [52, 28, 20] as Moods,
  newest: [17, 23, 60] as Moods,
  /** Share of comments that speak of it in the newest week. Before, about one in ten names the code, in any mood. */
  named: { glad: 0.1, flat: 0.45, cross: 0.85 },
} as const;

/**
 * BETTER. Agents were moved from the phone to the chat, where they now answer within seconds: more customers are glad and
 * say why, whatever their plan or region, and the waits show it.
 */
export const better = {
  touchpoint: 'support-chat',
  theme: 'quick-answer',
  before: [38, 30, 32] as Moods,
  newest: [65, 19, 16] as Moods,
  named: { glad: 0.65, flat: 0.4, cross: 0.1 },
} as const;

/**
 * SEEMS BETTER. Nobody got happier at the stores: each plan's moods stay what they were. A campaign brought customers with
 * a contract in, who were always content, and the overall NPS follows them up.
 */
export const seemsBetter = {
  touchpoint: 'store-visit',
  dimension: 'plan',
  group: 'contract',
  moods: { prepaid: [22, 27, 51], contract: [69, 20, 11], family: [44, 32, 24] } as Readonly<Record<string, Moods>>,
  /** Of a hundred answers. */
  before: { prepaid: 50, contract: 35, family: 15 },
  newest: { prepaid: 15, contract: 75, family: 10 },
} as const;

/**
 * SILENT. The tablets beside the tills brought at least fifteen answers every day, Sundays too, and stop for good at noon
 * of the newest Thursday. Their touchpoint is none of the above and hears the same customers by text message.
 */
export const silent = {
  source: 'store-tablets',
  touchpoint: 'store-checkout',
  answersPerDayMin: 15,
  /** 0 is Monday. */
  lastWeekday: 3,
  lastHour: 12,
} as const;

/** How long cases take: the commitment's limit, the share at or under it, and how far the rest are spread. */
export interface Pace {
  readonly limit: number;
  /** The quantile of the standard normal distribution that leaves `share` below it. */
  readonly z: number;
  readonly share: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
}

/**
 * MISSED COMMITMENT. With agents gone to the chat, telephones ring longer: of the calls, 80 % were promised an answer
 * within two minutes, 88 % got it, and in the newest week 60 %. What callers say of the calls themselves stays as it was.
 */
export const missed = {
  touchpoint: 'phone-queue',
  measure: 'waitSeconds',
  targetShare: 0.8,
  before: { limit: 120, z: 1.175, share: 0.88, spread: 0.8 } as Pace,
  newest: { limit: 120, z: 0.2533, share: 0.6, spread: 0.8 } as Pace,
} as const;

/** All other commitments are kept every week, each by more than six points. */
export const kept = {
  resolutionHours: { limit: 48, z: 1.476, share: 0.93, spread: 0.83 },
  deliveryHours: { limit: 72, z: 1.881, share: 0.97, spread: 0.35 },
  chatWaitSeconds: { limit: 60, z: 1.341, share: 0.91, spread: 0.7 },
} as const satisfies Record<string, Pace>;

/** Of {@link better}: the chat's first answers in the newest week. */
export const quickChatWait: Pace = { limit: 60, z: 2.054, share: 0.98, spread: 0.7 };
