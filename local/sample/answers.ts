import { atHour, hourMs, type SampleDay, type SampleTime } from './calendar.ts';
import { type Chance, chance, wait } from './chance.ts';
import { type Customer, customersByPlan, type Plan, usualPlans } from './customers.ts';
import { moodDraws } from './moods.ts';
import { say } from './speech.ts';
import { answersOf, type Survey, surveys } from './surveys.ts';
import { better, kept, quickChatWait, seemsBetter, silent } from './truth.ts';

/** What one customer answered to one survey. */
export interface Answer {
  readonly id: string;
  readonly survey: Survey;
  readonly day: SampleDay;
  readonly occurredMs: number;
  readonly customer: Customer;
  readonly value: number;
  readonly text?: string;
  readonly measures?: Readonly<Record<string, number>>;
}

/** Weeks differ by this much either way; more would let chance plant what truth.ts does not know. */
const weeklyNoise = 0.03;

const plansOf = (survey: Survey, { isNewestWeek }: SampleDay): Readonly<Record<Plan, number>> => {
  if (survey.touchpoint !== seemsBetter.touchpoint) return usualPlans;
  return isNewestWeek ? seemsBetter.newest : seemsBetter.before;
};

/** The days of a week's answers. The tablets bring their least number every day; elsewhere chance decides the day. */
const daysFor = (survey: Survey, week: readonly SampleDay[], draw: Chance): SampleDay[] => {
  if (survey.source === silent.source) {
    return week.flatMap((day) => Array.from({ length: silent.answersPerDayMin + draw.below(2) }, () => day));
  }
  const count = Math.round(survey.weekly * (1 + weeklyNoise * (2 * draw.unit() - 1)));
  return Array.from({ length: count }, () => week[draw.index(survey.days)] as SampleDay);
};

/** Whether the tablets had stopped by then. */
const isAfterSilence = ({ source }: Survey, day: SampleDay, occurredMs: number): boolean =>
  source === silent.source &&
  day.isNewestWeek &&
  (day.weekday > silent.lastWeekday ||
    (day.weekday === silent.lastWeekday && occurredMs >= day.midnightMs + silent.lastHour * hourMs));

/** All answers to all surveys, each survey in its own draws. */
export const answers = (time: SampleTime, seed: number): Answer[] => {
  const people = customersByPlan(seed);
  const moodOf = moodDraws(seed);
  const planNames = Object.keys(people) as Plan[];

  const answersTo = (survey: Survey): Answer[] => {
    const topic = `${survey.touchpoint}/${survey.source}`;
    const draw = chance(seed, topic);
    const [from, to] = survey.hours;
    const answerOn = (day: SampleDay, index: number): Answer => {
      const shares = plansOf(survey, day);
      const plan = planNames[draw.index(planNames.map((name) => shares[name]))] ?? 'prepaid';
      const customer = draw.of(people[plan]);
      const mood = moodOf(draw, survey.touchpoint, day, customer);
      const occurredMs = atHour(day, from + (to - from) * draw.unit());
      const occasion = { touchpoint: survey.touchpoint, mood, isNewestWeek: day.isNewestWeek };
      const isChat = survey.touchpoint === better.touchpoint;
      const pace = day.isNewestWeek ? quickChatWait : kept.chatWaitSeconds;
      return {
        id: `${day.date}-${index}`,
        survey,
        day,
        occurredMs,
        customer,
        value: draw.of(answersOf[survey.score][mood]),
        ...(draw.happens(survey.commented) && { text: say(draw, { ...occasion, language: customer.language }) }),
        ...(isChat && { measures: { chatWaitSeconds: Math.max(1, Math.round(wait(draw, pace))) } }),
      };
    };
    return time.weeks.flatMap((week) =>
      daysFor(survey, week, draw)
        .map(answerOn)
        .filter(({ day, occurredMs }) => !isAfterSilence(survey, day, occurredMs)),
    );
  };

  return surveys.flatMap(answersTo);
};
