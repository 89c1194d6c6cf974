import { isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Where a journey file defines something, and as what: its own lines, the first of them counted from 1. */
interface Definition {
  readonly line: number;
  readonly text: string;
}

/** By the id of the touchpoint. */
export type Definitions = Readonly<Record<string, Definition>>;

const isComment = (line = ''): boolean => /^\s*#/.test(line);
const isBlank = (line = ''): boolean => line.trim() === '';
const isDash = (line = ''): boolean => /^\s*-(\s|$)/.test(line);
/** With nothing of the item behind it but what it may be repeated by. */
const isDashAlone = (line = ''): boolean => /^\s*-\s*(&\S+)?\s*(#.*)?$/.test(line);

/**
 * The lines that define each touchpoint, as they are written: with the comments in them and directly above, because those
 * say why it is defined so.
 *
 * @param yamlText a journey that was read without problems; what cannot be read defines nothing
 * @example definitionsIn(text)['help-desk'] // => { line: 21, text: '          - id: help-desk\n            name: …' }
 */
export const definitionsIn = (yamlText: string): Definitions => {
  const counter = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  const lines = yamlText.split(/\r?\n/);
  const lineAt = (offset: number): number => counter.linePos(offset).line;

  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const itemsUnder = (node: unknown, key: string): unknown[] => {
    const map = resolved(node);
    const list = isMap(map) ? resolved(map.get(key, true)) : undefined;
    return isSeq(list) ? list.items : [];
  };

  const definitionOf = (node: Node): Definition => {
    const [start = 0, end = 0] = node.range ?? [];
    let first = lineAt(start);
    let last = Math.max(first, lineAt(Math.max(start, end - 1)));
    // Counted from 1: before a line stands the one two below its number.
    if (!isDash(lines[first - 1]) && isDashAlone(lines[first - 2])) first -= 1;
    while (isComment(lines[first - 2])) first -= 1;
    while (last > first && (isBlank(lines[last - 1]) || isComment(lines[last - 1]))) last -= 1;
    return { line: first, text: lines.slice(first - 1, last).join('\n') };
  };

  const touchpoints = itemsUnder(document.contents, 'journeys')
    .flatMap((journey) => itemsUnder(journey, 'stages'))
    .flatMap((stage) => itemsUnder(stage, 'touchpoints'));
  return Object.fromEntries(
    touchpoints.flatMap((item) => {
      const map = resolved(item);
      const id = isMap(map) ? map.get('id') : undefined;
      return typeof id === 'string' && isNode(item) ? [[id, definitionOf(item)] as const] : [];
    }),
  );
};
