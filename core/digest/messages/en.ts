/**
 * Every text of the digest in ICU message format. A no-break space stands before each % sign.
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
  before:
    '{span, select, week {the week before} month {the month before} quarter {the quarter before} other {the period before}}',
  'before.named':
    '{span, select, week {the week of {start}} month {the month of {start}} quarter {the quarter from {start}} other {the period from {start}}}',
  per: '{span, select, week {a week} month {a month} other {per period}}',

  'change.amount':
    '{unit, select, points {{n, plural, one {{number} point} other {{number} points}}} percent {{n, plural, one {{number} percentage point} other {{number} percentage points}}} other {{number}}}',
  'change.size': '{amount} {direction, select, worse {lower} other {higher}}',
  'change.range':
    '{unit, select, points {{low} to {high} points} percent {{low} to {high} percentage points} other {{low} to {high}}}',

  title: 'Customer digest',
  volume: '{later, plural, one {# signal} other {# signals}} ({earlier, number} {before})',

  'lead.worse': 'Worse: {names}',
  'lead.better': 'Better: {names}',
  'lead.missed': '{n, plural, one {Promise missed} other {Promises missed}}: {names}',
  'lead.silent': '{n, plural, one {Silent source} other {Silent sources}}: {names}',
  'lead.illusion': 'Only seems to have changed: {names}',
  'lead.more': '{n, number} more',
  'lead.overall': '{metric} overall',
  'lead.quiet': 'Nothing changed beyond noise in {n, plural, one {# comparison} other {# comparisons}}.',
  'lead.quietPlaces':
    'At no single touchpoint did anything change beyond noise in {n, plural, one {# comparison} other {# comparisons}}.',
  'lead.tooFew': 'Too few answers to compare yet.',
  'lead.tooFewPlaces': 'No single touchpoint has enough answers to compare yet.',
  'lead.empty': 'No signals arrived.',

  'subject.step': '{title}: {metric} {now} (was {was})',
  'subject.missed': '{touchpoint} missed its promise: {share} {limit} (target {target})',
  'subject.silent': '{source} has been silent for {hours}',
  'subject.overall': '{metric} overall got {direction, select, worse {worse} other {better}}: {value}, {size}',
  'subject.overallSeems':
    '{metric} overall only seems {direction, select, worse {worse} other {better}}: {now} (was {was})',
  'subject.quiet': 'Nothing changed beyond noise, {period}',
  'subject.tooFew': 'Too few answers to compare yet, {period}',
  'subject.empty': 'No signals arrived, {period}',

  'section.headlines': 'Overall',
  'section.findings': 'What changed',
  'section.illusions': 'Not a real change',
  'section.touchpoints': 'Along the journey',
  'section.promises': 'Promises',
  'section.silent': 'Silent sources',
  'section.voices': 'In their words',
  'section.responses': 'Who answered',
  'section.tooFew': 'What we cannot tell yet',
  'section.reading': 'How to read this',

  'headline.was': 'was {value} {before}',
  'headline.change': 'change very likely {range}',
  'headline.needs':
    'Needs about {n, plural, one {# more answer} other {# more answers}} {per} to see a change of {floor}.',
  'verdict.moved': '{size}, beyond noise',
  'verdict.same': 'No meaningful change',
  'verdict.unsure': 'Cannot tell yet',
  'verdict.seems':
    'Seems {size}, mainly because {answers, select, more {more} other {fewer}} answers came from {group} ({earlier} → {later}); what is left is no more than noise',
  'verdict.lackingEarlier': 'Too few answers {before} to compare with',
  'verdict.lackingLater':
    'Too few answers {span, select, week {this week} month {this month} other {in this period}} to compare: needs at least {n, number}',
  'verdict.lackingDays': 'Answers came on too few days to compare',

  'trend.title':
    '{metric} over {n, number} {span, select, week {weeks} month {months} other {periods}}, with its 95 % range',
  'trend.alt':
    '{title}: from {span, select, month {{first} in {firstStart} to {last} in {lastStart}} other {{first} ({firstStart}) to {last} ({lastStart})}}, never below {low} or above {high}.',
  'trend.gaps':
    '{span, select, week {{n, plural, one {# week} other {# weeks}}} month {{n, plural, one {# month} other {# months}}} other {{n, plural, one {# period} other {# periods}}}} had too few answers.',

  'finding.title': '{touchpoint} got {direction, select, worse {worse} other {better}}',
  'finding.momentOfTruth': 'moment of truth',
  'finding.step': '{metric} {was} → {now}',
  'finding.change': '{size} (very likely {range}).',
  'finding.sure': '{sureness, select, very {We are very sure} other {We are sure}} that this is more than noise.',
  'finding.mix':
    'More than half of it comes from who answered: {answers, select, more {more} other {fewer}} from {group} ({earlier} → {later}); the rest is beyond noise all the same.',
  'finding.causeA': 'A randomised comparison shows that something at this touchpoint caused it.',
  'finding.causeB': 'With who answered allowed for, something at this touchpoint very likely drives it.',
  'finding.reason': '{later} of comments name “{theme}”, {earlier} {before}.',
  'finding.everywhere': 'Felt everywhere: {groups} alike.',
  'finding.local': 'Felt mainly in {groups} ({dimension}).',
  'finding.also': 'Also beyond noise there: {list}.',
  'finding.ranges': '95 % ranges {earlier} and {later}',
  'finding.answers': '{earlier, number} and {later, plural, one {# answer} other {# answers}}',
  'finding.customers': '{earlier, number} and {later, plural, one {# different person} other {# different people}}',
  'finding.owner': 'Owner',
  'finding.next': 'Next',
  'finding.more':
    '{n, plural, one {# more change beyond noise is not shown here.} other {# more changes beyond noise are not shown here.}}',

  'next.worse':
    'Ask {owner} {named, select, more {what happened with “{theme}”} fewer {why fewer customers name “{theme}”} other {what changed there}}{felt, select, local {, starting with {groups}} other {}}.',
  'next.better':
    'Find out what {owner} {named, select, more {did about “{theme}”} fewer {did so that fewer customers name “{theme}”} other {changed}} and keep it{felt, select, local {; then try it beyond {groups}} other {}}.',

  'illusion.title': '{touchpoint} only seems {direction, select, worse {worse} other {better}}',
  'illusion.why':
    'Mainly because {answers, select, more {more} other {fewer}} answers came from {group} ({earlier} → {later}).',
  'illusion.real': 'Within the same {dimension} the change is {amount}.',

  'touchpoints.change': 'Change',
  'touchpoints.line': '{low} to {high} · {n, plural, one {# answer} other {# answers}}',
  'touchpoints.bars': 'Bar: 95 % range, the line in it the score.',
  'touchpoints.noise': 'Grey: not told apart from noise.',
  'touchpoints.star': '★: moment of truth.',
  'touchpoints.plain': 'With 95 % range and answers. Without ▲ or ▼ a change is not told apart from noise.',
  'touchpoints.more': '{n, plural, one {and # more touchpoint} other {and # more touchpoints}}',

  'promise.within': 'within {limit}',
  'promise.atMost': 'at most {limit}',
  'promise.share': '{share} {limit}, target {target}',
  'promise.named': '{name}: {share}, target {target}',
  'promise.verdict': '{verdict, select, kept {kept} missed {missed} other {below target, maybe by chance}}',
  'promise.was': 'was {value}',
  'promise.median': 'Median {median}',
  'promise.evidence': '95 % range {range}, {n, plural, one {# case} other {# cases}}',
  'promise.more': '{n, plural, one {# more promise is not shown here.} other {# more promises are not shown here.}}',

  'silent.item':
    '{source} has been silent for {hours}, since {since}; about {n, plural, one {# signal was} other {# signals were}} expected.',
  'silent.more': '{n, plural, one {and # more source} other {and # more sources}}',

  quote: '“{text}”',
  'quote.score': '{value, number} out of {max, number}',
  'quote.language': 'in {language}',
  medium:
    '{medium, select, web {web} app {app} store {store} phone {phone} chat {chat} email {email} sms {text message} social {social media} review {review} other {{medium}}}',

  'responses.rate': '{rate} of surveys were answered: {answered, number} of {asked, number}.',
  'responses.was': 'It was {rate} {before}.',
  'responses.moved': 'That moved by more than 5 percentage points: other people may answer now, so compare with care.',

  'tooFew.overall':
    '{metric} overall: needs about {n, plural, one {# more answer} other {# more answers}} {per} to see a change of {floor}',
  'tooFew.item': '{touchpoint}: needs {n, plural, one {# more answer} other {# more answers}} {per}',
  'tooFew.more': '{n, plural, one {and # more touchpoint} other {and # more touchpoints}}',

  'reading.range': 'The 95 % range is where the true value very likely lies; more answers make it narrower.',
  'reading.flags':
    'Findings are beyond noise after allowing for all {n, plural, one {# comparison} other {# comparisons}}: at most about 1 digest in 20 names any touchpoint by chance (1 in 100 where we are very sure).',
  'reading.overall':
    'Overall scores are judged one by one: a score that did not really move is still flagged about 1 time in 20.',
  'reading.cause': 'A finding shows that something changed, not why. What customers name goes together with it.',
  'reading.quotes': 'Quotes are the words of customers, with personal data masked.',
  'reading.period': 'Period: {period}, compared with {previous}. Days begin and end in the time zone {timeZone}.',

  'footer.why': 'You get this because your address is listed for {audience} at {organisation}.',
  'footer.unsubscribe': 'Unsubscribe',
} as const;
