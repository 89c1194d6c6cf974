import * as oauth from 'oauth4webapi';
import type { SignInSettings } from './sign-in.ts';
import type { SignInTrouble } from './sign-in-problem.ts';

/** What was sent along to the sign-in page, and has to fit what comes back. */
export interface Proof {
  readonly state: string;
  readonly verifier: string;
}

export const newProof = (): Proof => ({
  state: oauth.generateRandomState(),
  verifier: oauth.generateRandomCodeVerifier(),
});

const timeoutMs = 15_000;

export const troubleOf = (cause: unknown): SignInTrouble => {
  if (cause instanceof oauth.AuthorizationResponseError) return cause.error === 'access_denied' ? 'denied' : 'failed';
  if (cause instanceof oauth.ResponseBodyError) return cause.error === 'invalid_grant' ? 'expired' : 'failed';
  // What fetch throws without a connection, or when its time is up.
  const isUnreachable = cause instanceof TypeError || (cause instanceof DOMException && cause.name === 'TimeoutError');
  return isUnreachable ? 'unreachable' : 'failed';
};

/**
 * A user pool, for a page without a secret: authorization code with PKCE.
 * https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1
 *
 * @param redirectUri where the pool sends readers back to, exactly as it was told
 */
export const openPool = async ({ issuer, clientId, domain }: SignInSettings, redirectUri: string) => {
  const client: oauth.Client = { client_id: clientId };
  const issuerUrl = new URL(issuer);
  const options = () => ({
    signal: AbortSignal.timeout(timeoutMs),
    // A pool on this very machine is one of a test; browsers hold loopback for safe, too.
    [oauth.allowInsecureRequests]: issuerUrl.hostname === '127.0.0.1',
  });
  const discovered = await oauth.discoveryRequest(issuerUrl, options());
  const server = await oauth.processDiscoveryResponse(issuerUrl, discovered);

  return {
    signInUrl: async ({ state, verifier }: Proof): Promise<URL> => {
      const url = new URL(server.authorization_endpoint ?? domain);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString();
      return url;
    },
    signOutUrl: (): URL => {
      const url = new URL('/logout', domain);
      url.search = new URLSearchParams({ client_id: clientId, logout_uri: redirectUri }).toString();
      return url;
    },
    /** @param url the address the reader was sent back to */
    tokensFor: async (url: URL, { state, verifier }: Proof): Promise<oauth.TokenEndpointResponse> => {
      const code = oauth.validateAuthResponse(server, client, url, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        code,
        redirectUri,
        verifier,
        options(),
      );
      return oauth.processAuthorizationCodeResponse(server, client, response);
    },
    freshTokens: async (refreshToken: string): Promise<oauth.TokenEndpointResponse> => {
      const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options());
      return oauth.processRefreshTokenResponse(server, client, response);
    },
    /** Makes a refresh token worthless, even to whoever has a copy. The page may be left meanwhile. */
    revoke: async (refreshToken: string): Promise<void> => {
      const outliving = (url: string, init: RequestInit) => fetch(url, { ...init, keepalive: true });
      await oauth.revocationRequest(server, client, oauth.None(), refreshToken, {
        ...options(),
        [oauth.customFetch]: outliving,
      });
    },
  };
};
