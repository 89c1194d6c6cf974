import type { JourneyMap } from '../journey/map.ts';
import type { Journey, Locale } from '../journey/schema.ts';
import type { Life } from '../people/life.ts';
import { type Step, shortId, storyOf, type Told } from '../people/story.ts';
import { moneyWords } from '../people/story-words.ts';
import type { StoredSignal } from '../signal.ts';
import type { CustomerAnswer } from './api.ts';

/** What is known of a person, as far as it is told here. */
interface Known {
  readonly customers: readonly string[];
  readonly told: readonly Told[];
  readonly life?: Life;
}

const lifeWords = ({ moneyMinor, ...life }: Life, locale: Locale): NonNullable<CustomerAnswer['life']> => ({
  ...life,
  money: Object.entries(moneyMinor).map(([currency, minor]) => moneyWords(minor, currency, locale)),
});

/**
 * One customer's story over all tools, for one reader.
 *
 * @param tells whether the reader may be told of a signal. What happened elsewhere is counted and not told, and so is their
 *   life as a whole, which is added up over everything
 */
export const customerOf = (
  { customers, told, life }: Known,
  {
    journey,
    map,
    locale,
    tells,
  }: {
    readonly journey: Journey;
    readonly map: JourneyMap;
    readonly locale: Locale;
    readonly tells: (step: { readonly touchpoint: string; readonly segments: StoredSignal['segments'] }) => boolean;
  },
): CustomerAnswer => {
  const [customer = '', ...linked] = customers.map(shortId);
  // Gaps and attempts are of the whole story: a gap in a part of it may be none.
  const steps = storyOf(told, journey, map, locale);
  const own = steps.filter(({ touchpointId: touchpoint }, index) =>
    tells({ touchpoint, segments: told[index]?.signal.segments ?? {} }),
  );
  const elsewhere = steps.length - own.length;
  return {
    locale,
    customer,
    linked,
    ...(life && elsewhere === 0 && { life: lifeWords(life, locale) }),
    steps: own.map(({ at: _at, ...step }: Step) => step),
    ...(elsewhere > 0 && { elsewhere }),
  };
};
