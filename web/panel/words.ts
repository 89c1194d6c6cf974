import type { Locale } from '../../core/journey/schema.ts';
import type { Sheet } from '../../core/map/schema.ts';
import type { ScoreName } from '../../core/signal.ts';
import { type MapVoice, mapVoiceOf } from '../sheet/voice.ts';
import { type SayOnPanel, sayOnPanel } from './messages.ts';

/** What the panel says it with: the digest's words and the sheet's wherever they have some. */
export interface Words extends MapVoice {
  readonly locale: Locale;
  readonly t: SayOnPanel;
}

export const wordsOf = (sheet: Pick<Sheet, 'locale' | 'period' | 'previous'>): Words => ({
  ...mapVoiceOf(sheet),
  locale: sheet.locale,
  t: sayOnPanel(sheet.locale),
});

/** The highest answer of each question. The schema's own ranges would bring all of zod along. */
export const highestAnswer = { nps: 10, csat: 5, ces: 7, rating: 5 } as const satisfies Record<ScoreName, number>;
