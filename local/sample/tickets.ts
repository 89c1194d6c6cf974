import { atHour, hourMs, iso, type SampleDay, type SampleTime } from './calendar.ts';
import { chance, wait } from './chance.ts';
import { customersByPlan } from './customers.ts';
import { type Draft, json } from './draft.ts';
import { moodDraws } from './moods.ts';
import { say } from './speech.ts';
import { kept } from './truth.ts';

const source = 'help-desk-tickets';
const account = 44_100_771;
/** Solved in a week. Tickets about bills are told by their tag, which the source's routing knows. */
const weekly = { 'help-desk': 153, 'monthly-bill': 9 } as const;
type Place = keyof typeof weekly;
const days = [1.2, 1.15, 1.1, 1.05, 1, 0.4, 0.3];
const ratedShare = 0.32;
const commentedShare = 0.7;
const ratedWithinHours = 20;

interface Ticket {
  readonly id: string;
  readonly requester: string;
  readonly tags: readonly string[];
  readonly createdMs: number;
}

/** An event as Zendesk posts it: https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/ */
const eventOf = ({ id, requester, tags, createdMs }: Ticket, type: string, atMs: number, event: object): Buffer =>
  json({
    account_id: account,
    id: `${type}-${id}-${atMs}`,
    type: `zen:event-type:ticket.${type}`,
    subject: `zen:ticket:${id}`,
    time: iso(atMs),
    zendesk_event_version: '2022-11-06',
    detail: {
      id,
      requester_id: requester,
      tags,
      via: { channel: 'email' },
      priority: 'NORMAL',
      status: 'SOLVED',
      created_at: iso(createdMs),
    },
    event: { meta: { sequence: { id: `${id}-${atMs}`, position: 1 } }, ...event },
  });

const ratingOf = (ticket: Ticket, atMs: number, isGood: boolean, comment: string): Buffer =>
  eventOf(ticket, 'csat_received', atMs, {
    satisfaction_score: { score: isGood ? 'GOOD' : 'BAD', comment },
  });

/** Help-desk tickets: each was solved at some time, and some were rated after that. */
export const tickets = (time: SampleTime, seed: number): Draft[] => {
  const draw = chance(seed, source);
  const people = Object.values(customersByPlan(seed)).flat();
  const moodOf = moodDraws(seed);

  const eventsOf = (touchpoint: Place, day: SampleDay, number: number): Draft[] => {
    const customer = draw.of(people);
    const solvedMs = atHour(day, 8 + 12 * draw.unit());
    const ticket = {
      id: `${day.date.replaceAll('-', '')}${number}`,
      requester: customer.id,
      tags: touchpoint === 'monthly-bill' ? ['billing'] : [],
      createdMs: solvedMs - Math.floor(wait(draw, kept.resolutionHours) * hourMs),
    };
    const solved = eventOf(ticket, 'status_changed', solvedMs, { previous: 'OPEN', current: 'SOLVED' });
    const draft = { source, occurredMs: solvedMs, body: solved };
    const ratedMs = solvedMs + Math.floor((0.2 + ratedWithinHours * draw.unit()) * hourMs);
    if (!draw.happens(ratedShare) || ratedMs >= time.endMs) return [draft];
    const mood = moodOf(draw, touchpoint, day, customer);
    const occasion = { touchpoint, mood, language: customer.language, isNewestWeek: day.isNewestWeek };
    const comment = draw.happens(commentedShare) ? say(draw, occasion) : '';
    const isGood = mood !== 'cross';
    const rating: Draft = {
      source,
      occurredMs: ratedMs,
      body: ratingOf(ticket, ratedMs, isGood, comment),
      askedAt: touchpoint,
      revise: (updatedMs) => [ratingOf(ticket, ratedMs, !isGood, ''), ratingOf(ticket, updatedMs, isGood, comment)],
    };
    return [draft, rating];
  };

  return time.weeks.flatMap((week) =>
    (Object.keys(weekly) as Place[]).flatMap((touchpoint) =>
      Array.from({ length: weekly[touchpoint] }, (_, index) => {
        const day = week[draw.index(days)] as SampleDay;
        return eventsOf(touchpoint, day, index + (touchpoint === 'help-desk' ? 100 : 500));
      }).flat(),
    ),
  );
};
