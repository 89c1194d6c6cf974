import type { IncomingHttpHeaders } from 'node:http';

/** What a browser asks for. */
export interface SiteRequest {
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

export interface SiteAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Something a browser on this machine is shown, where the template has no route. */
export interface Site {
  /** @returns nothing for a path that is not its own */
  answer(request: SiteRequest): Promise<SiteAnswer | undefined>;
}

/** For whoever asks from elsewhere. */
export const notHere = (apiUrl: string): SiteAnswer => ({
  status: 403,
  body: `This page is shown at ${apiUrl}/ only.`,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
});
