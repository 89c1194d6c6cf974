import type { DigestContent } from './content.ts';
import { type Figures, figuresIn } from './figures.ts';
import type { Span } from './figures-dates.ts';
import { type Say, sayIn } from './messages.ts';
import { clip, plain } from './plain.ts';

/** The journey's schema allows 200, but a name longer than this is read by nobody, and a mail must stay small. */
const nameLengthMax = 60;
/** https://www.rfc-editor.org/errata/eid1690 */
const addressLengthMax = 254;

/** What the sentences of one digest share: their language, and what they compare with. */
export interface Voice {
  readonly say: Say;
  readonly figures: Figures;
  readonly span: Span;
  /** "the week before", or "the week of Oct 5" where that is not the one before. */
  readonly before: string;
  /** "a week" */
  readonly per: string;
  /** Makes a name from outside plain and short. */
  readonly name: (text: string) => string;
  /** Makes an address plain, and leaves it whole: a shortened one leads nowhere. */
  readonly address: (text: string) => string;
}

export const voiceOf = ({ locale, period, previous }: Pick<DigestContent, 'locale' | 'period' | 'previous'>): Voice => {
  const say = sayIn(locale);
  const figures = figuresIn(locale);
  const span = figures.span(period);
  return {
    say,
    figures,
    span,
    before:
      previous.end === period.start
        ? say('before', { span })
        : say('before.named', { span, start: figures.start(previous, period) }),
    per: say('per', { span }),
    name: (text) => clip(plain(text), nameLengthMax),
    address: (text) => clip(plain(text), addressLengthMax),
  };
};
