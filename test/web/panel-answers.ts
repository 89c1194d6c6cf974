import type { CustomerAnswer, MapAnswer, TouchpointAnswer, VerbatimsAnswer, Voice } from '../../core/map/api.ts';

/** Answers of the API as the panel gets them: one touchpoint of an invented journey, and what was said there. */

const week = (start: string, end: string) => ({ start, end });
const period = week('2026-11-09', '2026-11-16');
const previous = week('2026-11-02', '2026-11-09');

const dayMs = 86_400_000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

const readingOf = (value: number, n = 120) => ({ n, value, interval: { low: value - 9, high: value + 8 } });

export const map: MapAnswer = {
  sheet: {
    organisation: 'Northwind Mobile',
    locale: 'en',
    timeZone: 'Europe/Madrid',
    period,
    previous,
    signals: { later: 900, earlier: 880 },
    headlines: [],
    tested: 4,
    stages: [
      {
        id: 'onboard',
        name: 'Onboard',
        touchpoints: [
          { id: 'sim-activation', name: 'SIM activation', isMomentOfTruth: true, cells: [] },
          { id: 'welcome', name: 'Welcome e-mail', isMomentOfTruth: false, cells: [] },
        ],
        sources: [],
        themes: [],
      },
    ],
  },
  asked: {
    cadence: 'weekly',
    period: '2026-11-09',
    compare: '2026-11-02',
    earlier: '2026-11-02',
    latest: { weekly: '2026-11-09', monthly: '2026-10', quarterly: '2026-Q3' },
    comparable: [],
  },
  segments: [],
  media: ['web', 'app'],
  answersMin: 10,
  isNothingHeard: false,
  everybody: true,
  readsStories: true,
};

const values = [12, 14, 9, 15, undefined, undefined, 11, 13, 12, 8, 10, 3, -9];

export const touchpoint: TouchpointAnswer = {
  locale: 'en',
  id: 'sim-activation',
  name: 'SIM activation',
  stageName: 'Onboard',
  kind: 'moment-of-truth',
  owner: { name: 'Ana Ruiz', email: 'ana@example.org' },
  period,
  previous,
  signals: { later: 167, earlier: 158 },
  statements: [
    {
      tone: 'worse',
      title: 'SIM activation got worse',
      lines: [
        'NPS +3 → −9',
        '12 points lower (very likely −19 to −5 points). We are sure that this is more than noise.',
      ],
      next: 'Ask Ana Ruiz what happened with “Code never arrived”.',
    },
    { tone: 'better', title: 'SIM activation got better', lines: ['CSAT 61 % → 70 %'] },
    { tone: 'mixed', title: 'SIM activation only seems worse', lines: ['CES 5.1 → 4.9'] },
  ],
  promises: [
    {
      tone: 'worse',
      text: 'SIM activation: missed. 61 % within 2 minutes, target 80 %',
      evidence: 'Median 3 minutes · 95 % range 55 % to 67 %, 200 cases',
    },
    {
      tone: 'better',
      text: 'SIM activation: kept. 91 % within 2 days, target 80 %',
      evidence: '95 % range 85 % to 94 %, 200 cases',
    },
    {
      tone: 'unsure',
      text: 'SIM activation: below target, maybe by chance. 79 % within 2 hours, target 80 %',
      evidence: '95 % range 70 % to 85 %, 90 cases',
    },
  ],
  series: values.map((value, index) => {
    const start = dayAfter(period.start, 7 * (index - values.length + 1));
    return {
      period: week(start, dayAfter(start, 7)),
      signals: value === undefined ? 7 : 140 + index,
      ...(value !== undefined && { reading: readingOf(value) }),
    };
  }),
  score: { metric: 'nps', later: readingOf(-9), earlier: readingOf(3) },
  distributions: [
    { score: 'nps', n: 120, counts: [20, 2, 3, 4, 6, 10, 12, 14, 15, 16, 18].map((n, value) => ({ value, n })) },
  ],
  feelings: { positive: 21, neutral: 9, mixed: 12, negative: 41 },
  themes: [
    { id: 'code', name: 'Code never arrived', comments: 34, polarity: 'negative' },
    { id: 'staff', name: 'Kind staff', comments: 12, polarity: 'positive' },
    { id: 'app-use', name: 'App', comments: 11, polarity: 'mixed' },
  ],
  measures: [{ name: 'wait', n: 88, median: '3 minutes' }],
  cells: [
    { medium: 'app', signals: 130, answers: 100, score: { metric: 'nps', reading: readingOf(-12, 100) } },
    { medium: 'sms', signals: 20, answers: 12, withheld: true },
    { medium: 'chat', signals: 7, answers: 4 },
    { medium: 'email', signals: 3, answers: 0 },
  ],
  definition: {
    line: 61,
    text: '- id: sim-activation\n  name: { en: SIM activation, es: Activación }\n  kind: moment-of-truth',
  },
};

/** As few as there can be: nothing that is optional. */
export const quiet: TouchpointAnswer = {
  locale: 'en',
  id: 'welcome',
  name: 'Welcome e-mail',
  stageName: 'Onboard',
  kind: 'learn',
  owner: { name: 'Ana Ruiz', email: 'ana@example.org' },
  period,
  previous,
  signals: { later: 3, earlier: 0 },
  statements: [],
  promises: [],
  series: touchpoint.series.map(({ period: of }) => ({ period: of, signals: 0 })),
  distributions: [],
  themes: [],
  measures: [],
  cells: [],
};

const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>\u202egpj.exe\u2066 &amp; ${'W'.repeat(300)}\u0000`;

export const voice: Voice = {
  at: '2026-11-13T09:20:00.000Z',
  day: '2026-11-13',
  medium: 'app',
  text: 'Waited two days for the activation code. Nobody told me why.',
  language: 'en',
  sentiment: 'negative',
  themes: [{ id: 'code', name: 'Code never arrived' }],
  scores: [{ name: 'nps', value: 2 }],
  customer: 'c1',
};

export const verbatims: VerbatimsAnswer = {
  verbatims: [
    voice,
    { ...voice, text: hostile, language: 'en-GB', isClipped: true, sentiment: 'mixed' },
    { ...voice, text: 'الرمز لم يصل أبدًا', language: 'ar', scores: [], themes: [], sentiment: 'neutral' },
    { at: voice.at, day: voice.day, medium: 'sms', text: 'ok', language: '"><b>', themes: [], scores: [] },
    {
      ...voice,
      text: 'Todo perfecto, gracias',
      language: 'es',
      sentiment: 'positive',
      scores: [{ name: 'csat', value: 5 }],
    },
  ],
  cursor: 'next',
};

const step = (
  day: string,
  stage: string,
  touchpointId: string,
  more: object = {},
): CustomerAnswer['steps'][number] => ({
  day,
  time: '09:20',
  stage,
  touchpoint: touchpointId === 'sim-activation' ? 'SIM activation' : 'Shop',
  touchpointId,
  medium: 'App',
  source: 'zendesk',
  said: ['NPS 2', 'negative'],
  ...more,
});

export const customer: CustomerAnswer = {
  locale: 'en',
  customer: '7F3A',
  linked: ['91BC'],
  life: {
    firstDay: '2025-12-30',
    lastDay: '2026-11-13',
    silentDays: 9,
    days: 4,
    signals: 5,
    purchases: 2,
    money: ['€120.00'],
    failures: 1,
    opened: 2,
    closed: 1,
  },
  steps: [
    step('2025-12-30', 'Buy', 'shop'),
    step('2026-11-05', 'Onboard', 'sim-activation', { gapDays: 310, text: hostile }),
    step('2026-11-09', 'Onboard', 'sim-activation', { attempt: { nth: 2, days: 5 } }),
    step('2026-11-13', 'Onboard', 'sim-activation', { attempt: { nth: 3, days: 9 } }),
    step('2026-11-14', 'Buy', 'shop'),
  ],
  elsewhere: 1,
};
