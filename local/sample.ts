import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { daysOf, type Period } from '../core/period.ts';

/**
 * A few hundred webhooks for the sample journey, so that a first start has something to show.
 *
 * Two weeks in which one thing really happened: in the later one, activation codes at "SIM activation" came late.
 * Everything else is the same mixture in both weeks; what moves there is chance.
 */

/** The sources the sample speaks for, and the channel of each. */
export const sampleChannels: Readonly<Record<string, string>> = {
  'joining-survey': 'typeform',
  'app-feedback': 'standard-webhooks',
  'own-systems': 'generic',
  'help-desk-tickets': 'zendesk',
};

/** A payload as its tool would post it. */
export interface SampleWebhook {
  readonly source: string;
  readonly body: Buffer;
}

const answersPerDay = 10;
const ticketsPerDay = 6;
const sampleSeed = 4;

type Mood = 'glad' | 'flat' | 'cross';

/** Shares of moods in percent: how a touchpoint usually does, and SIM activation in its bad week. */
const usual = { glad: 50, flat: 30, cross: 20 };
const late = { glad: 12, flat: 28, cross: 60 };

const npsOf: Readonly<Record<Mood, readonly number[]>> = { glad: [9, 10], flat: [7, 8], cross: [0, 2, 3, 5, 6] };

const words: Readonly<Record<string, Readonly<Record<Mood, readonly string[]>>>> = {
  activation: {
    glad: [
      'Activé la SIM en cinco minutos, muy fácil.',
      'Todo perfecto y rápido, gracias.',
      'Instrucciones claras, funcionó a la primera.',
    ],
    flat: ['Bien, sin más.', 'Lo esperado.', ''],
    cross: [
      'El código de activación no llegó nunca, dos días esperando.',
      'Muy mal: sin línea todo el fin de semana por el código.',
      'El código tardó dos días y nadie me explicó por qué.',
      'Horrible, sigo sin poder activar la SIM.',
    ],
  },
  app: {
    glad: ['Love the new bill view, very clear.', 'Quick and easy, great app.', 'Works perfectly on my old phone.'],
    flat: ['It is okay.', 'Does what it says.', ''],
    cross: [
      'The app crashes every time I log in.',
      'Terrible update, it keeps freezing.',
      'Login error again, so annoying.',
    ],
  },
  site: {
    glad: ['Found the right plan quickly, excellent site.', 'Clear prices, very helpful comparison.'],
    flat: ['Average site.', 'Fine.', ''],
    cross: ['Confusing prices, I gave up.', 'Slow site and the coverage map is broken.'],
  },
  ticket: {
    glad: ['The agent was friendly and solved it in five minutes.', 'Excellent service, thank you!'],
    flat: ['', 'Solved in the end.'],
    cross: ['Three weeks and nobody answered, awful.', 'Rude agent, my problem is still not solved.'],
  },
};

/** A draw of the generator, hidden behind the two questions the sample asks. */
const chance = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  const below = (count: number): number => uniformInt(generator, 0, count - 1);
  return {
    below,
    of: <T>(choices: readonly T[]): T => choices[below(choices.length)] as T,
    mood: ({ glad, flat }: typeof usual): Mood => {
      const roll = below(100);
      return roll < glad ? 'glad' : roll < glad + flat ? 'flat' : 'cross';
    },
  };
};

const json = (source: string, body: object): SampleWebhook => ({ source, body: Buffer.from(JSON.stringify(body)) });

const answered = (field: object, value: object) => ({ ...value, field });

/** The webhooks of two periods, in time order. The same periods always give the same bytes. */
export const sampleWebhooks = (earlier: Period, later: Period, seed = sampleSeed): SampleWebhook[] => {
  const draw = chance(seed);
  const webhooks: SampleWebhook[] = [];
  for (const day of [...daysOf(earlier), ...daysOf(later)]) {
    const at = () => `${day}T${String(8 + draw.below(12)).padStart(2, '0')}:${String(10 + draw.below(50))}:00.000Z`;
    const customer = () => `C-${1_000 + draw.below(800)}`;
    const say = (place: string, mood: Mood) => draw.of(words[place]?.[mood] ?? ['']);
    const spoken = (place: string, mood: Mood) => {
      const text = say(place, mood);
      return text === '' ? {} : { text };
    };
    const plan = () => draw.of(['prepaid', 'contract']);

    for (let n = 0; n < answersPerDay; n += 1) {
      const id = `${day}-${n}`;
      const activation = draw.mood(day >= later.start ? late : usual);
      const text = say('activation', activation);
      webhooks.push(
        json('joining-survey', {
          event_id: `ev-${id}`,
          event_type: 'form_response',
          form_response: {
            form_id: 'joining',
            token: `joining-${id}`,
            submitted_at: at(),
            hidden: { customer_id: customer(), lang: 'es', plan: plan() },
            definition: { id: 'joining', title: 'Joining', fields: [] },
            answers: [
              answered({ id: 'f1', ref: 'nps', type: 'nps' }, { type: 'number', number: draw.of(npsOf[activation]) }),
              ...(text === '' ? [] : [answered({ id: 'f2', ref: 'why', type: 'long_text' }, { type: 'text', text })]),
            ],
          },
        }),
      );
      const app = draw.mood(usual);
      webhooks.push(
        json('app-feedback', {
          type: 'feedback.submitted',
          timestamp: at(),
          data: {
            id: `app-${id}`,
            customer: { id: customer() },
            nps: draw.of(npsOf[app]),
            language: 'en',
            ...spoken('app', app),
          },
        }),
      );
      const site = draw.mood(usual);
      webhooks.push(
        json('own-systems', {
          id: `site-${id}`,
          occurredAt: at(),
          customer: { id: customer() },
          language: 'en',
          scores: { nps: draw.of(npsOf[site]) },
          attributes: { plan: plan(), region: draw.of(['north', 'south']) },
          ...spoken('site', site),
        }),
      );
    }
    for (let n = 0; n < ticketsPerDay; n += 1) webhooks.push(ticket(`${day}-${n}`, at(), draw.mood(usual), say));
  }
  return webhooks;
};

const ticket = (id: string, time: string, mood: Mood, say: (place: string, mood: Mood) => string): SampleWebhook =>
  json('help-desk-tickets', {
    account_id: 1,
    id: `zen-${id}`,
    type: 'zen:event-type:ticket.csat_received',
    subject: `zen:ticket:${id}`,
    time,
    zendesk_event_version: '2022-11-06',
    detail: { id, requester_id: id, via: { channel: 'email' }, tags: [], priority: 'NORMAL', created_at: time },
    event: {
      meta: { sequence: { id, position: 1 } },
      satisfaction_score: { score: mood === 'cross' ? 'BAD' : 'GOOD', comment: say('ticket', mood) },
    },
  });
