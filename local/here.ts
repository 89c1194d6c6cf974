import type { IncomingHttpHeaders } from 'node:http';

/** What tunnels and proxies add: whoever comes that way is not at this machine, whatever name they ask for. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'cf-connecting-ip'];

/** Whether somebody at this machine asks, under our own name: one that another's DNS leads here would make it theirs to read. */
export const isHere = (apiUrl: string, headers: IncomingHttpHeaders): boolean => {
  const { host, port } = new URL(apiUrl);
  const names = [host, port === '' ? 'localhost' : `localhost:${port}`];
  return names.includes(headers.host ?? '') && forwarding.every((name) => headers[name] === undefined);
};
