/** One run of the command line: the shell around it, and the exit code that it will have. */
import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { CommonOptions } from './flags/common.js';
import type { Shell } from './shell.js';

export type Options = CommonOptions & Readonly<Record<string, unknown>>;

export class Context {
  /** Set by the command that ran. */
  code: number = EXIT.ok;

  constructor(readonly shell: Shell) {}

  /** Gives a command what it does: from its arguments and all its options to its exit code, 0 where it names none. */
  runs(command: Command, action: (args: string[], options: Options) => Promise<number | void>): void {
    command.action(async () => {
      this.code = (await action(command.args, command.optsWithGlobals())) ?? EXIT.ok;
    });
  }
}
