import type { Draft } from '../core/score.ts';
import { type Comprehend, type Detection, textsPerCallMax } from './comprehend.ts';

/** As much of a draft as its reading needs. */
type Text = Pick<Draft, 'language' | 'parts'>;

interface Part<T extends Text> {
  readonly draft: T;
  readonly index: number;
  readonly text: string;
}

const cut = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/**
 * Reads the texts of a whole batch in as few calls as Comprehend allows: one language and 25 texts each.
 *
 * @returns per draft, one detection for each of its parts
 */
export const readTexts = async <T extends Text>(
  comprehend: Comprehend,
  drafts: readonly T[],
  deadline: AbortSignal,
): Promise<ReadonlyMap<T, readonly Detection[]>> => {
  const byLanguage = new Map<string, Part<T>[]>();
  const detections = new Map<T, Detection[]>();
  for (const draft of drafts) {
    detections.set(draft, []);
    const parts = byLanguage.get(draft.language ?? '') ?? [];
    byLanguage.set(draft.language ?? '', [...parts, ...draft.parts.map((text, index) => ({ draft, index, text }))]);
  }
  const calls = [...byLanguage].flatMap(([language, parts]) =>
    cut(parts, textsPerCallMax).map(async (group) => {
      const found = await comprehend.detect(
        group.map(({ text }) => text),
        language,
        deadline,
      );
      for (const [position, { draft, index }] of group.entries()) {
        const held = detections.get(draft);
        if (held) held[index] = found[position] ?? 'pending';
      }
    }),
  );
  await Promise.all(calls);
  return detections;
};
