/** What all commands that write share: a trial, a condition, and an answer that tells what changes. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Context, Options } from '../context.js';
import { addFormat } from '../flags/common.js';
import { putFlag } from '../flags/query.js';
import { Refusal, type FlagAt } from '../server/refusal.js';
import { connected } from '../server/connect.js';
import { say } from '../shell.js';
import { formatFor, print } from '../show/print.js';
import { receiptSheet, type Written } from '../show/sheets/receipt.js';

const revision = (text: string): string => {
  if (/^\d{1,15}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a revision, such as 17.');
};

export const addWriting = (command: Command): Command =>
  addFormat(
    command
      .addOption(new Option('--dry-run', 'only tell what it would change'))
      .addOption(
        new Option('--if-match <revision>', 'only if this is still the last revision of the negotiation').argParser(
          revision,
        ),
      ),
  );

export interface Write {
  /** Below the address of the server. */
  readonly at: string;
  readonly body: unknown;
  /** Whether a data folder is made where there is none. */
  readonly mayMake?: boolean;
}

const headersOf = ({ ifMatch }: Options): Record<string, string> =>
  typeof ifMatch === 'string' ? { 'if-match': `"${ifMatch}"` } : {};

/** Sends it and prints the receipt; a refusal is told with the flags by which the fields were given. */
export async function write(context: Context, options: Options, { at, body, mayMake = false }: Write, flagAt: FlagAt) {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const { shell } = context;
  try {
    const written = await connected(
      shell,
      options,
      (server) => server.post<Written>(at, body, query, headersOf(options)),
      { mayMake },
    );
    if (formatFor(options, shell.stdout) === 'table')
      for (const { detail } of written.warnings) say(shell, `warning: ${detail}`);
    await print(context, options, written, receiptSheet);
  } catch (error) {
    throw error instanceof Refusal ? error.told(flagAt) : error;
  }
}
