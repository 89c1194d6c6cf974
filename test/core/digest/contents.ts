import type { DigestContent, DigestFinding, Reason } from '../../../core/digest/content.ts';

/** Samples: what a digest may have to say. Numbers are invented but go together. */

export const activation: DigestFinding = {
  insight: 'change',
  touchpoint: 'sim-activation',
  touchpointName: 'SIM activation',
  stageName: 'Join',
  owner: 'digital',
  ownerName: 'Digital team',
  ownerEmail: 'digital@faromovil.example',
  metric: 'nps',
  direction: 'worse',
  earlier: { n: 180, value: 6.1, interval: { low: -5.2, high: 17.3 } },
  later: { n: 167, value: -18.4, interval: { low: -30.1, high: -6.6 } },
  difference: -24.5,
  interval: { low: -40.2, high: -8.3 },
  days: { inflation: 1.3, degreesOfFreedom: 34 },
  p: 0.0004,
  q: 0.004,
  evidence: 'C',
  also: [
    { metric: 'csat', difference: -11.2 },
    { metric: 'netSentiment', difference: -21.4 },
  ],
  isMomentOfTruth: true,
  reason: {
    themeName: 'Activation code',
    later: { successes: 68, trials: 151 },
    earlier: { successes: 14, trials: 160 },
  },
  spread: { kind: 'everywhere', dimensionName: 'Plan', groupNames: ['Prepaid', 'Contract'] },
  customers: { later: 158, earlier: 171 },
  verbatim: {
    text: 'Waited two days for the activation code. Nobody told me why.',
    day: '2026-11-18',
    touchpointName: 'SIM activation',
    medium: 'app',
    language: 'en',
    score: { name: 'nps', value: 2 },
  },
};

const helpDesk: DigestFinding = {
  ...activation,
  isMomentOfTruth: false,
  reason: { themeName: 'Staff', later: { successes: 41, trials: 190 }, earlier: { successes: 18, trials: 176 } },
  spread: { kind: 'local', dimensionName: 'Medium', groupNames: ['Chat'] },
  touchpoint: 'help-desk',
  touchpointName: 'Help desk',
  stageName: 'Support',
  owner: 'care',
  ownerName: 'Customer care',
  ownerEmail: 'care@faromovil.example',
  metric: 'csat',
  direction: 'better',
  earlier: { n: 231, value: 61.9, interval: { low: 55.5, high: 67.9 } },
  later: { n: 243, value: 74.1, interval: { low: 68.2, high: 79.2 } },
  difference: 12.2,
  interval: { low: 3.8, high: 20.3 },
  p: 0.006,
  q: 0.036,
  also: [],
  verbatim: {
    text: 'The agent fixed it in five minutes and called me back. Great.',
    day: '2026-11-20',
    touchpointName: 'Help desk',
    medium: 'chat',
    language: 'en',
  },
};

export const quietWeek: DigestContent = {
  organisation: 'Faro Móvil',
  audienceName: 'customer experience',
  locale: 'en',
  timeZone: 'Europe/Madrid',
  period: { start: '2026-11-16', end: '2026-11-23' },
  previous: { start: '2026-11-09', end: '2026-11-16' },
  signals: { later: 1036, earlier: 948 },
  headlines: [
    {
      metric: 'nps',
      later: { n: 318, value: 31.4, interval: { low: 23.1, high: 39.5 } },
      change: {
        difference: -2.1,
        interval: { low: -13.4, high: 9.2 },
        verdict: 'unsure',
        answersNeeded: 4400,
        floor: 5,
      },
    },
    {
      metric: 'csat',
      later: { n: 4120, value: 71.2, interval: { low: 69.8, high: 72.6 } },
      change: { difference: 0.4, interval: { low: -1.6, high: 2.4 }, verdict: 'same', floor: 3 },
    },
  ],
  findings: [],
  illusions: [],
  touchpoints: [],
  commitments: [],
  silent: [],
  verbatims: [],
  tested: 12,
  tooFew: [{ touchpointName: 'Phone queue', n: 12 }],
};

export const badWeek: DigestContent = {
  ...quietWeek,
  headlines: [
    {
      metric: 'nps',
      later: { n: 318, value: 20.2, interval: { low: 11.6, high: 28.5 } },
      change: { difference: -14.1, interval: { low: -25.4, high: -3.1 }, verdict: 'worse', floor: 5 },
    },
    {
      metric: 'csat',
      later: { n: 412, value: 66.3, interval: { low: 61.6, high: 70.7 } },
      change: { difference: 1.2, interval: { low: -5.3, high: 7.7 }, verdict: 'unsure', answersNeeded: 2900, floor: 3 },
    },
    {
      metric: 'ces',
      later: { n: 206, value: 5.12, interval: { low: 4.91, high: 5.33 } },
      change: { difference: 0.03, interval: { low: -0.12, high: 0.18 }, verdict: 'same', floor: 0.2 },
    },
  ],
  findings: [activation, helpDesk],
  tooFew: [
    { touchpointName: 'Phone queue', n: 12 },
    { touchpointName: 'Store visit', n: 1 },
  ],
};

export const badWeekSpanish: DigestContent = {
  ...badWeek,
  locale: 'es',
  audienceName: 'experiencia de cliente',
  findings: [
    {
      ...activation,
      touchpointName: 'Activación de la SIM',
      stageName: 'Alta',
      ownerName: 'Equipo digital',
      reason: { ...(activation.reason as Reason), themeName: 'Código de activación' },
      spread: { kind: 'everywhere', dimensionName: 'Tarifa', groupNames: ['Prepago', 'Contrato'] },
      verbatim: {
        text: 'Dos días esperando el código de activación. Nadie me dijo por qué.',
        day: '2026-11-18',
        touchpointName: 'Activación de la SIM',
        medium: 'app',
        language: 'es',
      },
    },
    {
      ...helpDesk,
      touchpointName: 'Centro de ayuda',
      stageName: 'Ayuda',
      ownerName: 'Atención al cliente',
      reason: { ...(helpDesk.reason as Reason), themeName: 'Personal' },
      spread: { kind: 'local', dimensionName: 'Medio', groupNames: ['Chat'] },
      verbatim: {
        text: 'El agente lo arregló en cinco minutos y me llamó después. Genial.',
        day: '2026-11-20',
        touchpointName: 'Centro de ayuda',
        medium: 'chat',
        language: 'es',
      },
    },
  ],
  tooFew: [
    { touchpointName: 'Espera telefónica', n: 12 },
    { touchpointName: 'Visita a la tienda', n: 1 },
  ],
};

export const firstWeek: DigestContent = {
  ...quietWeek,
  signals: { later: 58, earlier: 0 },
  headlines: [{ metric: 'nps', later: { n: 34, value: 20, interval: { low: -9.2, high: 45.4 } }, lacking: 'earlier' }],
  tested: 0,
  tooFew: [
    { touchpointName: 'SIM activation', n: 30 },
    { touchpointName: 'Help desk', n: 30 },
    { touchpointName: 'Phone queue', n: 30 },
  ],
};
