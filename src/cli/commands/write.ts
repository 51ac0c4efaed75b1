/** What all writing commands share: the flags `--dry-run` and `--if-match`, and the printing of the receipt. */
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

/** Adds these flags and `--format`. */
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

/** A write to be sent. */
export interface WriteRequest {
  /** The path below the server's address. */
  readonly at: string;
  readonly body: unknown;
  /** POST, unless another one is given. */
  readonly method?: 'POST' | 'PATCH';
  /** Whether to create the data folder of `--data` where there is none. */
  readonly createFolder?: boolean;
}

const headersOf = ({ ifMatch }: Options): Record<string, string> =>
  typeof ifMatch === 'string' ? { 'if-match': `"${ifMatch}"` } : {};

/** The negotiation that a path names. */
function negotiationIn(at: string): string | undefined {
  const segment = /^\/v1\/negotiations\/([^/]+)/.exec(at)?.[1];
  return segment === undefined ? undefined : decodeURIComponent(segment);
}

/**
 * Sends a write and prints its receipt.
 * @throws ApiRefusal with the flags by which the wrong fields were given
 */
export async function sendWrite(
  context: CommandContext,
  options: Options,
  { at, body, method = 'POST', createFolder = false }: WriteRequest,
  flagAt: FlagAt,
) {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const { io } = context;
  try {
    const written = await withClient(
      io,
      options,
      (client) => client.sendJson<Written>(at, body, query, { method, headers: headersOf(options) }),
      { createFolder },
    );
    if (formatFor(options, io.stdout) === 'table')
      for (const { detail } of written.warnings) writeMessage(io, `warning: ${detail}`);
    await print(context, options, written, (answer) => receiptLayout(answer, negotiationIn(at)));
  } catch (error) {
    throw error instanceof ApiRefusal ? error.withFlags(flagAt) : error;
  }
}
