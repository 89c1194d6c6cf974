import { type Voice, voiceOf } from '../../core/digest/voice.ts';
import { mediumNames } from '../../core/journey/media.ts';
import { type SayOnMap, sayOnMap } from '../../core/map/messages.ts';
import type { Sheet } from '../../core/map/schema.ts';
import type { Medium } from '../../core/signal.ts';

/** In the order of the rows. The schema's own list would bring all of zod along. */
export const media = Object.keys(mediumNames) as readonly Medium[];

/** How comments feel: beside a word, never alone. */
export const feelingMarks = { positive: '+', negative: '−', mixed: '±', neutral: '·' } as const;

/** The words of one sheet: those of the digest wherever it has some. */
export interface MapVoice extends Voice {
  readonly sayOnMap: SayOnMap;
  readonly medium: (medium: Medium) => string;
}

/** Whether it compares with the period just before, as the mail does. */
export const isComparedAsMailed = ({ period, previous }: Pick<Sheet, 'period' | 'previous'>): boolean =>
  previous.end === period.start;

export const mapVoiceOf = (sheet: Pick<Sheet, 'locale' | 'period' | 'previous'>): MapVoice => ({
  ...voiceOf(sheet),
  sayOnMap: sayOnMap(sheet.locale),
  medium: (medium) => mediumNames[medium][sheet.locale],
});
