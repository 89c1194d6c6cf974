import { marks } from './statements.ts';
import type { DigestWords } from './words.ts';

const columns = 72;

/** Lines of at most `columns`, each begun by `indent`; a word longer than a line is cut, because nothing else fits. */
const wrap = (text: string, indent = '', first = indent): string => {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    let letters = Array.from(word);
    if (!empty && Array.from(line).length + 1 + letters.length > columns) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    for (let room = columns - line.length; empty && letters.length > room; room = columns - indent.length) {
      lines.push(line + letters.slice(0, room).join(''));
      letters = letters.slice(room);
      line = indent;
    }
    line += (empty ? '' : ' ') + letters.join('');
    empty = false;
  }
  return [...lines, line].join('\n');
};

const item = (text: string): string => wrap(text, '  ', '- ');

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', '', title, '-'.repeat(Array.from(title).length), '', ...lines];

const findingLines = (finding: DigestWords['findings']['items'][number]): string => {
  const { earlier, later, verbatim, owner } = finding;
  const indent = '  ';
  return [
    wrap(`${marks[finding.tone]} ${finding.title}: ${finding.step}`, indent, ''),
    wrap(finding.place, indent),
    ...[earlier, later].map(({ period, value, evidence }) =>
      wrap(`${period}: ${finding.metric} ${value} (${evidence})`, `${indent}  `, indent),
    ),
    wrap(`${finding.change} ${finding.sureness} ${finding.cause}`, indent),
    ...(finding.also === undefined ? [] : [wrap(finding.also, indent)]),
    ...(verbatim === undefined ? [] : [wrap(`${verbatim.quote} (${verbatim.day})`, `${indent}| `)]),
    wrap(`${owner.label}: ${owner.name} <${owner.email}>`, indent),
    '',
  ].join('\n');
};

/**
 * The mail for those who read no HTML. Written by hand rather than derived from the HTML, so that it reads like a
 * letter and not like a page without its pictures.
 */
export const renderText = (words: DigestWords): string => {
  const { headlines, findings, tooFew, reading } = words;
  return [
    wrap(`${words.organisation} · ${words.audience}`),
    wrap(`${words.title}: ${words.period}`),
    wrap(words.volume),
    '',
    ...words.leads.map(({ tone, text }) => wrap(`${marks[tone]} ${text}`, '  ', '')),
    ...section(
      headlines.title,
      headlines.items.map(({ sentence }) => item(sentence)),
    ),
    ...section(findings.title, [
      ...findings.items.map(findingLines),
      ...(findings.more === undefined ? [] : [wrap(findings.more)]),
    ]),
    ...section(tooFew.title, tooFew.items.map(item)),
    ...section(reading.title, reading.items.map(item)),
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
};
