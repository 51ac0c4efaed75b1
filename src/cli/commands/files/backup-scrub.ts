/** `parley backup scrub`: does in backups what was erased, ended or dropped since they were made. */
import { Option, type Command } from 'commander';
import { copiesLayout, searchedCopies } from './copies.js';
import { folderOf } from './data-folder.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT_CODES } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { print } from '../../output/print.js';

export function addScrub(backupCommand: Command, context: CommandContext): void {
  const command = backupCommand
    .command('scrub')
    .description('destroy in backups what was erased, ended or dropped since they were made')
    .argument('[place...]', 'backups, or folders of them')
    .addOption(new Option('--dry-run', 'only list which of them still have such keys'));
  withHelpText(addFormat(command), {
    about:
      'Keys of erased texts, alerts that were ended, words of alerts about what was erased, texts of articles that were dropped. ' +
      'Without a place: the folder in $PARLEY_BACKUP_FOLDER, and the copies beside the log. It knows of the erasures in the log of ' +
      '--data and in the list of erasures. Copies of a format before 2 hold texts in the clear: delete those.',
    examples: ['parley backup scrub --dry-run', 'parley backup scrub /var/backups/parley --data /var/lib/parley'],
    exit: [
      '0  no copy has such keys any more',
      '1  with --dry-run: some have; or a copy cannot be read',
      '2  wrong usage',
    ],
  });
  context.setAction(command, async (_, options) => {
    const folder = folderOf(options, context.io);
    const copies = await searchedCopies(command.args, folder, context.io, options['dryRun'] !== true);
    await print(context, options, { copies }, ({ copies: found }) => copiesLayout(found));
    const isClean = copies.every(
      ({ entries, open, beside, problem }) =>
        problem === null && open.length === 0 && (entries.length + beside.length === 0 || !options['dryRun']),
    );
    return isClean ? EXIT_CODES.ok : EXIT_CODES.failure;
  });
}
