/** For commands that work on the files of a data folder, where the server runs. */
import type { Options } from '../../command-context.js';
import { CommandFailure, messageOf, usageError } from '../../command-failure.js';
import type { ProcessIo } from '../../process-io.js';

/** The folder of a command that works on one, and so cannot be used with --server. */
export function folderOf({ data, server }: Options, { env }: ProcessIo): string {
  if (server !== undefined) throw usageError('this works on a data folder: name it with --data, where the server runs');
  return data ?? (env['PARLEY_DATA'] || './data');
}

/** Any failure as one of the command line. */
export async function asCommandFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}
