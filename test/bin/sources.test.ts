import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Connection, missingOf, pasteOf } from '../../bin/commands/connection.ts';
import { pathTokenOf } from '../../core/channels/path-token.ts';
import type { ChannelName } from '../../core/channels/registry.ts';
import { openSecrets } from '../../local/engines/secrets.ts';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { runWarm } from './command-line.ts';
import { apiUrl, connectionOf } from './connection.ts';

const place = { isAnswered: true, options: ' --stack Elsewhere', journey: 'mine.yaml' };

const lacks = (connection: Connection, isAnswered = true) =>
  missingOf(connection, { ...place, isAnswered }).map(({ what }) => what);

describe('what a source lacks', () => {
  it('is nothing once it has its secret and everything else its tool wants', () => {
    const own = { questions: { QID1: 'nps' }, api: 'https://fra1.qualtrics.com' } as const;
    const bare = connectionOf('qualtrics');
    expect(lacks(bare)).toEqual(['its secret', 'its question map', 'the token for its API', 'the address of its API']);
    const full = connectionOf('qualtrics', own, ['s'.repeat(22)]);
    expect(lacks({ ...full, held: { ...full.held, tokens: { it: 'token' } } })).toEqual([]);
  });

  it('is said with the command that gives it, for the same stack', () => {
    expect(missingOf(connectionOf('zendesk'), place)).toEqual([
      { what: 'its secret', how: 'npx listening-path secret it set --stack Elsewhere takes it' },
    ]);
    expect(missingOf(connectionOf('generic'), place)[0]?.how).toMatch(/ set --stack Elsewhere makes one$/);
  });

  it('is its tool’s secret as long as the local run only made one up, and not where ours counts', () => {
    const file = join(temporaryFolder(), 'secrets.json');
    const held = openSecrets(file, ['it']);
    expect(lacks({ ...connectionOf('zendesk'), held })).toEqual(['its secret']);
    expect(lacks({ ...connectionOf('typeform'), held })).toEqual([]);
    expect(openSecrets(file, ['it'])).toEqual(held);
  });

  it('is to be deployed where its address is not answered', () => {
    expect(lacks(connectionOf('generic', {}, ['s']), false)).toEqual(['to be deployed']);
    expect(lacks(connectionOf('amazon-connect'), false)).toEqual([]);
  });
});

describe('the address to paste', () => {
  const all = (secret: string) => secret;
  const token = pathTokenOf('s');

  it.each<[ChannelName, readonly string[]]>([
    ['zendesk', [`${apiUrl}/hooks/it`]],
    ['trustpilot', [`${apiUrl}/hooks/it/${token}`]],
    ['chatwoot', [`${apiUrl}/hooks/it`, `${apiUrl}/hooks/it/${token}`]],
    ['amazon-connect', []],
  ])('of %s has a token where the tool cannot sign', (channel, addresses) => {
    expect(pasteOf(connectionOf(channel, {}, ['s']), all).addresses).toEqual(addresses);
  });

  it('is not known to the end before there is a secret', () => {
    expect(pasteOf(connectionOf('trustpilot'), all).addresses).toEqual([]);
    expect(pasteOf(connectionOf('chatwoot'), all).addresses).toEqual([`${apiUrl}/hooks/it`]);
  });
});

describe('sources', () => {
  const cwd = temporaryFolder();
  const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
  const off = 'sources:\n  - { id: old, channel: zendesk, medium: web, defaultTouchpoint: website, active: false }\n';
  const unsigned = '  - { id: reviews, channel: trustpilot, medium: review, defaultTouchpoint: website }\n';
  writeFileSync(join(cwd, 'journey.yaml'), sample.replace('sources:\n', off + unsigned));
  copyFileSync(join(cwd, 'journey.yaml'), join(cwd, 'mine.yaml'));

  it('has one line for each, and what it lacks, before anything was ever started', async () => {
    const { code, output } = await runWarm(['sources'], { cwd });
    expect(code).toBe(0);
    expect(output).toMatch(
      /^old +Zendesk +switched off +http:\/\/127\.0\.0\.1:4480\/hooks\/old\n {4}lacks its secret$/m,
    );
    expect(output).toMatch(/^own-systems +Your own systems \(generic\) +none yet +http\S+\napp-feedback /m);
  });

  it('says of one how to connect it, step by step', async () => {
    const { output } = await runWarm(['sources', 'joining-survey', '--journey', 'mine.yaml'], { cwd });
    expect(output).toMatch(/^joining-survey: Typeform$/m);
    expect(output).toMatch(/^ {2}1\. .*paste http:\/\/127\.0\.0\.1:4480\/hooks\/joining-survey$/m);
    expect(output).toMatch(/^Question map {2}\{ nps: nps, why: text, csat: csat, mail: email \}$/m);
    expect(output).toContain('npx listening-path secret joining-survey show --reveal --journey mine.yaml');
  });

  it('prints an address that is a password whole where it is to be pasted, and masked in a list', async () => {
    const json = async (...words: string[]) =>
      JSON.parse((await runWarm(['sources', ...words, '--json'], { cwd })).output);
    const {
      addresses: [whole],
    } = await json('reviews');
    expect(whole).toMatch(/^http:\/\/127\.0\.0\.1:4480\/hooks\/reviews\/[0-9a-f]{32}$/);
    const masked = whole.replace(/[0-9a-f]{28}(?=[0-9a-f]{4}$)/, '••••••••');
    expect((await json()).sources.find(({ id }: { id: string }) => id === 'reviews').addresses).toEqual([masked]);
    expect((await runWarm(['sources'], { cwd })).output).toMatch(new RegExp(`^reviews .* ${masked}$`, 'm'));
    expect((await runWarm(['sources', 'reviews'], { cwd })).output).toContain(`paste ${whole}`);
  });

  it('suggests the one that was meant', async () => {
    expect(await runWarm(['sources', 'joining-surwey'], { cwd })).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean `joining-survey`?'),
    });
  });
});
