import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findOutstanding } from '../../aws/outstanding.ts';

let server: Server;
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** SES with these senders, each of which may send or not yet. */
const ses = async (senders: Readonly<Record<string, boolean>>, isInSandbox = false) => {
  server = createServer(({ url = '' }, response) => {
    const identity = decodeURIComponent(/^\/v2\/email\/identities\/(.+)$/.exec(url)?.[1] ?? '');
    const known =
      identity === '' ? { ProductionAccessEnabled: !isInSandbox } : { VerifiedForSendingStatus: senders[identity] };
    const isUnknown = identity !== '' && senders[identity] === undefined;
    response.writeHead(isUnknown ? 404 : 200, isUnknown ? { 'x-amzn-errortype': 'NotFoundException' } : {});
    response.end(JSON.stringify(known));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as { port: number }).port}`);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  return findOutstanding('us@faro.example');
};

const said = async (...given: Parameters<typeof ses>) =>
  (await ses(...given)).map(({ what, how }) => `${what}: ${how}`);

describe('what is left to do outside a stack', () => {
  it.each([
    ['the address', { 'us@faro.example': true }],
    ['its whole domain', { 'faro.example': true }],
    ['its whole domain, while the address waits', { 'us@faro.example': false, 'faro.example': true }],
  ])('is nothing when SES has verified %s', async (_, senders) => {
    expect(await said(senders)).toEqual([]);
  });

  it('is to follow the link of an address that SES knows', async () => {
    expect(await said({ 'us@faro.example': false })).toEqual([
      expect.stringMatching(/^SES does not let us@faro\.example send yet: follow the link/),
    ]);
  });

  it('is to make an address known that SES does not know', async () => {
    expect(await said({})).toEqual([
      expect.stringContaining('aws sesv2 create-email-identity --email-identity us@faro.example'),
    ]);
  });

  it('is to leave the sandbox', async () => {
    expect(await said({ 'faro.example': true }, true)).toEqual([expect.stringMatching(/sandbox.*production access/)]);
  });

  it('is the record in DNS that leads to the stack', async () => {
    await ses({ 'faro.example': true });
    const domain = { name: 'feedback.faro.invalid', target: 'd-1.execute-api.eu-west-1.amazonaws.com' };
    expect(await findOutstanding('us@faro.example', domain)).toEqual([
      {
        what: 'no CNAME leads from feedback.faro.invalid to this stack',
        how: 'add to its DNS: feedback.faro.invalid CNAME d-1.execute-api.eu-west-1.amazonaws.com',
      },
    ]);
  });
});
