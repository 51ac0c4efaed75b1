/** Exit codes, and the error that carries one. */

/** The exit codes. `changes` has codes of its own. */
export const EXIT_CODES = {
  ok: 0,
  /** The command failed. For `verify` also: the record was tampered with. */
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
} as const;

/** A command has failed. `lines` say why; they are printed to standard error. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    readonly lines: readonly string[],
    readonly code: number = EXIT_CODES.failure,
    options?: ErrorOptions,
  ) {
    super(lines.join('\n'), options);
  }
}

/** A failure because the command line is wrong. */
export const usageError = (line: string): CommandFailure => new CommandFailure([line], EXIT_CODES.usage);

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
