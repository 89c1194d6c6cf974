import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListeningPathError } from '../core/errors.ts';

/** The stack's name in the local cloud assembly. */
export const stackName = 'ListeningPath';

/** What of the deployment cannot be on this machine: it has one stage, and no domain leads to it. */
const here = { stage: '', domain: '', region: '' };

/** A run on this machine shows the page, whatever is deployed. */
const withPage: Readonly<Record<string, string>> = { page: 'true' };

/**
 * Synthesizes the CDK app into a folder, without bundling: the local run loads the sources.
 *
 * In a child process, because the CDK needs 400 MB that the run itself can do without.
 *
 * @param settings of the deployment, instead of the journey's own
 * @throws {ListeningPathError} with what the app printed
 */
export const synthesize = async (
  root: string,
  folder: string,
  journeyFile: string,
  settings = withPage,
): Promise<void> => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const child = spawn(process.execPath, [join(root, 'bin/app.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // Where the command line keeps its own compiled code: the CDK's is half the work of a synthesis.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      ...process.env,
      CDK_OUTDIR: folder,
      // Checking the template against CloudFormation's rules takes longer than making it; deploying does it.
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        ...here,
        ...settings,
        'aws:cdk:bundling-stacks': [],
        journey: journeyFile,
      }),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new ListeningPathError(`synth: the stack could not be synthesized\n${printed.trim()}`);
  dropTools(folder);
};

/** Zip files are what the CDK deploys with, 22 MB of them; ours are folders. */
const dropTools = (folder: string): void => {
  for (const name of readdirSync(folder)) if (/^asset\..*\.zip$/.test(name)) rmSync(join(folder, name));
};
