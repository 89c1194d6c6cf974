import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A user pool in small: discovery, codes that are good once and only with their verifier, refresh tokens that rotate. */
export const startPool = async () => {
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const refreshTokens = new Set<string>();
  const seen: URLSearchParams[] = [];
  let issuer = '';
  let issued = 0;

  const tokens = (clientId: string) => {
    const refreshToken = randomUUID();
    refreshTokens.add(refreshToken);
    issued += 1;
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: issuer, aud: clientId, sub: 'a-reader', iat: now, exp: now + 3_600 };
    return {
      access_token: `access-${issued}`,
      token_type: 'Bearer',
      expires_in: 3_600,
      refresh_token: refreshToken,
      id_token: `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}.${encoded({})}`,
    };
  };

  const grant = (asked: URLSearchParams): object => {
    const refused = { error: 'invalid_grant' };
    if (asked.get('grant_type') === 'refresh_token')
      return refreshTokens.delete(asked.get('refresh_token') ?? '') ? tokens(asked.get('client_id') ?? '') : refused;
    const code = asked.get('code') ?? '';
    const begun = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(asked.get('code_verifier') ?? '')
      .digest('base64url');
    const isProven = begun?.challenge === challenge && begun.redirectUri === asked.get('redirect_uri');
    return isProven ? tokens(asked.get('client_id') ?? '') : refused;
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/pool/.well-known/openid-configuration')
      return answer(200, {
        issuer,
        authorization_endpoint: new URL('/oauth2/authorize', issuer),
        token_endpoint: new URL('/oauth2/token', issuer),
        revocation_endpoint: new URL('/oauth2/revoke', issuer),
      });
    const asked = new URLSearchParams(await text(request));
    if (pathname === '/oauth2/revoke') {
      refreshTokens.delete(asked.get('token') ?? '');
      return response.end();
    }
    seen.push(asked);
    const body = grant(asked);
    return answer('error' in body ? 400 : 200, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;

  return {
    settings: { issuer, clientId: 'the-page', domain: new URL(issuer).origin },
    /** What the token endpoint was asked. */
    seen,
    /** A reader signs in at the page they were sent to. @returns where that sends them back */
    letIn: (url: URL): URL => {
      const code = randomUUID();
      const asked = (name: string) => url.searchParams.get(name) ?? '';
      codes.set(code, { challenge: asked('code_challenge'), redirectUri: asked('redirect_uri') });
      const back = new URL(asked('redirect_uri'));
      back.search = new URLSearchParams({ code, state: asked('state') }).toString();
      return back;
    },
    /** Somebody signed out everywhere, or a month went by. */
    endAllSessions: () => refreshTokens.clear(),
    /** How many refresh tokens are good. */
    sessions: () => refreshTokens.size,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
