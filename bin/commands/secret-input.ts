import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ListeningPathError } from '../../core/errors.ts';

/** Takes what readline would echo. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/** Asks on the terminal and shows nothing of the answer: it would stay in the window and its history. */
const askHidden = async (question: string): Promise<string> => {
  process.stderr.write(question);
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const closed = new AbortController();
  terminal.once('close', () => closed.abort());
  try {
    return await terminal.question('', { signal: closed.signal });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw new ListeningPathError('secret: stopped, nothing was changed');
    throw error;
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
};

/**
 * A secret as somebody gives it: as an option, on standard input when that is no terminal, else typed unseen.
 *
 * @returns undefined when none was given
 */
export const givenSecret = async (value: string | undefined, question: string): Promise<string | undefined> => {
  const given = value ?? (process.stdin.isTTY ? await askHidden(question) : await text(process.stdin));
  // A file or a selection usually brings the end of its line along.
  const trimmed = given.trim();
  return trimmed === '' && value === undefined ? undefined : trimmed;
};
