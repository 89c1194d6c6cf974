import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a data folder remembers of the sample it holds. A folder of real signals has no such file. */
export interface SampleFile {
  /** The sample's today, an ISO instant. */
  readonly now: string;
  /** Signals of the history that are on the queue. */
  readonly queued: number;
  /** Webhooks of the last days that were accepted. */
  readonly posted: number;
  /** Whether both are all there is. */
  readonly done: boolean;
}

const nameIn = (dataFolder: string): string => join(dataFolder, 'sample.json');

export const readSampleFile = (dataFolder: string): SampleFile | undefined =>
  existsSync(nameIn(dataFolder)) ? JSON.parse(readFileSync(nameIn(dataFolder), 'utf8')) : undefined;

/** A kill leaves the old file or the new one, never half of one. */
export const writeSampleFile = (dataFolder: string, file: SampleFile): void => {
  const draft = `${nameIn(dataFolder)}.new`;
  writeFileSync(draft, JSON.stringify(file));
  renameSync(draft, nameIn(dataFolder));
};

/**
 * What "today" is for a data folder that holds the sample; undefined for one that holds real signals.
 *
 * Every command uses it unless `--now` was passed: the sample ends the week before its today, and a few weeks after the
 * first start the digest of the real last week would be empty.
 */
export const rememberedNow = (dataFolder: string): Date | undefined => {
  const file = readSampleFile(dataFolder);
  return file && new Date(file.now);
};
