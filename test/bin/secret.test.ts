import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeOf, type SecretOptions, type Verb } from '../../bin/commands/secret-changes.ts';
import { pathTokenOf } from '../../core/channels/path-token.ts';
import type { ChannelName } from '../../core/channels/registry.ts';
import type { DeploymentSecret } from '../../core/secrets.ts';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { runWarm } from './command-line.ts';
import { connectionOf } from './connection.ts';

/** Gives one command to a source named `it` that has these secrets. */
const give = async (
  channel: ChannelName,
  verb: Verb,
  { answer, secrets = [], ...options }: Partial<SecretOptions> & { answer?: string; secrets?: readonly string[] } = {},
) => {
  const written: DeploymentSecret[] = [];
  const outcome = await changeOf(verb, {
    connection: connectionOf(channel, {}, secrets),
    deployment: { writeSecret: async (held) => void written.push(held) },
    options: { journey: 'journey.yaml', data: '.local', ...options },
    ask: async () => answer,
  });
  const [held] = written;
  return { ...outcome, secrets: held?.sources.it, tokens: held?.tokens, next: outcome.next?.join('\n') ?? '' };
};

const [old, older, long] = ['old', 'older', 'x'.repeat(22)];

describe('setting a secret', () => {
  it('takes the one that was given, in the place of all before', async () => {
    const { secrets, said } = await give('zendesk', 'set', { answer: 'theirs', secrets: [old, older] });
    expect(secrets).toEqual(['theirs']);
    expect(said).toContain('The one before is not accepted any more; rotate would have kept it for a while.');
  });

  it('makes one of 192 bits where it is ours and there is none, or where the account signs nothing', async () => {
    for (const channel of ['generic', 'chatwoot'] as const) {
      const { secrets, isMade } = await give(channel, 'set');
      expect([secrets, isMade]).toEqual([[expect.stringMatching(/^whsec_[\w+/]{32}$/)], true]);
    }
  });

  it('keeps a token for the tool’s API apart', async () => {
    const { secrets, tokens } = await give('hubspot', 'set', { answer: 'pat', secrets: [old], apiToken: true });
    expect([secrets, tokens]).toEqual([[old], { it: 'pat' }]);
  });
});

describe('rotating a secret', () => {
  it('keeps the one before, and says how it is finished', async () => {
    const { secrets, next } = await give('generic', 'rotate', { answer: long, secrets: [old] });
    expect(secrets).toEqual([long, old]);
    expect(next).toContain('npx listening-path secret it rotate --finish');
  });

  it('waits until the one before is finished: its tool may still use what would be dropped', async () => {
    const again = give('generic', 'rotate', { answer: long, secrets: [old, older] });
    await expect(again).rejects.toThrow('drop it first with `npx listening-path secret it rotate --finish`');
  });

  it('says what changes in the tool: the secret, its address, or nothing but who signs', async () => {
    const stepOf = async (channel: ChannelName) =>
      (await give(channel, 'rotate', { answer: long, secrets: [old] })).next.split('\n')[0];
    expect(await stepOf('typeform')).toMatch(/^1\. Put the new secret in the place of the old one: Connect/);
    expect(await stepOf('trustpilot')).toMatch(/^1\. Put the new address in the place of the old one\. To see/);
    expect(await stepOf('asknicely')).toMatch(/^1\. Put the new address .* Put the new secret /);
    expect(await stepOf('zendesk')).toMatch(/^1\. Let Zendesk sign with it, if it does not yet\./);
  });

  it('is finished by dropping the one before, and changes nothing where there is none', async () => {
    expect((await give('generic', 'rotate', { finish: true, secrets: [old, older] })).secrets).toEqual([old]);
    expect(await give('generic', 'rotate', { finish: true, secrets: [old] })).toMatchObject({
      secrets: undefined,
      said: ['it has no previous secret to drop.'],
    });
  });
});

describe('what cannot be meant', () => {
  it.each<[string, ...Parameters<typeof give>]>([
    ['Zendesk makes it: the webhook’s page › Reveal secret', 'zendesk', 'set', {}],
    [
      '`npx listening-path secret it show --reveal --stack S` prints it',
      'generic',
      'set',
      { secrets: [old], stack: 'S' },
    ],
    ['use 22 random ones or more', 'generic', 'set', { answer: 'x'.repeat(21) }],
    ['use 22 random ones or more', 'trustpilot', 'rotate', { answer: 'short', secrets: [old] }],
    ['more than one line', 'zendesk', 'set', { answer: 'two\nlines' }],
    ['needs no token for its API', 'generic', 'set', { answer: 'token', apiToken: true }],
    ['no token was given; the app’s access token', 'hubspot', 'set', { apiToken: true }],
    ['has none yet to rotate', 'twilio', 'rotate', { answer: 'new' }],
    ['that is the secret it has already', 'zendesk', 'rotate', { answer: old, secrets: [old] }],
  ])('is refused, and the way to mend it said: %s', async (mend, ...words) => {
    await expect(give(...words)).rejects.toThrow(mend);
  });
});

describe('the command', () => {
  const cwd = temporaryFolder();
  const sources = `sources:
  - { id: reviews, channel: trustpilot, medium: review, defaultTouchpoint: website }
  - { id: relationship, channel: asknicely, medium: email, defaultTouchpoint: website, questions: { score: nps } }
  - { id: facebook, channel: meta, medium: social, defaultTouchpoint: website }
  - { id: calls, channel: amazon-connect, medium: phone, defaultTouchpoint: phone-queue }
`;
  const journey = readFileSync(join(root, 'journey.yaml'), 'utf8').replace('sources:\n', sources);
  writeFileSync(join(cwd, 'journey.yaml'), journey);
  const file = join(cwd, '.local/secrets.json');
  const held = () => JSON.parse(readFileSync(file, 'utf8'));
  const secret = (words: string, input = '') => runWarm(['secret', ...words.split(' ')], { cwd, input });
  const shown = async (source: string) => JSON.parse((await secret(`${source} show --reveal --json`)).output);

  it('keeps what is piped in, prints none of it unasked, and leaves the rest of the file as it was', async () => {
    await secret('reviews show');
    writeFileSync(file, JSON.stringify({ ...held(), later: { field: 1 } }));
    const before = held();
    const { code, output } = await secret('facebook set', 'the-app-secret-of-facebook\n');
    expect([code, output]).toEqual([0, expect.stringContaining('••••••••book')]);
    expect(output).not.toContain('the-app-secret');
    expect(held()).toEqual({ ...before, sources: { ...before.sources, facebook: ['the-app-secret-of-facebook'] } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it('shows all there is to paste: the secret address, the header, the verify token', async () => {
    const [reviews] = held().sources.reviews;
    const hooks = 'http://127.0.0.1:4480/hooks';
    expect(await shown('reviews')).toEqual({
      source: 'reviews',
      addresses: [`${hooks}/reviews/${pathTokenOf(reviews)}`],
      secret: reviews,
      isPreviousAccepted: false,
    });
    expect(await shown('relationship')).toMatchObject({ header: 'x-listening-path-secret' });
    const verifyToken = pathTokenOf('the-app-secret-of-facebook');
    expect(await shown('facebook')).toMatchObject({ addresses: [`${hooks}/facebook`], verifyToken });
    const { output } = await secret('reviews show');
    expect(output).not.toContain(reviews);
    expect(output).not.toContain(pathTokenOf(reviews));
  });

  it.each([
    ['reviws show', 'did you mean `reviews`?'],
    ['calls set', 'posts no webhooks'],
    ['reviews show --finish', '--finish goes with rotate'],
  ])('ends with 2 where it cannot be meant: %s', async (words, mend) => {
    expect(await secret(words)).toMatchObject({ code: 2, output: expect.stringContaining(mend) });
  });
});
