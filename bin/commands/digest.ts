import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { isAddress } from '../../core/digest/address.ts';
import { UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import type { DigestPlan, Journey } from '../../core/journey/schema.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { columns } from './columns.ts';
import { onDeployment } from './deployment.ts';
import { type LedgerLine, type Reproduction, readLedger, reproduce } from './digest-ledger.ts';
import {
  type DeploymentOptions,
  loadJourney,
  parseInstant,
  shown,
  withLocalOptions,
  withStackOption,
} from './shared.ts';

interface DigestOptions extends DeploymentOptions {
  readonly audience?: string;
  readonly list?: true;
  readonly reproduce?: string;
  readonly now?: Date;
  readonly to?: string;
  readonly out?: string;
  readonly print?: true;
  readonly json?: true;
}

const parseAddress = (text: string): string => {
  if (!isAddress(text)) throw new UsageError(`--to: "${text}" is no e-mail address`);
  return text;
};

export const digestCommand = withStackOption(withLocalOptions(new Command('digest')))
  .description('compose the digest an audience would get, without sending it, or look at those that were sent')
  .option('--audience <id>', 'whose digest')
  .addOption(
    new Option('--now <time>', 'the moment it would leave (default: now, or the last day of the sample)').argParser(
      parseInstant,
    ),
  )
  .addOption(
    new Option('--to <address>', 'send it to this address as a test, whoever is subscribed')
      .argParser(parseAddress)
      .conflicts('out'),
  )
  .addOption(
    new Option('--list', 'say which digests the ledger holds, and what became of them').conflicts([
      'now',
      'to',
      'out',
      'print',
      'reproduce',
    ]),
  )
  .addOption(
    new Option(
      '--reproduce <due>',
      'write the mail that was due then as it left, and say which of its figures are different by now',
    ).conflicts(['now', 'to', 'print']),
  )
  .option('--out <file>', 'where to write the mail (default: the outbox; this folder for a deployed stack)')
  .option('--print', 'print its text part')
  .option('--json', 'print subject, file and text as JSON')
  .addHelpText(
    'after',
    `
  npx listening-path digest --audience care-team --print
  npx listening-path digest --audience care-team --to me@example.org
  npx listening-path digest --list
  npx listening-path digest --audience care-team --reproduce 2026-03-09

What was sent is kept as it was. Answers that came late, corrections and erasures change the figures of its period
afterwards: \`--reproduce\` lists each of them as restated.`,
  )
  .action(async (options: DigestOptions) => {
    const { to } = options;
    const journey = loadJourney(options.journey);
    if (options.list && options.audience === undefined) return list(journey.digests, options);
    const plan = findPlan(journey, options.audience);
    if (options.list) return list([plan], options);
    if (options.reproduce !== undefined) return reproduceMail(journey, plan, options.reproduce, options);
    const { audience } = plan;
    const mail = await onDeployment(options, (deployment) => {
      const scheduledTime = (options.now ?? deployment.today).toISOString();
      return deployment.digest({ audience, scheduledTime, ...(to === undefined ? { preview: true } : { to }) });
    });
    const file = fileOf(mail, audience, options);
    if (file !== undefined && mail.raw !== undefined) write(file, Buffer.from(mail.raw, 'base64'));
    const { subject, text } = mail;
    const path = file && shown(file);
    if (options.json) console.log(JSON.stringify({ subject, file: path, text }, null, 2));
    else console.log(options.print ? text : `${subject}\n${path ?? `sent to ${to}`}`);
  });

/** Where the mail is. The local SES has written what was sent; a preview is only handed back. */
const fileOf = ({ deliveries: [sent] }: DigestResult, audience: string, options: DigestOptions): string | undefined => {
  if (sent === undefined) return options.out ?? join(folderOf(options), `preview-${audience}.eml`);
  return options.stack === undefined ? join(folderOf(options), `${sent.tag}.eml`) : undefined;
};

/** Where mails are written unless it is said: the outbox of this machine's stack, or here. */
const folderOf = ({ stack, data }: DigestOptions): string => (stack === undefined ? join(data, 'outbox') : '.');

const write = (file: string, raw: Uint8Array): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, raw);
};

const findPlan = ({ digests }: Journey, audience: string | undefined): DigestPlan => {
  const audiences = digests.map((digest) => digest.audience);
  if (audience === undefined) throw new UsageError(`--audience: whose digest? There are ${audiences.join(', ')}`);
  const plan = digests.find((digest) => digest.audience === audience);
  if (plan) return plan;
  throw new UsageError(`--audience: "${audience}" gets no digest; ${suggest(audience, audiences)}`);
};

const list = (plans: readonly DigestPlan[], options: DigestOptions): Promise<void> =>
  onDeployment(options, async (deployment) => {
    const table = await deployment.table();
    const lines: LedgerLine[] = [];
    for (const { audience } of plans) lines.push(...(await readLedger(table, audience)));
    if (options.json) console.log(JSON.stringify(lines, null, 2));
    else if (lines.length === 0) console.log('The ledger holds no digest: none was due yet.');
    else console.log(columns([['Audience', 'Due', 'Mails', 'Subject'], ...lines.map(lineWords)]).join('\n'));
  });

const lineWords = ({ audience, due, mails, subject = '' }: LedgerLine): readonly string[] => {
  const states = Object.entries(mails).map(([state, count]) => `${count} ${state.toLowerCase()}`);
  return [audience, due, states.join(', '), subject];
};

const reproduceMail = (journey: Journey, plan: DigestPlan, due: string, options: DigestOptions): Promise<void> =>
  onDeployment(options, async (deployment) => {
    const { raw, subject, ...rest } = await reproduce(await deployment.table(), journey, plan, due, deployment.today);
    const name = `reproduced-${plan.audience}-${rest.due.replaceAll(/[:.]/g, '-')}.eml`;
    const file = options.out ?? join(folderOf(options), name);
    write(file, raw);
    if (options.json) console.log(JSON.stringify({ subject, file: shown(file), ...rest }, null, 2));
    else console.log([subject, shown(file), '', ...restatedLines(rest)].join('\n'));
  });

const restatedLines = ({ restated, note }: Pick<Reproduction, 'restated' | 'note'>): string[] => [
  ...(restated?.length === 0 ? ['Nothing changed since.'] : []),
  ...(restated ?? []).map(({ what, was, now }) => `restated: ${what}: ${was}, now ${now}`),
  ...(note === undefined ? [] : [note]),
];
