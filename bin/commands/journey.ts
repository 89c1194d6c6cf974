import { Command } from 'commander';
import { isKnown, type Known, readKnown } from '../../aws/person.ts';
import { counted } from '../../core/counted.ts';
import { ListeningPathError } from '../../core/errors.ts';
import type { Locale } from '../../core/journey/schema.ts';
import type { Life } from '../../core/people/life.ts';
import { type Step, shortId, storyOf } from '../../core/people/story.ts';
import { moneyWords } from '../../core/people/story-words.ts';
import { whomOf } from '../../core/people/whom.ts';
import { columns } from './columns.ts';
import { onDeployment } from './deployment.ts';
import { nobodyWords, soughtOn, sourceIds } from './person.ts';
import { type DeploymentOptions, loadJourney, withLocalOptions, withStackOption } from './shared.ts';

interface JourneyOptions extends DeploymentOptions {
  readonly json?: true;
}

export const journeyCommand = withStackOption(withLocalOptions(new Command('journey')))
  .description("tell one person's story over all tools, stage by stage")
  .argument('<customer>', 'an e-mail address, a phone number, SOURCE:ID, or the id of a customer')
  .option('--json', 'print it as JSON')
  .addHelpText('after', '\nExample: listening-path journey ana@example.org')
  .action(async (word: string, options: JourneyOptions) => {
    const journey = loadJourney(options.journey);
    const whom = whomOf(word, sourceIds(journey));
    const known = await onDeployment(options, async (deployment) => {
      const sought = await soughtOn(deployment, journey, whom);
      return readKnown(await deployment.table(), sought, journey, deployment.today);
    });
    if (!isKnown(known)) throw new ListeningPathError(`journey: ${nobodyWords(known)}`);
    const { locale } = journey.organisation;
    const steps = storyOf(known.told, journey, known.map, locale);
    const { customers, life } = known;
    if (options.json) console.log(JSON.stringify({ customers, life, steps }, null, 2));
    else console.log([...summaryOf(known, locale), ...linesOf(steps)].join('\n'));
  });

const summaryOf = ({ customers, aliases, life }: Known, locale: Locale): string[] => {
  const [first = '', ...linked] = customers;
  const others = linked.length === 0 ? '' : `, linked with ${linked.map(shortId).join(', ')}`;
  const who = `Customer ${first}${others} · ${aliases.length === 1 ? '1 alias' : `${aliases.length} aliases`}`;
  return [who, life === undefined ? 'Nothing is kept of what they did.' : lifeWords(life, locale)];
};

const lifeWords = (life: Life, locale: Locale): string => {
  const { firstDay, lastDay, silentDays, days, purchases, moneyMinor, failures, opened, closed } = life;
  const money = Object.entries(moneyMinor).map(([currency, minor]) => moneyWords(minor, currency, locale));
  return [
    `${firstDay} to ${lastDay}, ${silentDays <= 0 ? 'today' : `${counted(silentDays, 'day')} ago`}`,
    `${counted(days, 'day')} with contact`,
    counted(purchases, 'purchase'),
    ...money,
    counted(failures, 'failure'),
    `${opened} opened, ${closed} closed`,
  ].join(' · ');
};

const endings = ['th', 'st', 'nd', 'rd'];
const ordinal = (nth: number): string =>
  `${nth}${(nth % 100 > 10 && nth % 100 < 14 ? undefined : endings[nth % 10]) ?? 'th'}`;

const attemptWords = ({ attempt }: Step): string[] => {
  if (attempt === undefined) return [];
  const { nth, days } = attempt;
  return [`${ordinal(nth)} time ${days === 1 ? 'on one day' : `in ${days} days`}`];
};

/** A heading wherever the stage changes, a line for each gap, one for each signal, and one more for its words. */
const linesOf = (steps: readonly Step[]): string[] => {
  const rows = columns(
    steps.map((step) => [
      `  ${step.day} ${step.time}`,
      step.touchpoint,
      step.medium,
      [...attemptWords(step), ...step.said].join(' · '),
    ]),
  );
  return steps.flatMap(({ stage, gapDays, text }, index) => [
    ...(gapDays === undefined ? [] : ['', `  — ${counted(gapDays, 'day')} —`]),
    ...(stage === steps[index - 1]?.stage ? [] : ['', stage]),
    rows[index] ?? '',
    ...(text === undefined || text === '' ? [] : [`${' '.repeat(20)}“${text}”`]),
  ]);
};
