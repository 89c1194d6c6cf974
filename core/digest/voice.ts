import type { DigestContent } from './content.ts';
import { type Figures, figuresIn } from './figures.ts';
import { type Say, sayIn } from './messages.ts';
import { clip, plain } from './plain.ts';

/** The journey's schema allows 200, but a mail must stay small whatever it is asked to say. */
const nameLengthMax = 200;

/** What the sentences of one digest share: their language, and what they compare with. */
export interface Voice {
  readonly say: Say;
  readonly figures: Figures;
  /** "the week before" */
  readonly before: string;
  /** "a week" */
  readonly per: string;
  /** Makes a name or address from outside plain and short. */
  readonly name: (text: string) => string;
}

export const voiceOf = ({ locale, period }: Pick<DigestContent, 'locale' | 'period'>): Voice => {
  const say = sayIn(locale);
  const figures = figuresIn(locale);
  const span = figures.span(period);
  return {
    say,
    figures,
    before: say('before', { span }),
    per: say('per', { span }),
    name: (text) => clip(plain(text), nameLengthMax),
  };
};
