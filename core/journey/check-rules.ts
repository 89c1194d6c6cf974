import * as z from 'zod';
import { firstTimelyHour } from '../digest/schedule.ts';
import { isTimeZone } from './check-values.ts';
import { folded } from './map.ts';
import { atKey, atValue, type Path, type Problem } from './problems.ts';
import { Digest } from './schema.ts';
import { isRecord, select } from './select.ts';

/** Checks of rules that span several keys: routes, segment values, and when digests leave. */

type Fields = Readonly<Record<string, unknown>>;

const selectRecords = (root: unknown, pattern: string): { path: Path; value: Fields }[] =>
  select(root, pattern).flatMap(({ path, value }) => (isRecord(value) ? [{ path, value }] : []));

const routeProblem = (path: Path, { attribute, is, keywords }: Fields): Problem | undefined => {
  if (attribute !== undefined && is === undefined)
    return atKey([...path, 'attribute'], '`attribute` needs `is` beside it: list the values that lead here');
  if (is !== undefined && attribute === undefined)
    return atKey([...path, 'is'], '`is` needs `attribute` beside it: name the attribute to look at');
  if (attribute !== undefined && keywords !== undefined)
    return atKey([...path, 'keywords'], 'a route goes by `attribute` or by `keywords`: make two routes of this one');
  if (attribute === undefined && keywords === undefined)
    return atValue(path, 'this route never matches: give it `attribute` with `is`, or `keywords`');
  return undefined;
};

export const checkRoutes = (root: unknown): Problem[] =>
  selectRecords(root, 'sources.*.routing.*').flatMap(({ path, value }) => routeProblem(path, value) ?? []);

export const checkSegmentValues = (root: unknown): Problem[] =>
  selectRecords(root, 'segments.*').flatMap((segment) => {
    const firsts = new Map<string, Path>();
    return select(segment.value, 'values.*.is.*').flatMap(({ path, value }): Problem[] => {
      // The schema says what is wrong with lists and maps here.
      if (typeof value === 'object') return [];
      const here = [...segment.path, ...path];
      const key = folded(String(value));
      const before = firsts.get(key);
      if (!before) firsts.set(key, here);
      if (!before || before[3] === here[3]) return [];
      return [{ ...atValue(here, `\`${value}\` already leads to another value: keep it in one of them`), before }];
    });
  });

export const checkReservedValues = (root: unknown): Problem[] =>
  select(root, 'segments.*.values.*.id')
    .filter(({ value }) => value === 'other')
    .map(({ path }) => atValue(path, '`other` is what no value matches: choose another id'));

/** Which key says on what day a digest of each cadence leaves, and an example of it. */
const dayKeys = { weekly: ['weekday', 'monday'], monthly: ['day', '1'] } as const;

const cadenceProblems = (path: Path, digest: Fields): Problem[] => {
  const { cadence } = digest;
  if (cadence !== 'weekly' && cadence !== 'monthly') return [];
  const [needed, example] = dayKeys[cadence];
  const [foreign] = dayKeys[cadence === 'weekly' ? 'monthly' : 'weekly'];
  return [
    ...(digest[needed] === undefined
      ? [atValue(path, `a ${cadence} digest needs \`${needed}\`: add one, such as ${needed}: ${example}`)]
      : []),
    ...(digest[foreign] === undefined
      ? []
      : [atKey([...path, foreign], `a ${cadence} digest has no \`${foreign}\`: remove it, and say \`${needed}\``)]),
  ];
};

/** The keys that decide when a digest leaves, judged without the rest of it. */
const Departure = z.object(Digest.shape).pick({ cadence: true, weekday: true, day: true, hour: true, timeZone: true });

const scheduleProblems = (path: Path, digest: Fields, organisationTimeZone: string): Problem[] => {
  const { data: departure } = Departure.safeParse(digest);
  if (!departure || departure[dayKeys[departure.cadence][0]] === undefined) return [];
  const timeZone = departure.timeZone ?? organisationTimeZone;
  if (!isTimeZone(timeZone)) return [];
  const first = firstTimelyHour(departure, organisationTimeZone);
  if (first !== undefined && first <= departure.hour) return [];
  const period = departure.cadence === 'weekly' ? 'week' : 'month';
  const mend = first === undefined ? 'choose the day after' : `choose hour ${first} or later`;
  const closing = `the ${period} has closed in ${organisationTimeZone}, with an hour of grace for late answers`;
  return [atValue([...path, 'hour'], `hour ${departure.hour} in ${timeZone} comes before ${closing}: ${mend}`)];
};

export const checkSchedules = (root: unknown): Problem[] => {
  const organisationTimeZone = select(root, 'organisation.timeZone')[0]?.value;
  const canTell = typeof organisationTimeZone === 'string' && isTimeZone(organisationTimeZone);
  return selectRecords(root, 'digests.*').flatMap(({ path, value }) => [
    ...cadenceProblems(path, value),
    ...(canTell ? scheduleProblems(path, value, organisationTimeZone) : []),
  ]);
};
