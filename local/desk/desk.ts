import { join } from 'node:path';
import type { Journey } from '../../core/journey/schema.ts';
import { isHere } from '../here.ts';
import { rememberedNow } from '../sample-file.ts';
import { notHere, type Site, type SiteAnswer, type SiteRequest } from '../site.ts';
import type { LocalOptions } from '../stack.ts';
import type { Place } from './connect.ts';
import { script, styleSheet } from './look.ts';
import { inLight, withPictures } from './mail-html.ts';
import { mailPage, readView } from './mail-page.ts';
import { Outbox } from './outbox.ts';
import { deskFragment, deskPage, type Facts } from './pages.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Standing } from './standing.ts';

/** Pages load our own style sheet and script and nothing else; a mail loads nothing at all and runs nothing. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const mailPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const answer = (type: string, body: string, status = 200, policy = pagePolicy): SiteAnswer => ({
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

/** A place to look at the local run: what came in, what became of it, and the mails that left. */
export class Desk implements Site {
  readonly #outbox: Outbox;
  readonly #standing: Standing;
  readonly #organisation: Journey['organisation'];
  readonly #place: Place;
  readonly #run = String(Date.now());

  constructor(
    { root, dataFolder, journeyFile }: Pick<LocalOptions, 'root' | 'dataFolder' | 'journeyFile'>,
    journey: Journey,
    apiUrl: string,
    standing: Standing,
  ) {
    const { organisation, sources, digests } = journey;
    this.#outbox = new Outbox(join(dataFolder, 'outbox'));
    this.#standing = standing;
    this.#organisation = organisation;
    const audience = digests[0]?.audience ?? '';
    this.#place = { root, dataFolder, journeyFile, sources, audience, apiUrl };
  }

  /** @returns nothing for a path that is not the desk's */
  async answer(request: SiteRequest): Promise<SiteAnswer | undefined> {
    const { path, headers } = request;
    if (path !== '/desk' && !path.startsWith('/desk/')) return undefined;
    if (!isHere(this.#place.apiUrl, headers)) return notHere(this.#place.apiUrl);
    const reader = readerOf(request.query, this.#organisation);
    return (await this.#show(request, reader)) ?? answer('text/plain', reader.say('missing'), 404);
  }

  async #show({ path, query }: SiteRequest, reader: Reader): Promise<SiteAnswer | undefined> {
    switch (path) {
      case '/desk':
        return { status: 308, body: '', headers: { location: reader.to('/desk/') } };
      case '/desk/':
        return answer('text/html', deskPage('signals', await this.#facts(), reader, this.#run));
      case '/desk/mails':
        return answer('text/html', deskPage('mails', await this.#facts(), reader, this.#run));
      case '/desk/sources':
        return answer('text/html', deskPage('sources', await this.#facts(), reader, this.#run));
      case '/desk/live':
        return answer('text/html', deskFragment(await this.#facts(), reader, this.#run));
      case '/desk/status.json':
        return answer('application/json', JSON.stringify((await this.#standing.glance()).status));
      case '/desk/desk.css':
        return answer('text/css', styleSheet);
      case '/desk/desk.js':
        return answer('text/javascript', script);
      default:
        return this.#showMail(path, query, reader);
    }
  }

  async #facts(): Promise<Facts> {
    return {
      organisation: this.#organisation.name,
      standing: await this.#standing.glance(),
      mails: await this.#outbox.list(),
      place: this.#place,
      sampleNow: rememberedNow(this.#place.dataFolder),
    };
  }

  async #showMail(path: string, query: string, reader: Reader): Promise<SiteAnswer | undefined> {
    const [, word = '', bare] = /^\/desk\/mail\/([^/]+)(\/html)?$/.exec(path) ?? [];
    const mail = await this.#outbox.read(decoded(word) ?? '');
    if (mail === undefined) return undefined;
    const view = readView(query);
    if (bare === undefined) return answer('text/html', mailPage(mail, view, reader));
    const nothing = reader.say('mail.noHtml');
    const html = mail.email.html ?? `<!doctype html><title>${nothing}</title><p>${nothing}</p>`;
    return answer('text/html', withPictures(inLight(html, view.light), mail.email.attachments), 200, mailPolicy);
  }
}
