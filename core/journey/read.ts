import { LineCounter, parseDocument, visit, type YAMLError, type Document as YamlDocument } from 'yaml';
import { checks, type KnownChannels } from './checks.ts';
import { type Definitions, definitionsIn } from './definitions.ts';
import { offsetOf, type Problem } from './problems.ts';
import { type Deployment, Journey } from './schema.ts';
import { plainWords, problemsOf } from './wording.ts';

export type ReadJourney =
  | {
      readonly ok: true;
      readonly journey: Journey;
      readonly deployment: Deployment;
      readonly definitions: Definitions;
    }
  | { readonly ok: false; readonly problems: string[] };

/** A problem whose place in the text is known. */
interface Located {
  readonly offset: number;
  readonly text: string;
}

const syntaxProblem = ({ code, message, pos: [offset] }: YAMLError): Located => {
  if (code === 'DUPLICATE_KEY') return { offset, text: 'this key is already in the same map: keep one of the two' };
  if (code === 'TAB_AS_INDENT') return { offset, text: 'a tab indents this line: use spaces' };
  if (code === 'MULTIPLE_DOCS') return { offset, text: 'a second document starts here: remove this line, `---`' };
  if (code === 'TAG_RESOLVE_FAILED')
    return { offset, text: 'this tag means nothing here: remove it, or quote the `!`' };
  return { offset, text: `this is not YAML: check quotes, brackets and indentation here (${message})` };
};

const danglingAliases = (document: YamlDocument): Located[] => {
  const found: Located[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return;
      const text = `nothing above is marked \`&${alias.source}\`: mark it, or put quotes around the \`*\``;
      found.push({ offset: alias.range?.[0] ?? 0, text });
    },
  });
  return found;
};

/** The data of a document, or why there is none: aliases can multiply without end. */
const dataOf = (document: YamlDocument): { data: unknown } | { problem: Located } => {
  try {
    return { data: document.toJS() };
  } catch {
    return { problem: { offset: 0, text: 'aliases repeat too much of this file: write the values out' } };
  }
};

const locate = (document: YamlDocument, lines: LineCounter, { path, at, text, before }: Problem): Located => {
  const line = before && lines.linePos(offsetOf(document, before)).line;
  return { offset: offsetOf(document, path, at), text: line ? `${text} (the other is on line ${line})` : text };
};

/** One line each, in the order of the file, no line twice. */
const report = (located: readonly Located[], lines: LineCounter, fileName: string): string[] => {
  const inOrder = located.toSorted((a, b) => a.offset - b.offset);
  const messages = inOrder.map(({ offset, text }) => {
    const { line, col } = lines.linePos(offset);
    // A key may hold a line break; a message is one line.
    return `${fileName}:${line}:${col} ${text.replaceAll(/\s+/g, ' ')}`;
  });
  return [...new Set(messages)];
};

/**
 * The journey a YAML text describes, or everything that is wrong with it.
 *
 * All problems at once, because a person who mends a file one message at a time gives up. Only a text that is not YAML
 * is judged no further: what follows from a missing bracket would be guesses.
 *
 * @param context.channels names of the channels there are adapters for; `onlyOnce` those that one source alone can have
 * @returns the journey with its defaults filled in, and where its touchpoints are defined; or lines `file:line:column what, and how to mend it`, in file order
 * @example readJourney('owners: {}', { fileName: 'journey.yaml', channels: ['generic'] })
 * // => { ok: false, problems: ['journey.yaml:1:1 `organisation` is missing: …', 'journey.yaml:1:9 `owners` must be a list: …', …] }
 */
export const readJourney = (
  yamlText: string,
  { fileName, ...known }: { readonly fileName: string } & KnownChannels,
): ReadJourney => {
  const lines = new LineCounter();
  // Warnings of the library would go to the console, and its pretty errors have a place of their own in the text.
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const faults: YAMLError[] = [...document.errors, ...document.warnings];
  const syntax = [...faults.map(syntaxProblem), ...danglingAliases(document)];
  const fail = (located: readonly Located[]): ReadJourney => ({
    ok: false,
    problems: report(located, lines, fileName),
  });
  if (syntax.length > faults.length || faults.some(({ code }) => code !== 'DUPLICATE_KEY')) return fail(syntax);

  const read = dataOf(document);
  if ('problem' in read) return fail([...syntax, read.problem]);
  const parsed = Journey.safeParse(read.data, { error: plainWords });
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error, read.data)),
    ...checks.flatMap((check) => check(read.data, known)),
  ];
  const located = [...syntax, ...problems.map((problem) => locate(document, lines, problem))];
  if (!parsed.success || located.length > 0) return fail(located);
  const { deployment, ...journey } = parsed.data;
  return { ok: true, journey, deployment, definitions: definitionsIn(yamlText) };
};
