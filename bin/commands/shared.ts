import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option } from 'commander';
import { channels } from '../../core/channels/registry.ts';
import { InvalidJourney, UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import { readJourney } from '../../core/journey/read.ts';
import type { Journey, Source } from '../../core/journey/schema.ts';

/** The project's own folder: sources, stack, engines. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const journeyOption = () => new Option('--journey <file>', 'the journey').default('journey.yaml');

export const dataOption = () =>
  new Option('--data <folder>', 'where the local run keeps its table, queue, outbox and secrets').default('.local');

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UsageError(`--port: "${text}" is no port`);
  return port;
};

export const portOption = () =>
  new Option('--port <number>', 'where webhooks are answered').default(4480).argParser(parsePort);

/** A path as the person would type it. */
export const shown = (path: string): string => relative(process.cwd(), path) || '.';

export const readText = (file: string): string => {
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  return readFileSync(file, 'utf8');
};

/**
 * @throws {UsageError} when the file is not there
 * @throws {InvalidJourney} with every problem it has
 */
export const loadJourney = (file: string): Journey => {
  const read = readJourney(readText(file), { fileName: file, channels: Object.keys(channels) });
  if (!read.ok) throw new InvalidJourney(read.problems);
  return read.journey;
};

/** @throws {UsageError} with what the journey has instead */
export const findSource = (journey: Journey, id: string): Source => {
  const source = journey.sources.find((one) => one.id === id);
  if (source) return source;
  const ids = journey.sources.map((one) => one.id);
  throw new UsageError(`--source: the journey has no source "${id}"; ${suggest(id, ids)}`);
};

/** A moment given on the command line, in any ISO form; a date alone is its last second. */
export const parseInstant = (text: string): Date => {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text);
  if (Number.isNaN(instant.getTime())) {
    throw new UsageError(`--now: "${text}" is no moment; use 2026-03-09 or 2026-03-09T08:00:00Z`);
  }
  return instant;
};

export const localFolder = (data: string): string => resolve(data);
export const secretsFile = (data: string): string => join(localFolder(data), 'secrets.json');
