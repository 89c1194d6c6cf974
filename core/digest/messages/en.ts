/**
 * Every text of the digest in ICU message format. A no-break space stands before each % sign.
 * https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export const en = {
  'metric.nps': 'NPS',
  'metric.csat': 'CSAT',
  'metric.ces': 'CES',
  'metric.rating': 'Rating',
  'metric.netSentiment': 'Net sentiment',

  'help.nps': 'NPS: promoters (9–10) minus detractors (0–6), from −100 to +100.',
  'help.csat': 'CSAT: the share of answers that were 4 or 5 out of 5.',
  'help.ces': 'CES: average ease, from 1 (hard) to 7 (easy).',
  'help.rating': 'Rating: average stars, from 1 to 5.',
  'help.netSentiment': 'Net sentiment: positive minus negative comments, from −100 to +100.',

  percent: '{number} %',
  range: '{low} to {high}',
  evidence: '95 % range {range}, {n, plural, one {# answer} other {# answers}}',
  before: '{span, select, week {the week before} month {the month before} other {the period before}}',
  per: '{span, select, week {a week} month {a month} other {per period}}',

  'change.size':
    '{unit, select, points {{n, plural, one {# point} other {# points}}} percent {{n, plural, one {# percentage point} other {# percentage points}}} other {{number}}} {direction, select, worse {lower} other {higher}}',
  'change.signed':
    '{unit, select, points {{n, plural, one {{number} point} other {{number} points}}} percent {{n, plural, one {{number} percentage point} other {{number} percentage points}}} other {{number}}}',
  'change.range':
    '{unit, select, points {{low} to {high} points} percent {{low} to {high} percentage points} other {{low} to {high}}}',

  title: 'Customer digest',
  volume: '{later, plural, one {# signal} other {# signals}} ({earlier, number} {before})',

  'lead.worse': 'Worse: {names}',
  'lead.better': 'Better: {names}',
  'lead.overall': '{metric} overall',
  'lead.quiet': 'Nothing changed beyond noise in {n, plural, one {# comparison} other {# comparisons}}.',
  'lead.quietPlaces':
    'At no single touchpoint did anything change beyond noise in {n, plural, one {# comparison} other {# comparisons}}.',
  'lead.tooFew': 'Too few answers to compare yet.',

  'subject.finding': '{title}: {metric} {now} (was {was})',
  'subject.overall': '{metric} overall got {direction, select, worse {worse} other {better}}: {value}, {size}',
  'subject.quiet': 'Nothing changed beyond noise, {period}',
  'subject.tooFew': 'Too few answers to compare yet, {period}',

  'section.headlines': 'Overall',
  'section.findings': 'What changed',
  'section.tooFew': 'What we cannot tell yet',
  'section.reading': 'How to read this',

  'headline.sentence': '{metric} is {value} ({evidence}), {verdict}.',
  'verdict.moved': '{size} than {before} ({range}); the {direction, select, worse {drop} other {rise}} is beyond noise',
  'verdict.same': 'no meaningful change from {before} ({range})',
  'verdict.unsure': 'cannot tell yet whether it changed ({range})',
  'verdict.unsureMore':
    'cannot tell yet whether it changed ({range}): needs about {n, plural, one {# more answer} other {# more answers}} {per}',
  'verdict.first': 'too few answers {before} to compare',

  'finding.title': '{touchpoint} got {direction, select, worse {worse} other {better}}',
  'finding.place': 'Stage: {stage}',
  'finding.step': '{metric} {was} → {now}',
  'finding.change': '95 % range of the change: {range}.',
  'finding.sure': '{sureness, select, very {We are very sure} other {We are sure}} that this is more than noise.',
  'finding.causeA': 'A randomised comparison shows that something at this touchpoint caused it.',
  'finding.causeB': 'With who answered allowed for, something at this touchpoint very likely drives it.',
  'finding.causeC': 'This shows that it changed, not why.',
  'finding.also': 'Also beyond noise there: {list}.',
  'finding.owner': 'Owner',
  'finding.more':
    '{n, plural, one {# more change beyond noise is not shown here.} other {# more changes beyond noise are not shown here.}}',
  quote: '“{text}”',

  'tooFew.item': '{touchpoint}: needs {n, plural, one {# more answer} other {# more answers}} {per}',
  'tooFew.more': '{n, plural, one {and # more touchpoint} other {and # more touchpoints}}',

  'reading.range': 'The 95 % range is where the true value very likely lies; more answers make it narrower.',
  'reading.flags':
    'Beyond noise, in {n, plural, one {# comparison} other {# comparisons}}: at most about 1 in 20 such flags is expected to be false (1 in 100 where we are very sure).',
  'reading.overall':
    'Overall scores are judged one by one: a score that did not really move is still flagged about 1 time in 20.',
  'reading.period': 'Period: {period}, compared with {previous}. Days begin and end in the time zone {timeZone}.',
} as const;
