/** Runs the command line. */
import { CommanderError } from 'commander';
import { CommandContext } from './command-context.js';
import { EXIT_CODES, CommandFailure } from './command-failure.js';
import { makeProgram } from './program.js';
import { writeMessage, type ProcessIo } from './process-io.js';

/** Commander has printed what is wrong. Help and version are no error. */
const codeOf = ({ exitCode }: CommanderError): number => (exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage);

/**
 * Runs one command line.
 * @param words the words after the name of the program
 * @returns the exit code
 */
export async function run(words: readonly string[], io: ProcessIo): Promise<number> {
  const context = new CommandContext(io);
  try {
    await makeProgram(context).parseAsync(words, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return codeOf(error);
    if (!(error instanceof CommandFailure)) throw error;
    for (const line of error.lines) writeMessage(io, line.startsWith(' ') ? line : `parley: ${line}`);
    return error.code;
  }
}
