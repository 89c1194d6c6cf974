import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { webhookOf } from '../core/channels/all.ts';
import type { HookRequest } from '../core/channels/channel.ts';
import { recordingOf } from '../core/channels/recording.ts';
import type { Source } from '../core/journey/schema.ts';
import type { DeploymentSecret } from '../core/secrets.ts';
import { requestOf } from '../functions/request.ts';
import type { Witness } from './http.ts';

/** One process wants a recording, another answers webhooks: they meet in a folder. */
const folderOf = (dataFolder: string): string => join(dataFolder, 'recordings');
const wishOf = (dataFolder: string, source: string): string => join(folderOf(dataFolder), `${source}.wanted`);

interface Wish {
  /** Whether to keep the bytes, too. */
  readonly raw: boolean;
  /** A wish nobody waits for any more must not come true. */
  readonly untilMs: number;
}

/** Asks the run of this folder to record the next delivery of a source. */
export const wishRecording = (dataFolder: string, source: string, wish: Wish): void => {
  mkdirSync(folderOf(dataFolder), { recursive: true, mode: 0o700 });
  rmSync(recordingFile(dataFolder, source), { force: true });
  writeFileSync(wishOf(dataFolder, source), JSON.stringify(wish), { mode: 0o600 });
};

/** Takes the wish back. */
export const dropWish = (dataFolder: string, source: string): void =>
  rmSync(wishOf(dataFolder, source), { force: true });

/** Where the recording will be. */
export const recordingFile = (dataFolder: string, source: string): string =>
  join(folderOf(dataFolder), `${source}.json`);

/** Where the bytes as they came are, if they were wanted. */
export const rawFile = (dataFolder: string, source: string): string => join(folderOf(dataFolder), `${source}.raw`);

/** Deletes all bytes that were kept as they came: nobody can tell whose words are in them. */
export const dropRawFiles = (dataFolder: string): void => {
  const folder = folderOf(dataFolder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((one) => one.endsWith('.raw'))) rmSync(join(folder, name), { force: true });
};

/** The delivery as it came over the wire, for a file of this user alone. */
const rawOf = ({ method, url, headers, body }: HookRequest): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${new URL(url).pathname} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
};

/** Keeps the deliveries somebody waits for. Everything under the data folder is this user's alone, and not in git. */
export const recorderFor =
  (dataFolder: string, sources: readonly Source[], apiUrl: string): Witness =>
  (event, status) => {
    const source = sources.find(({ id }) => id === event.pathParameters?.source);
    const channel = source && webhookOf(source);
    if (!source || !channel || !existsSync(wishOf(dataFolder, source.id))) return;
    const { raw, untilMs }: Wish = JSON.parse(readFileSync(wishOf(dataFolder, source.id), 'utf8'));
    const request = requestOf(event, apiUrl);
    if (request.receivedAtMs > untilMs) return;
    rmSync(wishOf(dataFolder, source.id));

    const held: DeploymentSecret = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8'));
    const recording = recordingOf(request, source, channel, held.sources[source.id] ?? [], status);
    if (raw) writeFileSync(rawFile(dataFolder, source.id), rawOf(request), { mode: 0o600 });
    // Renamed into place, so that whoever waits for it never reads half of it.
    const file = recordingFile(dataFolder, source.id);
    writeFileSync(`${file}.new`, `${JSON.stringify(recording, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
