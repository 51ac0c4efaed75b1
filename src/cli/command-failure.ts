/** How a command ends: its exit code, and a failure that carries one. */

export const EXIT_CODES = {
  ok: 0,
  /** It could not be done; for `changes` and `verify` see there. */
  failure: 1,
  /** It was asked for in a way that the command line does not know. */
  usage: 2,
} as const;

/** What a command could not do, in lines for a person to read. */
export class CommandFailure extends Error {
  override readonly name = 'Failed';

  constructor(
    readonly lines: readonly string[],
    readonly code: number = EXIT_CODES.failure,
    options?: ErrorOptions,
  ) {
    super(lines.join('\n'), options);
  }
}

export const usageError = (line: string): CommandFailure => new CommandFailure([line], EXIT_CODES.usage);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
