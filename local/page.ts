import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { ListeningPathError } from '../core/errors.ts';
import { cacheControl, hashedFiles, pagePolicy } from '../lib/page-headers.ts';
import { isHere } from './here.ts';
import { rememberedNow } from './sample-file.ts';
import { notHere, type Site, type SiteAnswer, type SiteRequest } from './site.ts';
import type { Template } from './template.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Nobody has to sign in here, and there is the desk beside the page. An invented sample is called that. */
const configOf = (dataFolder: string): string =>
  JSON.stringify({ desk: true, ...(rememberedNow(dataFolder) && { sample: true }) });

/** The folder of the built page: what the template puts into the bucket of CloudFront. */
const folderOf = (template: Template): string => {
  const [files] = template.ofType('Custom::CDKBucketDeployment');
  if (files === undefined) throw new ListeningPathError('template: it has no page; synthesize it with -c page=true');
  // The second is what people sign in with.
  return template.assetFolder(files.properties.SourceObjectKeys[0]);
};

/** The page as CloudFront serves it, to whoever is at this machine. */
export class Page implements Site {
  readonly #folder: string;
  readonly #apiUrl: string;
  readonly #dataFolder: string;
  /** Only what is listed is read, so that no path leads out of the folder. */
  readonly #files: ReadonlyMap<string, string>;

  constructor(template: Template, apiUrl: string, dataFolder: string) {
    this.#folder = folderOf(template);
    this.#dataFolder = dataFolder;
    this.#apiUrl = apiUrl;
    const entries = readdirSync(this.#folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    this.#files = new Map(files.map((file) => [`/${relative(this.#folder, file)}`, file]));
  }

  async answer({ path, headers }: SiteRequest): Promise<SiteAnswer | undefined> {
    const name = path === '/' ? '/index.html' : path;
    const file = this.#files.get(name);
    if (file === undefined && name !== '/config.json') return undefined;
    if (!isHere(this.#apiUrl, headers)) return notHere(this.#apiUrl);
    return {
      status: 200,
      body: file === undefined ? configOf(this.#dataFolder) : readFileSync(file),
      headers: {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'content-security-policy': pagePolicy(),
        'cache-control': name.startsWith(hashedFiles) ? cacheControl.hashed : cacheControl.other,
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      },
    };
  }
}
