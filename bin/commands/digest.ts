import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { isAddress } from '../../core/digest/address.ts';
import { UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import type { DigestEvent, DigestResult } from '../../functions/digest.ts';
import { rememberedNow } from '../../local/sample-file.ts';
import {
  type LocalCommandOptions,
  loadJourney,
  localFolder,
  parseInstant,
  shown,
  stackOptions,
  withLocalOptions,
} from './shared.ts';

interface DigestOptions extends LocalCommandOptions {
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

export const digestCommand = withLocalOptions(new Command('digest'))
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
  .option('--out <file>', 'where to write the mail (default: the outbox)')
  .option('--print', 'print its text part')
  .option('--json', 'print subject, file and text as JSON')
  .action(async (options: DigestOptions) => {
    const { audience, to } = options;
    const audiences = loadJourney(options.journey).digests.map((digest) => digest.audience);
    if (!audiences.includes(audience)) {
      throw new UsageError(`--audience: "${audience}" gets no digest; ${suggest(audience, audiences)}`);
    }
    const scheduledTime = (options.now ?? rememberedNow(localFolder(options.data)) ?? new Date()).toISOString();
    // Loaded when needed, so that help and mistakes are answered at once.
    const { LocalStack } = await import('../../local/stack.ts');
    const stack = await LocalStack.up(stackOptions(options));
    try {
      // What was accepted belongs into the figures, even when the run that accepted it was killed.
      if (stack.owner) stack.poll();
      await stack.drain();
      const event: DigestEvent = { audience, scheduledTime, ...(to === undefined ? { preview: true } : { to }) };
      const mail = (await stack.functionFrom('functions/digest.ts').invoke(event)) as DigestResult;
      const outbox = join(localFolder(options.data), 'outbox');
      const [sent] = mail.deliveries;
      // The local SES has written what was sent; a preview is only handed back.
      const file = sent ? join(outbox, `${sent.tag}.eml`) : (options.out ?? join(outbox, `preview-${audience}.eml`));
      if (mail.raw !== undefined) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, Buffer.from(mail.raw, 'base64'));
      }
      if (options.json)
        console.log(JSON.stringify({ subject: mail.subject, file: shown(file), text: mail.text }, null, 2));
      else if (options.print) console.log(mail.text);
      else console.log(`${mail.subject}\n${shown(file)}`);
    } finally {
      await stack.down();
    }
  });
