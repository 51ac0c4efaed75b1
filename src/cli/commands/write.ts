/** What all commands that write share: a trial, a condition, and an answer that tells what changes. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { addFormat } from '../flags/common.js';
import { putFlag } from '../flags/query-flags.js';
import { ApiRefusal, type FlagAt } from '../client/api-refusal.js';
import { withClient } from '../client/connect.js';
import { writeMessage } from '../process-io.js';
import { formatFor, print } from '../output/print.js';
import { receiptLayout, type Written } from '../output/layouts/receipt.js';

const revision = (text: string): string => {
  if (/^\d{1,15}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a revision, such as 17.');
};

export const addWriteFlags = (command: Command): Command =>
  addFormat(
    command
      .addOption(new Option('--dry-run', 'only tell what it would change'))
      .addOption(
        new Option('--if-match <revision>', 'only if this is still the last revision of the negotiation').argParser(
          revision,
        ),
      ),
  );

export interface WriteRequest {
  /** Below the address of the server. */
  readonly at: string;
  readonly body: unknown;
  /** Whether a data folder is made where there is none. */
  readonly createFolder?: boolean;
}

const headersOf = ({ ifMatch }: Options): Record<string, string> =>
  typeof ifMatch === 'string' ? { 'if-match': `"${ifMatch}"` } : {};

/** Sends it and prints the receipt; a refusal is told with the flags by which the fields were given. */
export async function sendWrite(
  context: CommandContext,
  options: Options,
  { at, body, createFolder = false }: WriteRequest,
  flagAt: FlagAt,
) {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const { io } = context;
  try {
    const written = await withClient(
      io,
      options,
      (client) => client.post<Written>(at, body, query, headersOf(options)),
      { createFolder },
    );
    if (formatFor(options, io.stdout) === 'table')
      for (const { detail } of written.warnings) writeMessage(io, `warning: ${detail}`);
    await print(context, options, written, receiptLayout);
  } catch (error) {
    throw error instanceof ApiRefusal ? error.withFlags(flagAt) : error;
  }
}
