/** Downloads: answers that go to standard output or into a file as they are. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import type { Options } from '../command-context.js';
import { CommandFailure, messageOf } from '../command-failure.js';
import type { ProcessIo } from '../process-io.js';
import { withClient } from './connect.js';

interface Download {
  readonly at: string;
  readonly query?: URLSearchParams;
}

/** Adds the flag that names the file. */
export const addOutput = (command: Command): Command =>
  command.addOption(new Option('-o, --output <file>', 'write to this file (default: standard output)'));

export async function download({ at, query }: Download, options: Options, io: ProcessIo): Promise<void> {
  const file = options['output'];
  await withClient(io, options, async (client) => {
    const answer = await client.openStream(at, query);
    try {
      if (typeof file === 'string') await pipeline(answer, createWriteStream(file));
      else await pipeline(answer, io.stdout, { end: false });
    } catch (error) {
      throw new CommandFailure([`it broke off: ${messageOf(error)}`], undefined, { cause: error });
    }
  });
}
