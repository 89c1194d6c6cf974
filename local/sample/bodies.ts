import { type ScoreName, scoreRanges } from '../../core/signal.ts';
import type { Answer } from './answers.ts';
import { iso } from './calendar.ts';
import { type Draft, json } from './draft.ts';

/** What differs between the first version of an answer and its correction. */
interface Version {
  readonly value: number;
  readonly updatedAt?: string;
}
type Body = (answer: Answer, version: Version) => object;

const idOf = ({ survey, id }: Answer): string => `${survey.touchpoint}-${id}`;
const words: Readonly<Record<string, string>> = {
  prepaid: 'prepago',
  contract: 'contrato',
  family: 'familia',
  north: 'norte',
  centre: 'centro',
  south: 'sur',
  islands: 'islas',
};

/** The README's record. Each of our own systems knows its customers by something else, and tablets know none. */
const record =
  (customerOf: (answer: Answer) => object): Body =>
  (answer, { value, updatedAt }) => ({
    id: idOf(answer),
    occurredAt: iso(answer.occurredMs),
    ...customerOf(answer),
    touchpoint: answer.survey.touchpoint,
    language: answer.customer.language,
    text: answer.text,
    scores: { [answer.survey.score]: value },
    measures: answer.measures,
    updatedAt,
  });

const segmentsOf = ({ customer: { plan, region } }: Answer) => ({ plan, region });
const byAccount = record((answer) => ({
  customer: { id: answer.customer.id, email: answer.customer.email },
  attributes: segmentsOf(answer),
}));
const byPhone = record((answer) => ({ customer: { phone: answer.customer.phone }, attributes: segmentsOf(answer) }));
const byNobody = record(({ customer: { region } }) => ({ attributes: { region } }));

/** Standard Webhooks, as the app sends it. */
const feedback: Body = (answer, { value, updatedAt }) => {
  const { survey, customer, text, occurredMs } = answer;
  const { id, email, language, plan, region } = customer;
  return {
    type: updatedAt === undefined ? 'feedback.submitted' : 'feedback.updated',
    timestamp: iso(occurredMs),
    data: {
      id: idOf(answer),
      customer: { id, email },
      [survey.score]: value,
      text,
      language,
      touchpoint: survey.touchpoint,
      plan,
      region,
      updatedAt,
    },
  };
};

/** The same, from whoever collects what is written in the app shops. */
const review: Body = (answer, { value, updatedAt }) => ({
  type: updatedAt === undefined ? 'review.published' : 'review.edited',
  timestamp: iso(answer.occurredMs),
  data: {
    id: idOf(answer),
    stars: value,
    body: answer.text,
    locale: answer.customer.language,
    about: answer.survey.touchpoint,
    version: '7.4.1',
    updatedAt,
  },
});

const question = { nps: { type: 'nps' }, csat: { type: 'opinion_scale' } } as const;
const steps = { steps: 5, start_at_one: true };

/** Typeform: hidden fields come from the link the customer followed, answers from the form. */
const response =
  (form: string, asksForMail: boolean): Body =>
  (answer, { value }) => {
    const { survey, customer, text, occurredMs } = answer;
    const { id, email, language, plan, region } = customer;
    const score = survey.score as keyof typeof question;
    const field = (ref: string, type: string) => ({ id: `${form}-${ref}`, ref, type });
    const scored = field(score, question[score].type);
    return {
      event_id: `event-${idOf(answer)}`,
      event_type: 'form_response',
      form_response: {
        form_id: form,
        token: idOf(answer),
        landed_at: iso(occurredMs - 70_000),
        submitted_at: iso(occurredMs),
        hidden: {
          ...(!asksForMail && { customer_id: id }),
          touchpoint: survey.touchpoint,
          lang: language,
          plan: words[plan],
          region: words[region],
        },
        definition: { id: form, title: form, fields: [{ ...scored, ...(score === 'csat' && { properties: steps }) }] },
        answers: [
          { type: 'number', number: value, field: scored },
          ...(text === undefined ? [] : [{ type: 'text', text, field: field('why', 'long_text') }]),
          ...(asksForMail ? [{ type: 'email', email, field: field('mail', 'email') }] : []),
        ],
      },
    };
  };

/** How each source says it, and whether its tool can correct itself: Typeform cannot. */
const bodies: Readonly<Record<string, { body: Body; corrects: boolean; isAsked?: false }>> = {
  'own-systems': { body: byAccount, corrects: true },
  'support-chats': { body: byAccount, corrects: true },
  'text-surveys': { body: byPhone, corrects: true },
  'call-centre': { body: byPhone, corrects: true },
  'store-tablets': { body: byNobody, corrects: false, isAsked: false },
  'app-feedback': { body: feedback, corrects: true },
  'app-reviews': { body: review, corrects: true, isAsked: false },
  'joining-survey': { body: response('joining', false), corrects: false },
  'store-survey': { body: response('store', false), corrects: false },
  'email-survey': { body: response('email', true), corrects: false },
};

/** A score somebody might have given before thinking again: two steps off, on the scale. */
const otherScore = (score: ScoreName, value: number): number => {
  const [low] = scoreRanges[score];
  return value - 2 >= low ? value - 2 : value + 2;
};

/** An answer as its tool posts it. */
export const draftOf = (answer: Answer): Draft => {
  const { survey, value, occurredMs } = answer;
  const { body, corrects, isAsked = true } = bodies[survey.source] ?? { body: byAccount, corrects: true };
  return {
    source: survey.source,
    occurredMs,
    body: json(body(answer, { value })),
    ...(isAsked && { askedAt: survey.touchpoint }),
    ...(corrects && {
      revise: (updatedMs: number) =>
        [
          json(body(answer, { value: otherScore(survey.score, value) })),
          json(body(answer, { value, updatedAt: iso(updatedMs) })),
        ] as const,
    }),
  };
};
