/** The context of one run of the command line: its streams, and its exit code. */
import type { Command } from 'commander';
import { EXIT_CODES } from './command-failure.js';
import type { CommonOptions } from './flags/common.js';
import type { ProcessIo } from './process-io.js';

/** The options of a command and of the program, as commander read them. */
export type Options = CommonOptions & Readonly<Record<string, unknown>>;

export class CommandContext {
  /** The exit code, set by the command that ran. */
  exitCode: number = EXIT_CODES.ok;

  constructor(readonly io: ProcessIo) {}

  /**
   * Sets what a command does.
   * @param action takes the command's arguments and all options; returns the exit code, or nothing for 0
   */
  setAction(command: Command, action: (args: string[], options: Options) => Promise<number | void>): void {
    command.action(async () => {
      this.exitCode = (await action(command.args, command.optsWithGlobals())) ?? EXIT_CODES.ok;
    });
  }
}
