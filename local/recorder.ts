import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookRequest } from '../core/channels/channel.ts';
import { recordingOf } from '../core/channels/recording.ts';
import { webhookOf } from '../core/channels/registry.ts';
import type { Source } from '../core/journey/schema.ts';

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

interface Delivery {
  readonly request: HookRequest;
  readonly secrets: readonly string[];
}

/**
 * Keeps the delivery if somebody waits for it. Everything under the data folder is this user's alone, and not in git.
 *
 * @param answered the status the tool got
 * @param look what is kept, looked at only when somebody waits: every webhook comes by here
 */
export const recordIfWanted = (dataFolder: string, source: Source, answered: number, look: () => Delivery): void => {
  const wish = wishOf(dataFolder, source.id);
  const channel = webhookOf(source);
  if (channel === undefined || !existsSync(wish)) return;
  const { raw, untilMs }: Wish = JSON.parse(readFileSync(wish, 'utf8'));
  const { request, secrets } = look();
  if (request.receivedAtMs > untilMs) return;
  const file = recordingFile(dataFolder, source.id);
  const recording = recordingOf(request, source, channel, secrets, answered);
  if (raw) {
    const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `${request.method} ${new URL(request.url).pathname} HTTP/1.1\r\n${lines.join('')}\r\n`;
    writeFileSync(rawFile(dataFolder, source.id), Buffer.concat([Buffer.from(head), request.body]), { mode: 0o600 });
  }
  rmSync(wish);
  // Renamed into place, so that whoever waits for it never reads half of it.
  writeFileSync(`${file}.new`, `${JSON.stringify(recording, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
