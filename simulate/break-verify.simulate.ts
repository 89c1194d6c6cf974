import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { channels } from '../core/channels/all.ts';
import { isWebhook } from '../core/channels/channel.ts';

/**
 * Shows that the tests hold every channel's `verify`: in a copy of the project each is replaced by one that accepts
 * everybody, and the channel's tests must fail. `npm run simulate -- break-verify [CHANNEL …]`.
 */
const root = resolve(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'break-verify-'));
const parts = ['core', 'test/core', 'payloads', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'journey.yaml'];

const report = join(copy, 'report.json');

/** Either a method of the channel, or a reference to a scheme that several share. */
const verifyMember = /^ {2}verify(\(|: |,)/m;

const survives = (name: string): boolean => {
  const file = join(copy, `core/channels/${name}.ts`);
  const source = readFileSync(file, 'utf8');
  if (!verifyMember.test(source)) throw new Error(`${name}: there is no \`verify\` to break`);
  writeFileSync(
    file,
    source.replace(verifyMember, (found) => `  verify: () => 'ok',\n  was${found.trimStart()}`),
  );
  const tests = ['registry', name].map((test) => `test/core/channels/${test}.test.ts`);
  const words = [
    'run',
    '--project',
    'core',
    ...tests,
    '-t',
    `^${name}( |$)`,
    '--reporter',
    'json',
    '--outputFile',
    report,
  ];
  spawnSync(join(root, 'node_modules/.bin/vitest'), words, { cwd: copy });
  writeFileSync(file, source);
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(
    `${numFailedTests > 0 ? 'fails, as it has to' : 'SURVIVES'}  ${name}: ${numFailedTests} of ${numFailedTests + numPassedTests}`,
  );
  return numFailedTests === 0;
};

for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
const wanted = process.argv.slice(3);
const names = Object.entries(channels).flatMap(([name, channel]) => (isWebhook(channel) ? [name] : []));
const survivors = (wanted.length > 0 ? wanted : names).filter(survives);
rmSync(copy, { recursive: true });
process.exitCode = survivors.length === 0 ? 0 : 1;
