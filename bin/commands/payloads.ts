import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { channels } from '../../core/channels/all.ts';
import { UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import type { Source } from '../../core/journey/schema.ts';
import { root } from './shared.ts';

const folder = join(root, 'payloads');

/** The longest name counts: `standard-webhooks` is a channel, and no `standard`. */
const channelOfPayload = (name: string): string | undefined =>
  Object.keys(channels)
    .filter((channel) => name === channel || name.startsWith(`${channel}-`))
    .sort((a, b) => b.length - a.length)[0];

/** Name and file of every payload of a channel, the plainest first. */
const payloadsOf = (channel: string): { readonly name: string; readonly file: string }[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name: file }) => ({ name: parse(file).name, file }))
    .filter(({ name }) => channelOfPayload(name) === channel)
    .sort((a, b) => a.name.length - b.name.length || a.name.localeCompare(b.name));

/**
 * A body as the tool posts it, its values invented.
 *
 * @param name the channel's name for its plainest one, or that of one file of payloads/ without its ending
 */
export const samplePayload = (name: string, { id, channel }: Source): Buffer => {
  const own = payloadsOf(channel);
  const [first] = own;
  const found = own.find((payload) => payload.name === name) ?? (name === channel ? first : undefined);
  if (found) return readFileSync(join(folder, found.file));
  const names = own.map((payload) => payload.name);
  const mend = channelOfPayload(name) === undefined ? suggest(name, names) : `it has ${names.join(', ')}`;
  throw new UsageError(`--sample: ${id} is a source of ${channel}, and "${name}" is no sample of it; ${mend}`);
};
