import { Command, CommanderError } from 'commander';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { settleDataFolder } from './shared.ts';

/** In the order of the help. Loaded when needed: one command starts in half the time that all of them take. */
const commands = new Map<string, () => Promise<Command>>([
  ['start', async () => (await import('./start.ts')).startCommand],
  ['init', async () => (await import('./init.ts')).initCommand],
  ['sources', async () => (await import('./sources.ts')).sourcesCommand],
  ['secret', async () => (await import('./secret.ts')).secretCommand],
  ['send', async () => (await import('./send.ts')).sendCommand],
  ['record', async () => (await import('./record.ts')).recordCommand],
  ['import', async () => (await import('./import.ts')).importCommand],
  ['digest', async () => (await import('./digest.ts')).digestCommand],
  ['status', async () => (await import('./status.ts')).statusCommand],
  ['dead-letters', async () => (await import('./dead-letters.ts')).deadLettersCommand],
  ['redrive', async () => (await import('./redrive.ts')).redriveCommand],
  ['map', async () => (await import('./map.ts')).mapCommand],
  ['rebuild', async () => (await import('./rebuild.ts')).rebuildCommand],
  ['verify', async () => (await import('./verify.ts')).verifyCommand],
  ['journey', async () => (await import('./journey.ts')).journeyCommand],
  ['identity', async () => (await import('./identity.ts')).identityCommand],
  ['export', async () => (await import('./export.ts')).exportCommand],
  ['erase', async () => (await import('./erase.ts')).eraseCommand],
  ['cost', async () => (await import('./cost.ts')).costCommand],
  ['check', async () => (await import('./check.ts')).checkCommand],
]);

/** The command that the first word names; whoever wants help, or made a mistake, is told about all of them. */
const commandsFor = (word = ''): Promise<Command[]> => {
  const named = commands.get(word);
  return Promise.all((named ? [named] : [...commands.values()]).map((load) => load()));
};

/** Reads the command line, runs the command, and sets the exit code. */
export const runCommandLine = async (): Promise<void> => {
  // The functions log every webhook, which is for CloudWatch; a terminal wants what went wrong. Set it to INFO to see all.
  process.env.POWERTOOLS_LOG_LEVEL ??= 'WARN';

  const program = new Command('listening-path')
    .description('Customer feedback from every channel tool, counted once on the customer journey, mailed as a digest.')
    .version('0.1.0')
    .hook('preAction', (_, command) => settleDataFolder(command))
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .addHelpText('after', '\nExit codes: 0 done · 1 could not be done · 2 the command line is wrong');
  for (const command of await commandsFor(process.argv[2])) program.addCommand(command);

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
