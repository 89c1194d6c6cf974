import { createSocket, type Socket } from 'node:dgram';
import { getServers, setServers } from 'node:dns/promises';
import { createServer, type Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findOutstanding } from '../../aws/outstanding.ts';

let server: Server;
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** SES with these senders, each of which may send or not yet. */
const ses = async (senders: Readonly<Record<string, boolean>>, isInSandbox = false, sender = 'us@faro.example') => {
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
  return findOutstanding(sender);
};

const said = async (...given: Parameters<typeof ses>) =>
  (await ses(...given)).map(({ what, how }) => `${what}: ${how}`);

const labels = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.of(0),
  ]);

/** An answer of DNS with the record that was asked for, or with the error that there is none. https://www.rfc-editor.org/rfc/rfc1035#section-4 */
const answerTo = (query: Buffer, records: Readonly<Record<string, string>>): Buffer => {
  const asked: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    asked.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const isCname = query.readUInt16BE(at + 1) === 5;
  const found = records[`${isCname ? 'CNAME' : 'A'} ${asked.join('.').toLowerCase()}`];
  const question = query.subarray(12, at + 5);
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(found === undefined ? 0x81_83 : 0x81_80, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found === undefined ? 0 : 1, 6);
  if (found === undefined) return Buffer.concat([header, question]);
  const data = isCname ? labels(found) : Buffer.from(found.split('.').map(Number));
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc0_0c, 0);
  record.writeUInt16BE(isCname ? 5 : 1, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([header, question, record, data]);
};

describe('what is left to do outside a stack', () => {
  it.each([
    ['the address', { 'us@faro.example': true }],
    ['its whole domain', { 'faro.example': true }],
    ['its whole domain, while the address waits', { 'us@faro.example': false, 'faro.example': true }],
  ])('is nothing when SES has verified %s', async (_, senders) => {
    expect(await said(senders)).toEqual([]);
  });

  it.each(['faro.example', 'eu.faro.example', 'mail.eu.faro.example'])(
    'is nothing when SES has verified %s',
    async (domain) => {
      expect(await said({ [domain]: true }, false, 'us@mail.eu.faro.example')).toEqual([]);
    },
  );

  it('is not done by another domain, nor by one below the sender’s', async () => {
    const others = { example: true, 'mail.faro.example': true, 'o.example': true };
    expect(await said(others)).toEqual([expect.stringMatching(/^SES does not let us@faro\.example send yet/)]);
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

  describe('with a domain of its own', () => {
    const target = 'd-1.execute-api.eu-west-1.amazonaws.com';
    const usual = getServers();
    let dns: Socket;
    const ask = (servers: readonly string[]): void => {
      setServers(servers);
      // Node makes its functions anew for that, and an import has the former ones.
      syncBuiltinESMExports();
    };
    afterEach(() => {
      ask(usual);
      dns.close();
    });

    /** DNS that knows these records, by type and name. */
    const serveDns = async (records: Readonly<Record<string, string>>) => {
      dns = createSocket('udp4', (query, { port, address }) => dns.send(answerTo(query, records), port, address));
      await new Promise<void>((done) => dns.bind(0, '127.0.0.1', done));
      ask([`127.0.0.1:${dns.address().port}`]);
    };

    it.each([
      ['a CNAME', { 'CNAME feedback.faro.example': target }],
      ['an alias', { 'A feedback.faro.example': '192.0.2.7', [`A ${target}`]: '192.0.2.7' }],
    ])('is nothing when %s leads to the stack', async (_, records) => {
      await serveDns(records);
      await ses({ 'faro.example': true });
      expect(await findOutstanding('us@faro.example', { name: 'feedback.faro.example', target })).toEqual([]);
    });

    it.each([
      ['there is no record', {}],
      ['it leads elsewhere', { 'A feedback.faro.example': '192.0.2.8', [`A ${target}`]: '192.0.2.7' }],
      ['neither name has an address', { 'CNAME feedback.faro.example': 'old.example' }],
    ])('is the record in DNS when %s', async (_, records) => {
      await serveDns(records);
      await ses({ 'faro.example': true });
      expect(await findOutstanding('us@faro.example', { name: 'feedback.faro.example', target })).toEqual([
        {
          what: 'no CNAME leads from feedback.faro.example to this stack',
          how: `add to its DNS: feedback.faro.example CNAME ${target}`,
        },
      ]);
    });
  });
});
