/** A mapping in a file of JSON. Without a name of its own it has that of the file. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { slugFromTitle } from '../../../../events/words/slug-from-title.js';
import { CommandFailure, messageOf } from '../../command-failure.js';

/** @throws CommandFailure where it cannot be read, or is no JSON object */
export async function mappingIn(file: string): Promise<object> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandFailure([`${file}: ${messageOf(error)}`], undefined, { cause: error });
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new CommandFailure([`${file} holds no mapping: it is no JSON object`]);
  return { name: slugFromTitle(basename(file).replace(/\.json$/i, ''), 'talks'), ...read };
}
