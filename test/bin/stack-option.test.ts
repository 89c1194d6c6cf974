import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { run, runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
/** Where the commands are typed: it has the journey and nothing else. */
const cwd = temporaryFolder();
const name = 'Elsewhere';
let aws: AwsServer;

beforeAll(async () => {
  copyFileSync(join(root, 'journey.yaml'), join(cwd, 'journey.yaml'));
  aws = await serveAws({ name, dataFolder });
});

afterAll(() => aws.close());

const there = (words: readonly string[], input?: string) =>
  runWarm([...words, '--stack', name], { cwd, env: aws.env, ...(input !== undefined && { input }) });
const json = async (words: readonly string[]) => JSON.parse((await there([...words, '--json'])).output);
const heldSecrets = () => JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')).sources;

describe('a deployed stack', () => {
  it('takes what is sent and imported, and says how it stands, dead letters with their reasons', async () => {
    const payload = JSON.stringify([
      { id: 'one', occurredAt: new Date().toISOString(), scores: { nps: 9 } },
      { id: 'two' },
    ]);
    const send = ['send', '-', '--source', 'own-systems', '--stack', name];
    expect(await run(send, { cwd, env: aws.env, input: payload })).toEqual({
      code: 0,
      output: '202 accepted: 1 signal, 1 item that cannot be read\n',
    });
    writeFileSync(join(cwd, 'answers.csv'), 'ID,Date,Score\n1,2026-03-04,9\n2,2026-03-04,3\n');
    const map = ['--source', 'own-systems', '--map', 'id=ID,occurredAt=Date,nps=Score'];
    const imported = await there(['import', 'answers.csv', ...map]);
    expect(imported.output).toMatch(/^2 rows queued; .* npx listening-path status --stack Elsewhere$/m);
    await aws.stack.drain();

    const status = await json(['status']);
    expect(status).toMatchObject({ run: 'deployed', stored: 3, waiting: 0, dead: 1 });
    expect(status).not.toHaveProperty('received');
    expect(status.deadLetters).toEqual([
      { count: 1, source: 'own-systems', reason: expect.stringContaining('occurredAt') },
    ]);
    expect(status.sources).toContainEqual(
      expect.objectContaining({ id: 'own-systems', url: `${aws.stack.apiUrl}/hooks/own-systems`, signals: 3 }),
    );
    const { output } = await there(['status']);
    expect(output).toMatch(/^The stack Elsewhere is deployed: http/);
    expect(output).toMatch(/^Signals\n {2}stored +3\n {2}waiting +0 {2}on the queue$/m);
  });

  it('composes a digest of its own figures, and sends a test where it is told to', async () => {
    const preview = await json(['digest', '--audience', 'customer-experience', '--now', '2026-03-09']);
    expect(preview).toMatchObject({
      file: 'preview-customer-experience.eml',
      text: expect.stringContaining('2 signals'),
    });
    expect((await PostalMime.parse(readFileSync(join(cwd, preview.file)))).html).toContain('Faro Móvil');
    const test = await there(['digest', '--audience', 'customer-experience', '--to', 'ines@example.org']);
    expect(test).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^\[Test\] .*\nsent to ines@example\.org\n$/),
    });
  });

  it('keeps the secret it is given, and the one before through a rotation', async () => {
    const made = 'secret-of-the-zendesk-webhook';
    const set = await there(['secret', 'help-desk-tickets', 'set'], `${made}\n`);
    expect(set).toMatchObject({ code: 0, output: expect.stringContaining('has its secret') });
    expect(set.output).not.toContain(made);
    expect(heldSecrets()['help-desk-tickets']).toEqual([made]);
    const shown = await json(['secret', 'help-desk-tickets', 'show', '--reveal']);
    expect(shown).toMatchObject({ addresses: [`${aws.stack.apiUrl}/hooks/help-desk-tickets`], secret: made });
    await there(['secret', 'help-desk-tickets', 'rotate', '--value', 'another']);
    expect(heldSecrets()['help-desk-tickets']).toEqual(['another', made]);
  });

  it('says what each source lacks there, such as being deployed', async () => {
    const journey = join(cwd, 'newer.yaml');
    const yaml = readFileSync(join(root, 'journey.yaml'), 'utf8');
    const added = 'sources:\n  - { id: added, channel: generic, medium: web, defaultTouchpoint: website }\n';
    writeFileSync(journey, yaml.replace('sources:\n', added));
    const { sources: rows } = await json(['sources', '--journey', journey]);
    const lacks = (id: string) =>
      rows.find((row: { id: string }) => row.id === id).missing.map(({ what }: { what: string }) => what);
    expect([lacks('added'), lacks('own-systems'), lacks('text-messages')]).toEqual([
      ['its secret', 'to be deployed'],
      [],
      ['its secret'],
    ]);
  });

  it('says what is left to do outside of it', async () => {
    aws.ses = { senders: { 'listening@faromovil.example': false }, isInSandbox: true };
    expect((await there(['sources'])).output).toMatch(
      /^Left to do outside the stack\n {2}- SES does not let listening@faromovil\.example send yet\n {4}follow the link.*\n {2}- SES keeps the account in its sandbox.*\n {4}ask for production access/m,
    );
    aws.ses = undefined;
    expect((await there(['sources'])).output).not.toContain('Left to do');
  });

  it('leaves nothing of it on this machine', () => {
    expect(existsSync(join(cwd, '.local'))).toBe(false);
  });
});

describe('a stack that cannot be worked on', () => {
  const nobody = { HOME: temporaryFolder(), AWS_EC2_METADATA_DISABLED: 'true', AWS_PROFILE: undefined };
  it.each([
    ['is not there', 'Elsewere', {}, 2, 'there is no stack "Elsewere" in eu-west-1'],
    ['is none of ours', 'Foreign', {}, 2, 'the stack "Foreign" in eu-west-1 has no output ApiUrl'],
    ['is not ours to look at', 'Denied', {}, 1, 'AccessDenied: not yours'],
    ['is in no region', name, { AWS_REGION: undefined, ...nobody }, 1, 'set AWS_REGION'],
    ['is behind a login', name, { AWS_ACCESS_KEY_ID: undefined, ...nobody }, 1, 'there are no AWS credentials'],
    ['is out of reach', name, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 1, 'AWS cannot be reached'],
  ])('%s: says so, and how to mend it', async (_, stackName, env, code, words) => {
    const result = await runWarm(['status', '--stack', stackName], { cwd, env: { ...aws.env, ...env } });
    expect(result).toEqual({ code, output: expect.stringMatching(/^listening-path: --stack/) });
    expect(result.output).toContain(words);
  });

  it.each([
    ['where the journey deploys to', undefined, 'us-west-2'],
    ['where AWS_REGION says, whatever the journey does', 'eu-west-1', 'eu-west-1'],
  ])('is looked for %s', async (_, AWS_REGION, region) => {
    const yaml = readFileSync(join(root, 'journey.yaml'), 'utf8');
    const journey = join(cwd, 'far.yaml');
    writeFileSync(journey, yaml.replace(/^deployment:.*(\n +.*)*$/m, 'deployment: { region: us-west-2 }'));
    const env = { ...aws.env, ...nobody, AWS_REGION };
    const { output } = await runWarm(['status', '--stack', 'Elsewere', '--journey', journey], { cwd, env });
    expect(output).toContain(`there is no stack "Elsewere" in ${region};`);
  });

  it('is not the local run', async () => {
    const result = await runWarm(['status', '--stack', name, '--data', 'here'], { cwd, env: aws.env });
    expect(result).toMatchObject({ code: 2, output: expect.stringContaining('cannot be used with') });
  });
});
