/** One run of the command line: the shell around it, and the exit code that it will have. */
import type { Command } from 'commander';
import { EXIT_CODES } from './command-failure.js';
import type { CommonOptions } from './flags/common.js';
import type { ProcessIo } from './process-io.js';

export type Options = CommonOptions & Readonly<Record<string, unknown>>;

export class CommandContext {
  /** Set by the command that ran. */
  exitCode: number = EXIT_CODES.ok;

  constructor(readonly io: ProcessIo) {}

  /** Gives a command what it does: from its arguments and all its options to its exit code, 0 where it names none. */
  setAction(command: Command, action: (args: string[], options: Options) => Promise<number | void>): void {
    command.action(async () => {
      this.exitCode = (await action(command.args, command.optsWithGlobals())) ?? EXIT_CODES.ok;
    });
  }
}
