import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { Journey } from '../../core/journey/schema.ts';
import { rememberedNow } from '../sample-file.ts';
import type { LocalOptions } from '../stack.ts';
import type { Place } from './connect.ts';
import { type Facts, homeFragment, homePage } from './home.ts';
import { mapStyleSheet, script, styleSheet } from './look.ts';
import { inLight, withPictures } from './mail-html.ts';
import { mailPage, readView } from './mail-page.ts';
import { ListeningMap, type MapParts, mapPath } from './map.ts';
import { Outbox } from './outbox.ts';
import type { Standing } from './standing.ts';

interface DeskRequest {
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

interface DeskAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Pages load our own style sheet and script and nothing else; a mail loads nothing at all and runs nothing. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const mailPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const answer = (type: string, body: string, status = 200, policy = pagePolicy): DeskAnswer => ({
  status,
  body,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
});

const decoded = (word: string): string | undefined => {
  try {
    return decodeURIComponent(word);
  } catch {
    return undefined;
  }
};

/** What tunnels and proxies add: whoever comes that way is not at this machine, whatever name they ask for. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'cf-connecting-ip'];

/** A place to look at the local run: what came in, what became of it, and the mails that left. */
export class Desk {
  readonly #outbox: Outbox;
  readonly #standing: Standing;
  readonly #place: Place;
  readonly #map: ListeningMap;
  readonly #hosts: readonly string[];
  readonly #run = String(Date.now());

  constructor(
    { root, dataFolder, journeyFile }: Pick<LocalOptions, 'root' | 'dataFolder' | 'journeyFile'>,
    journey: Journey,
    apiUrl: string,
    standing: Standing,
    parts: MapParts,
  ) {
    const { organisation, sources, digests } = journey;
    this.#outbox = new Outbox(join(dataFolder, 'outbox'));
    this.#standing = standing;
    const audience = digests[0]?.audience ?? '';
    this.#place = { root, dataFolder, journeyFile, organisation: organisation.name, sources, audience, apiUrl };
    this.#map = new ListeningMap(journey, parts);
    const { host, port } = new URL(apiUrl);
    this.#hosts = [host, port === '' ? 'localhost' : `localhost:${port}`];
  }

  /** @returns nothing for a path that is not the desk's */
  async answer(request: DeskRequest): Promise<DeskAnswer | undefined> {
    const { path, headers } = request;
    if (path !== '/' && path !== mapPath && !path.startsWith('/desk/')) return undefined;
    // A name somebody else's DNS leads here would make this page theirs to read.
    const isHere = this.#hosts.includes(headers.host ?? '') && forwarding.every((name) => headers[name] === undefined);
    if (!isHere) return answer('text/plain', `This page is shown at ${this.#place.apiUrl}/ only.`, 403);
    return (await this.#show(request)) ?? answer('text/plain', 'There is no such page.', 404);
  }

  async #show({ path, query }: DeskRequest): Promise<DeskAnswer | undefined> {
    switch (path) {
      case '/':
        return answer('text/html', homePage(await this.#facts(), this.#run));
      case mapPath:
        return this.#showMap(query);
      case '/desk/live':
        return answer('text/html', homeFragment(await this.#facts(), this.#run));
      case '/desk/status.json':
        return answer('application/json', JSON.stringify(await this.#standing.glance()));
      case '/desk/desk.css':
        return answer('text/css', styleSheet);
      case '/desk/map.css':
        return answer('text/css', mapStyleSheet);
      case '/desk/desk.js':
        return answer('text/javascript', script);
      default:
        return this.#showMail(path, query);
    }
  }

  async #facts(): Promise<Facts> {
    return {
      status: await this.#standing.glance(),
      mails: await this.#outbox.list(),
      place: this.#place,
      sampleNow: rememberedNow(this.#place.dataFolder),
    };
  }

  async #showMap(query: string): Promise<DeskAnswer> {
    const { status, body } = await this.#map.show(query, await this.#facts());
    return answer('text/html', body, status);
  }

  async #showMail(path: string, query: string): Promise<DeskAnswer | undefined> {
    const [, word = '', bare] = /^\/desk\/mail\/([^/]+)(\/html)?$/.exec(path) ?? [];
    const mail = await this.#outbox.read(decoded(word) ?? '');
    if (mail === undefined) return undefined;
    const view = readView(query);
    if (bare === undefined) return answer('text/html', mailPage(mail, view));
    const html = mail.email.html ?? '<!doctype html><title>No HTML</title><p>This mail has no HTML part.</p>';
    return answer('text/html', withPictures(inLight(html, view.light), mail.email.attachments), 200, mailPolicy);
  }
}
