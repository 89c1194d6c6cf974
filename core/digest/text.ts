import { marks } from './statements.ts';
import type { FindingWords } from './statements-finding.ts';
import type { TouchpointsWords } from './statements-places.ts';
import type { QuoteWords } from './statements-quote.ts';
import { wrap } from './text-wrap.ts';
import type { DigestWords } from './words.ts';

const indent = '  ';
const item = (text: string, mark = '-'): string => wrap(text, indent, `${mark} `);
const more = (section: { readonly more?: string }): string[] =>
  section.more === undefined ? [] : [wrap(section.more)];

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', '', title, '-'.repeat(Array.from(title).length), '', ...lines];

const quoteLine = ({ quote, source }: QuoteWords, before = ''): string =>
  `${wrap(quote, `${before}| `)}\n${wrap(source, `${before}| `)}`;

const headlineLine = ({ tone, metric, value, evidence, verdict, detail }: DigestWords['headlines']['items'][number]) =>
  item(`${metric} ${value}. ${verdict}. ${detail} ${evidence}.`.replaceAll('  ', ' '), marks[tone]);

const sentences = (...some: readonly (string | undefined)[]): string | undefined =>
  some.filter((sentence) => sentence !== undefined).join(' ') || undefined;

const findingLines = (finding: FindingWords): string => {
  const { tone, title, step, place, star, earlier, later, mix, cause, reason, spread, also, verbatim, owner, next } =
    finding;
  const told = (text: string | undefined): string[] => (text === undefined ? [] : [wrap(text, indent)]);
  return [
    wrap(`${marks[tone]} ${title}: ${step}`, indent, ''),
    ...told(star === undefined ? place : `${place} · ★ ${star}`),
    ...told(sentences(finding.change, finding.sureness, mix, cause)),
    ...told(sentences(reason, spread)),
    ...told(also),
    ...(verbatim === undefined ? [] : [quoteLine(verbatim, indent)]),
    ...told(`${next.label}: ${next.step}`),
    ...told(`${owner.label}: ${owner.name} <${owner.email}>`),
    ...told(`${earlier.period} → ${later.period}. ${finding.evidence}`),
    '',
  ].join('\n');
};

const touchpointLines = ({ key, stages, ...rest }: TouchpointsWords): string[] => [
  wrap(key.plain),
  ...stages.flatMap(({ name, rows }) => [
    '',
    wrap(name),
    ...rows.map((row) => {
      const star = row.isMomentOfTruth ? '★ ' : '';
      const score = `${row.metric ?? rest.columns.score} ${row.value}`;
      const mark = row.tone === undefined ? '' : `${marks[row.tone]} `;
      const change = row.change === undefined ? '' : `, ${mark}${row.change}`;
      return wrap(`${star}${row.name}: ${score}${change} (${row.evidence})`, `${indent}${indent}`, indent);
    }),
  ]),
  ...more(rest),
];

const sections = (words: DigestWords): string[] => {
  const { headlines, trend, findings, illusions, touchpoints, promises, silent, voices, responses } = words;
  const { tooFew, reading } = words;
  const answered = [responses.rate, responses.warning && `${marks.silent} ${responses.warning}`];
  return [
    ...section(headlines.title, headlines.items.map(headlineLine)),
    ...(trend === undefined ? [] : ['', wrap(trend.alt)]),
    ...section(findings.title, [...findings.items.map(findingLines), ...more(findings)]),
    ...section(
      illusions.title,
      illusions.items.map(({ title, step, why }) => item(`${title}: ${step}. ${why}`, marks.same)),
    ),
    ...section(touchpoints.title, touchpoints.stages.length === 0 ? [] : touchpointLines(touchpoints)),
    ...section(promises.title, [
      ...promises.items.map(({ tone, title, share, evidence, owner }) =>
        item(`${title}. ${share}. ${evidence}. ${owner}.`, marks[tone]),
      ),
      ...more(promises),
    ]),
    ...section(
      silent.title,
      silent.items.map((silence) => item(silence, marks.silent)),
    ),
    ...section(
      voices.title,
      voices.items.map((voice) => `${quoteLine(voice)}\n`),
    ),
    ...section(
      responses.title,
      answered.filter((sentence) => sentence !== undefined).map((sentence) => wrap(sentence)),
    ),
    ...section(
      tooFew.title,
      tooFew.items.map((few) => item(few)),
    ),
    ...section(
      reading.title,
      reading.items.map((hint) => item(hint)),
    ),
  ];
};

/**
 * The mail for those who read no HTML. Written by hand rather than derived from the HTML, so that it reads like a
 * letter and not like a page without its pictures.
 */
export const renderText = (words: DigestWords): string => {
  const { why, unsubscribe } = words.footer;
  return [
    wrap(`${words.organisation} · ${words.audience}`),
    wrap(`${words.title}: ${words.period}`),
    wrap(words.volume),
    '',
    ...words.leads.map(({ tone, text }) => wrap(`${marks[tone]} ${text}`, indent, '')),
    ...sections(words),
    '',
    '-- ',
    wrap(why),
    // Not wrapped: an address cut in two leads nowhere.
    ...(unsubscribe === undefined ? [] : [`${unsubscribe.label}: ${unsubscribe.href}`]),
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
};
