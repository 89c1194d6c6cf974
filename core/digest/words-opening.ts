import type { DigestContent, DigestFinding } from './content.ts';
import { sizeOf, type Tone, wasOf } from './statements.ts';
import { promiseParts } from './statements-promise.ts';
import type { Voice } from './voice.ts';

/** In one line: who reads more names than this at once remembers none. */
const namesMax = 4;

/** One line of the answer to "what happened?", readable before anything else. */
export interface Lead {
  readonly tone: Tone;
  readonly text: string;
}

type Opening = Pick<
  DigestContent,
  'findings' | 'headlines' | 'commitments' | 'silent' | 'illusions' | 'tested' | 'signals' | 'period'
>;

type Verdict = NonNullable<DigestContent['headlines'][number]['change']>['verdict'];

/** Overall scores of which the verdict is one of these. */
const overallOf = ({ headlines }: Opening, ...verdicts: readonly Verdict[]) =>
  headlines.filter(({ change }) => change !== undefined && verdicts.includes(change.verdict));

const missedIn = ({ commitments }: Opening) => commitments.filter(({ verdict }) => verdict === 'missed');

/** Worse first: that is what a reader can still mend. */
export const worstFirst = (findings: readonly DigestFinding[]): DigestFinding[] => [
  ...findings.filter(({ direction }) => direction === 'worse'),
  ...findings.filter(({ direction }) => direction === 'better'),
];

/** What there is to say when no touchpoint changed. */
const calm = (content: Opening, { say }: Voice): Lead => {
  if (content.signals.later === 0) return { tone: 'unsure', text: say('lead.empty') };
  if (content.tested === 0) {
    const isComparedOverall = content.headlines.some(({ change }) => change !== undefined);
    return { tone: 'unsure', text: say(isComparedOverall ? 'lead.tooFewPlaces' : 'lead.tooFew') };
  }
  const quiet = overallOf(content, 'better', 'worse', 'mix').length === 0 ? 'lead.quiet' : 'lead.quietPlaces';
  return { tone: 'same', text: say(quiet, { n: content.tested }) };
};

/** The digest in a handful of lines. A quiet period says so first; what changed comes before what else is wrong. */
export const leadsOf = (content: Opening, voice: Voice): Lead[] => {
  const { say, figures, name } = voice;
  const naming = (names: readonly string[]) => {
    const distinct = [...new Set(names)];
    const unnamed = distinct.length > namesMax ? distinct.length - namesMax + 1 : 0;
    const shown = unnamed === 0 ? distinct : [...distinct.slice(0, namesMax - 1), say('lead.more', { n: unnamed })];
    return { n: names.length, names: figures.list(shown) };
  };
  const lead = (tone: Tone, key: 'worse' | 'better' | 'missed' | 'silent' | 'illusion', names: readonly string[]) =>
    names.length === 0 ? [] : [{ tone, text: say(`lead.${key}`, naming(names)) }];
  const places = (of: readonly { readonly touchpointName: string }[]) =>
    of.map(({ touchpointName }) => name(touchpointName));
  const overall = (verdict: Verdict) =>
    overallOf(content, verdict).map(({ metric }) => say('lead.overall', { metric: say(`metric.${metric}`) }));

  const changes = (['worse', 'better'] as const).flatMap((tone) =>
    lead(tone, tone, [...places(content.findings.filter(({ direction }) => direction === tone)), ...overall(tone)]),
  );
  return [
    ...changes,
    ...(content.findings.length === 0 ? [calm(content, voice)] : []),
    ...lead('missed', 'missed', places(missedIn(content))),
    ...lead(
      'silent',
      'silent',
      content.silent.map(({ source }) => name(source)),
    ),
    ...lead('same', 'illusion', [...places(content.illusions), ...overall('mix')]),
  ];
};

/**
 * An inbox shows little more than this: the worst finding, else the first of what else is wrong or moved, else what only
 * seems to have moved, else that all is quiet.
 */
export const subjectOf = (content: Opening, { say, figures, name }: Voice): string => {
  const stepOf = (key: 'finding' | 'illusion', of: Opening['findings' | 'illusions'][number]): string =>
    say('subject.step', {
      title: say(`${key}.title`, { touchpoint: name(of.touchpointName), direction: of.direction }),
      metric: say(`metric.${of.metric}`),
      now: figures.value(of.metric, of.later.value),
      was: figures.value(of.metric, of.earlier.value),
    });
  const [finding] = worstFirst(content.findings);
  if (finding !== undefined) return stepOf('finding', finding);
  const [missed] = missedIn(content);
  if (missed !== undefined)
    return say('subject.missed', {
      touchpoint: name(missed.touchpointName),
      ...promiseParts(missed, { say, figures }),
    });
  const [silent] = content.silent;
  if (silent !== undefined)
    return say('subject.silent', {
      source: name(silent.source),
      hours: figures.quantity('hours', Math.round(silent.silentHours)),
    });
  const [moved] = overallOf(content, 'worse', 'better');
  if (moved?.change !== undefined)
    return say('subject.overall', {
      metric: say(`metric.${moved.metric}`),
      direction: moved.change.verdict,
      value: figures.value(moved.metric, moved.later.value),
      size: sizeOf(moved, { figures }),
    });
  const [illusion] = content.illusions;
  if (illusion !== undefined) return stepOf('illusion', illusion);
  const [seems] = overallOf(content, 'mix');
  if (seems !== undefined)
    return say('subject.overallSeems', {
      metric: say(`metric.${seems.metric}`),
      direction: seems.later.value < wasOf(seems) ? 'worse' : 'better',
      now: figures.value(seems.metric, seems.later.value),
      was: figures.value(seems.metric, wasOf(seems)),
    });
  const period = figures.period(content.period, 'short');
  if (content.signals.later === 0) return say('subject.empty', { period });
  return say(content.tested === 0 ? 'subject.tooFew' : 'subject.quiet', { period });
};
