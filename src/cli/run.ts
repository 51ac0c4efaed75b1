/** From what was typed to an exit code. */
import { CommanderError } from 'commander';
import { Context } from './context.js';
import { EXIT, Failed } from './exit.js';
import { makeProgram } from './program.js';
import { say, type Shell } from './shell.js';

/** Commander has told what is wrong; only help and the version that were asked for are no error. */
const codeOf = ({ exitCode }: CommanderError): number => (exitCode === 0 ? EXIT.ok : EXIT.usage);

/** @param words what follows the name of the program */
export async function run(words: readonly string[], shell: Shell): Promise<number> {
  const context = new Context(shell);
  try {
    await makeProgram(context).parseAsync(words, { from: 'user' });
    return context.code;
  } catch (error) {
    if (error instanceof CommanderError) return codeOf(error);
    if (!(error instanceof Failed)) throw error;
    for (const line of error.lines) say(shell, line.startsWith(' ') ? line : `parley: ${line}`);
    return error.code;
  }
}
