import { Command, CommanderError } from 'commander';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { checkCommand } from './check.ts';
import { deadLettersCommand } from './dead-letters.ts';
import { digestCommand } from './digest.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { identityCommand } from './identity.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { journeyCommand } from './journey.ts';
import { mapCommand } from './map.ts';
import { rebuildCommand } from './rebuild.ts';
import { recordCommand } from './record.ts';
import { redriveCommand } from './redrive.ts';
import { secretCommand } from './secret.ts';
import { sendCommand } from './send.ts';
import { settleDataFolder } from './shared.ts';
import { sourcesCommand } from './sources.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

/** Reads the command line, runs the command, and sets the exit code. */
export const runCommandLine = async (): Promise<void> => {
  // The functions log every webhook, which is for CloudWatch; a terminal wants what went wrong. Set it to INFO to see all.
  process.env.POWERTOOLS_LOG_LEVEL ??= 'WARN';

  const program = new Command('listening-path')
    .description('Customer feedback from every channel tool, counted once on the customer journey, mailed as a digest.')
    .version('0.1.0')
    .addCommand(startCommand)
    .addCommand(initCommand)
    .addCommand(sourcesCommand)
    .addCommand(secretCommand)
    .addCommand(sendCommand)
    .addCommand(recordCommand)
    .addCommand(importCommand)
    .addCommand(digestCommand)
    .addCommand(statusCommand)
    .addCommand(deadLettersCommand)
    .addCommand(redriveCommand)
    .addCommand(mapCommand)
    .addCommand(rebuildCommand)
    .addCommand(verifyCommand)
    .addCommand(journeyCommand)
    .addCommand(identityCommand)
    .addCommand(exportCommand)
    .addCommand(eraseCommand)
    .addCommand(checkCommand)
    .hook('preAction', (_, command) => settleDataFolder(command))
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .addHelpText('after', '\nExit codes: 0 done · 1 could not be done · 2 the command line is wrong');

  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().showHelpAfterError('(add --help for what is possible)').showSuggestionAfterError();
  }

  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof UsageError) {
      console.error(`listening-path: ${error.message}`);
      process.exitCode = 2;
    } else if (error instanceof ListeningPathError) {
      console.error(`listening-path: ${error.message}`);
      process.exitCode = 1;
    } else throw error;
  }
};
