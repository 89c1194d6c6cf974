import type { Locale } from '../journey/schema.ts';
import type { DigestContent, DigestFinding, Headline } from './content.ts';
import { clip } from './plain.ts';
import { type FindingWords, findingWords, type HeadlineWords, headlineWords, type Tone } from './statements.ts';
import { type Voice, voiceOf } from './voice.ts';

const preheaderLengthMax = 200;
const subjectNameLengthMax = 60;
const findingsMax = 5;
const tooFewMax = 8;

/** One line of the answer to "what happened?", readable before anything else. */
interface Lead {
  readonly tone: Tone;
  readonly text: string;
}

/** Everything a digest says, in words. HTML and text only lay this out, so they can never disagree. */
export interface DigestWords {
  readonly locale: Locale;
  readonly subject: string;
  readonly preheader: string;
  readonly title: string;
  readonly organisation: string;
  readonly audience: string;
  readonly period: string;
  readonly volume: string;
  readonly leads: readonly Lead[];
  readonly headlines: { readonly title: string; readonly items: readonly HeadlineWords[] };
  readonly findings: { readonly title: string; readonly items: readonly FindingWords[]; readonly more?: string };
  readonly tooFew: { readonly title: string; readonly items: readonly string[] };
  readonly reading: { readonly title: string; readonly items: readonly string[] };
}

const moved = (headline: Headline): boolean =>
  headline.change?.verdict === 'better' || headline.change?.verdict === 'worse';

/** Names of what got worse first: that is what a reader can still mend. */
const leadsOf = (content: DigestContent, findings: readonly DigestFinding[], voice: Voice): Lead[] => {
  const { say, figures, name } = voice;
  const movedHeadlines = content.headlines.filter(moved);
  const leads = (['worse', 'better'] as const).flatMap((tone): Lead[] => {
    const names = [
      ...findings.filter((finding) => finding.direction === tone).map((finding) => name(finding.touchpointName)),
      ...movedHeadlines
        .filter((headline) => headline.change?.verdict === tone)
        .map((headline) => say('lead.overall', { metric: say(`metric.${headline.metric}`) })),
    ];
    return names.length === 0
      ? []
      : [{ tone, text: say(`lead.${tone}`, { names: figures.list([...new Set(names)]) }) }];
  });
  if (findings.length > 0) return leads;
  if (content.tested === 0) return [...leads, { tone: 'unsure', text: say('lead.tooFew') }];
  const quiet = movedHeadlines.length === 0 ? 'lead.quiet' : 'lead.quietPlaces';
  return [...leads, { tone: 'same', text: say(quiet, { n: content.tested }) }];
};

/** An inbox shows little more than this: the first finding, else the overall score that moved, else that all is quiet. */
const subjectOf = (
  content: DigestContent,
  findings: readonly DigestFinding[],
  { say, figures, name }: Voice,
): string => {
  const period = figures.period(content.period, 'short');
  const [finding] = findings;
  if (finding !== undefined) {
    const { metric, direction, earlier, later } = finding;
    return say('subject.finding', {
      title: say('finding.title', { touchpoint: clip(name(finding.touchpointName), subjectNameLengthMax), direction }),
      metric: say(`metric.${metric}`),
      now: figures.value(metric, later.value),
      was: figures.value(metric, earlier.value),
    });
  }
  const headline = content.headlines.find(moved);
  if (headline?.change !== undefined) {
    return say('subject.overall', {
      metric: say(`metric.${headline.metric}`),
      direction: headline.change.verdict,
      value: figures.value(headline.metric, headline.later.value),
      size: figures.size(headline.metric, headline.change.difference),
    });
  }
  return say(content.tested === 0 ? 'subject.tooFew' : 'subject.quiet', { period });
};

const readingOf = (content: DigestContent, { say, figures, name }: Voice): string[] => {
  const metrics = [...content.headlines, ...content.findings].map(({ metric }) => metric);
  return [
    say('reading.range'),
    ...(content.tested > 0 ? [say('reading.flags', { n: content.tested })] : []),
    ...(content.headlines.some(({ change }) => change !== undefined) ? [say('reading.overall')] : []),
    ...[...new Set(metrics)].map((metric) => say(`help.${metric}`)),
    say('reading.period', {
      period: figures.period(content.period, 'long'),
      previous: figures.period(content.previous, 'long'),
      timeZone: name(content.timeZone),
    }),
  ];
};

/**
 * Turns a digest's content into the words of its language, once, for the subject, the HTML and the text part.
 *
 * Whatever comes from outside is plain afterwards, but not escaped: that is the business of the HTML.
 */
export const digestWords = (content: DigestContent): DigestWords => {
  const voice = voiceOf(content);
  const { say, figures, name, before, per } = voice;
  const shown = content.findings.slice(0, findingsMax);
  const more = content.more + content.findings.length - shown.length;
  const findings = shown.map((finding) => findingWords(finding, content, voice));
  const headlines = content.headlines.map((headline) => headlineWords(headline, voice));
  const unnamed = content.tooFew.length - tooFewMax;
  return {
    locale: content.locale,
    subject: subjectOf(content, shown, voice),
    preheader: clip(
      [
        ...findings.slice(0, 1).map(({ sureness }) => sureness),
        ...findings.slice(1).map(({ title }) => `${title}.`),
        ...headlines.slice(0, 1).map(({ sentence }) => sentence),
      ].join(' '),
      preheaderLengthMax,
    ),
    title: say('title'),
    organisation: name(content.organisation),
    audience: name(content.audience.replaceAll('-', ' ')),
    period: figures.period(content.period, 'long'),
    volume: say('volume', { later: content.signals.later, earlier: content.signals.earlier, before }),
    leads: leadsOf(content, shown, voice),
    headlines: { title: say('section.headlines'), items: headlines },
    findings: {
      title: say('section.findings'),
      items: findings,
      ...(more > 0 && { more: say('finding.more', { n: more }) }),
    },
    tooFew: {
      title: say('section.tooFew'),
      items: [
        ...content.tooFew
          .slice(0, tooFewMax)
          .map(({ touchpointName, n }) => say('tooFew.item', { touchpoint: name(touchpointName), n, per })),
        ...(unnamed > 0 ? [say('tooFew.more', { n: unnamed })] : []),
      ],
    },
    reading: { title: say('section.reading'), items: readingOf(content, voice) },
  };
};
