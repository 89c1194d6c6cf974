import type { DigestContent } from '../digest/content.ts';
import { findingWords } from '../digest/statements-finding.ts';
import { illusionWords } from '../digest/statements-places.ts';
import { promisesWords } from '../digest/statements-promise.ts';
import { voiceOf } from '../digest/voice.ts';
import type { Statement, TouchpointAnswer } from './api.ts';

/** Sentences that the mail sets in one paragraph, without those there is nothing to say about. */
const paragraph = (...sentences: readonly (string | undefined)[]): string =>
  sentences.filter((sentence) => sentence !== undefined).join(' ');

/**
 * What the digest says of one touchpoint, word for word: its sentences are the mail's own, so that a reader who has both
 * never wonders which of them is right. A customer's words are left out; the touchpoint's verbatims stand beside it.
 */
export const statementsOf = (id: string, content: DigestContent): readonly Statement[] => {
  const voice = voiceOf(content);
  const isHere = ({ touchpoint }: { readonly touchpoint: string }) => touchpoint === id;
  const found = content.findings.filter(isHere).map((finding): Statement => {
    const { tone, title, step, change, sureness, mix, cause, reason, spread, also, evidence, next } = findingWords(
      finding,
      content,
      voice,
    );
    const lines = [step, paragraph(change, sureness, mix, cause), paragraph(reason, spread), also ?? '', evidence];
    return { tone, title, lines: lines.filter((line) => line !== ''), next: next.step };
  });
  const seeming = content.illusions.filter(isHere).map((illusion): Statement => {
    const { title, step, why } = illusionWords(illusion, content.locale, voice);
    return { tone: 'mixed', title, lines: [step, why] };
  });
  return [...found, ...seeming];
};

const tones = { kept: 'better', missed: 'worse', unsure: 'unsure' } as const;

/** How the promises of one touchpoint were kept, in the words of the digest. */
export const promisesOf = (id: string, content: DigestContent): TouchpointAnswer['promises'] => {
  const voice = voiceOf(content);
  return content.commitments
    .filter(({ touchpoint }) => touchpoint === id)
    .flatMap((line) => promisesWords([line], voice).items)
    .map(({ tone, title, share, evidence }) => ({ tone: tones[tone], text: `${title}. ${share}`, evidence }));
};
