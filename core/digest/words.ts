import type { Locale } from '../journey/schema.ts';
import type { DigestContent } from './content.ts';
import { clip, plain } from './plain.ts';
import { type HeadlineWords, headlineWords } from './statements.ts';
import { type FindingWords, findingWords } from './statements-finding.ts';
import { type IllusionWords, illusionWords, type TouchpointsWords, touchpointsWords } from './statements-places.ts';
import { type PromisesWords, promisesWords } from './statements-promise.ts';
import { type QuoteWords, quoteWords } from './statements-quote.ts';
import { type ResponsesWords, responsesWords, silentWords } from './statements-sources.ts';
import { voiceOf } from './voice.ts';
import { type Lead, leadsOf, subjectOf, worstFirst } from './words-opening.ts';
import { type ListWords, readingWords, tooFewWords } from './words-reading.ts';
import { type TrendWords, trendWords } from './words-trend.ts';

const preheaderLengthMax = 200;
const findingsMax = 5;
const illusionsMax = 3;
const voicesMax = 3;

interface Section<T> {
  readonly title: string;
  readonly items: readonly T[];
  readonly more?: string;
}

/** Where a reader can say no. */
export interface Links {
  readonly unsubscribe?: string;
}

/** Everything a digest says, in words and in its order. HTML and text only lay this out, so they can never disagree. */
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
  readonly headlines: Section<HeadlineWords>;
  readonly trend?: TrendWords;
  readonly findings: Section<FindingWords>;
  readonly illusions: Section<IllusionWords>;
  readonly touchpoints: TouchpointsWords;
  readonly promises: PromisesWords;
  readonly silent: ListWords;
  readonly voices: Section<QuoteWords>;
  readonly responses: ResponsesWords;
  readonly tooFew: ListWords;
  readonly reading: ListWords;
  readonly footer: { readonly why: string; readonly unsubscribe?: { readonly label: string; readonly href: string } };
}

/** What the subject leaves out, for the line that an inbox shows beside it. */
const preheaderOf = ({ findings, leads, headlines }: Pick<DigestWords, 'findings' | 'leads' | 'headlines'>): string => {
  const [finding] = findings.items;
  const [headline] = headlines.items;
  return clip(
    [
      ...(finding === undefined ? [] : [finding.reason ?? finding.sureness]),
      ...findings.items.slice(1).map(({ title }) => `${title}.`),
      ...(finding === undefined ? leads.map(({ text }) => (/[.…]$/.test(text) ? text : `${text}.`)) : []),
      ...(headline === undefined ? [] : [`${headline.metric} ${headline.value}: ${headline.verdict}.`]),
    ].join(' '),
    preheaderLengthMax,
  );
};

/**
 * Turns a digest's content into the words of its language, once, for the subject, the HTML and the text part.
 *
 * Whatever comes from outside is plain afterwards, but not escaped: that is the business of the HTML.
 */
export const digestWords = (content: DigestContent, { unsubscribe }: Links = {}): DigestWords => {
  const voice = voiceOf(content);
  const { say, figures, name, before } = voice;
  const { locale, signals } = content;
  const shown = worstFirst(content.findings.slice(0, findingsMax));
  const more = content.findings.length - shown.length;
  const organisation = name(content.organisation);
  const audience = name(content.audienceName);
  const trend = trendWords(content, voice);
  const opening = {
    leads: leadsOf(content, voice),
    headlines: {
      title: say('section.headlines'),
      items: content.headlines.map((headline, index) => headlineWords(headline, index === 0, voice)),
    },
    findings: {
      title: say('section.findings'),
      items: shown.map((finding) => findingWords(finding, content, voice)),
      ...(more > 0 && { more: say('finding.more', { n: more }) }),
    },
  };
  return {
    locale,
    subject: subjectOf(content, voice),
    preheader: preheaderOf(opening),
    title: say('title'),
    organisation,
    audience,
    period: figures.period(content.period, 'long'),
    volume: say('volume', { later: signals.later, earlier: signals.earlier, before }),
    ...opening,
    ...(trend !== undefined && { trend }),
    illusions: {
      title: say('section.illusions'),
      items: content.illusions.slice(0, illusionsMax).map((illusion) => illusionWords(illusion, locale, voice)),
    },
    touchpoints: touchpointsWords(content, voice),
    promises: promisesWords(content.commitments, voice),
    silent: silentWords(content, voice),
    voices: {
      title: say('section.voices'),
      items: content.verbatims.slice(0, voicesMax).map((verbatim) => quoteWords(verbatim, locale, voice, 'elsewhere')),
    },
    responses: responsesWords(content.responses, voice),
    tooFew: tooFewWords(content, voice),
    reading: readingWords(content, voice),
    footer: {
      why: say('footer.why', { audience, organisation }),
      ...(unsubscribe !== undefined && {
        unsubscribe: { label: say('footer.unsubscribe'), href: plain(unsubscribe) },
      }),
    },
  };
};
