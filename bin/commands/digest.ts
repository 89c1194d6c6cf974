import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { isAddress } from '../../core/digest/address.ts';
import { UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { onDeployment } from './deployment.ts';
import {
  type DeploymentOptions,
  loadJourney,
  parseInstant,
  shown,
  withLocalOptions,
  withStackOption,
} from './shared.ts';

interface DigestOptions extends DeploymentOptions {
  readonly audience: string;
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
  .description('compose the digest an audience would get, without sending it')
  .requiredOption('--audience <id>', 'whose digest')
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
  .option('--out <file>', 'where to write the mail (default: the outbox; this folder for a deployed stack)')
  .option('--print', 'print its text part')
  .option('--json', 'print subject, file and text as JSON')
  .action(async (options: DigestOptions) => {
    const { audience, to } = options;
    const audiences = loadJourney(options.journey).digests.map((digest) => digest.audience);
    if (!audiences.includes(audience)) {
      throw new UsageError(`--audience: "${audience}" gets no digest; ${suggest(audience, audiences)}`);
    }
    const mail = await onDeployment(options, (deployment) => {
      const scheduledTime = (options.now ?? deployment.today).toISOString();
      return deployment.digest({ audience, scheduledTime, ...(to === undefined ? { preview: true } : { to }) });
    });
    const file = fileOf(mail, options);
    if (file !== undefined && mail.raw !== undefined) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.from(mail.raw, 'base64'));
    }
    const { subject, text } = mail;
    const path = file && shown(file);
    if (options.json) console.log(JSON.stringify({ subject, file: path, text }, null, 2));
    else console.log(options.print ? text : `${subject}\n${path ?? `sent to ${to}`}`);
  });

/** Where the mail is. The local SES has written what was sent; a preview is only handed back. */
const fileOf = ({ deliveries: [sent] }: DigestResult, options: DigestOptions): string | undefined => {
  const isLocal = options.stack === undefined;
  const outbox = isLocal ? join(options.data, 'outbox') : '.';
  if (sent === undefined) return options.out ?? join(outbox, `preview-${options.audience}.eml`);
  return isLocal ? join(outbox, `${sent.tag}.eml`) : undefined;
};
