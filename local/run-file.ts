import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running stack tells other processes on this machine. It stays when the run has ended. */
export interface RunFile {
  readonly pid: number;
  readonly apiUrl: string;
  readonly tableEndpoint: string;
}

export const runFile = (dataFolder: string): string => join(dataFolder, 'run.json');

/** The run that used this folder last; undefined before the first. */
export const lastRun = (dataFolder: string): RunFile | undefined =>
  existsSync(runFile(dataFolder)) ? JSON.parse(readFileSync(runFile(dataFolder), 'utf8')) : undefined;

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
