/** Looking for what was erased in copies of the log, where the server runs: for `parley backup scrub` and `parley erase --list-backups`. */
import type { ScrubbedCopy } from '../../../backup/scrub.js';
import type { Layout } from '../../output/layout.js';
import type { ProcessIo } from '../../process-io.js';
import { asCommandFailure } from './data-folder.js';

/**
 * The copies in the places given, else in the folder of scheduled backups and beside the log, and what they hold of all
 * erasures that are known.
 * @param write destroys the keys
 */
export async function searchedCopies(
  given: readonly string[],
  folder: string,
  { env }: ProcessIo,
  write: boolean,
): Promise<readonly ScrubbedCopy[]> {
  const [{ scrubCopies, usualPlaces }, { knownGone }, { erasuresFileOf }] = await Promise.all([
    import('../../../backup/scrub.js'),
    import('../../../backup/known-gone.js'),
    import('../../../store/erasure/erasures-list.js'),
  ]);
  return asCommandFailure(async () => {
    const gone = knownGone(folder, erasuresFileOf(folder, env['PARLEY_ERASURES_FILE'] || undefined));
    const places = given.length > 0 ? given : usualPlaces(folder, env['PARLEY_BACKUP_FOLDER'] || undefined);
    return scrubCopies(places, gone, write);
  });
}

const problemOf = ({ problem, open }: ScrubbedCopy): string =>
  problem ?? (open.length > 0 ? `holds ${open.join(', ')} in the clear: delete it` : '');

export const copiesLayout = (copies: readonly ScrubbedCopy[]): Layout => [
  {
    head: ['copy', 'erased, and has a key', 'gone since, besides the log', 'problem'],
    rows: copies.map((copy) => [
      copy.file,
      copy.entries.join(', ') || 'none',
      copy.beside.join(', ') || 'none',
      problemOf(copy),
    ]),
  },
];
