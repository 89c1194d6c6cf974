import { join, parse, resolve } from 'node:path';
import { shellWord } from './shell-word.ts';

/** The journey of a command that is told no other. */
export const usualJourney = 'journey.yaml';

/** @param folder where the command is typed, here and below */
export const isUsualJourney = (folder: string, journey: string): boolean =>
  resolve(folder, journey) === resolve(folder, usualJourney);

/**
 * Where a command that is told no other folder keeps its data. Every journey has one of its own, because the signals of
 * one organisation, or of the sample, would be nonsense in the digests of another.
 */
export const usualData = (folder: string, journey: string): string =>
  isUsualJourney(folder, journey) ? '.local' : join('.local', 'journeys', parse(journey).name);

/** The options that mean the same journey and data again, as somebody has to type them, with a space before each word. */
export const placeOptions = (folder: string, journey: string, data?: string): string => {
  const isUsualData = data === undefined || resolve(folder, data) === resolve(folder, usualData(folder, journey));
  return [
    ...(isUsualJourney(folder, journey) ? [] : [` --journey ${shellWord(journey)}`]),
    ...(isUsualData ? [] : [` --data ${shellWord(data)}`]),
  ].join('');
};
