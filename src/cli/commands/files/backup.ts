/** `parley backup`: copies the whole log into a file. */
import { Option, type Command } from 'commander';
import type { Backup, BackupOutcome } from '../../../backup/make-backup.js';
import type { ScrubbedCopy } from '../../../backup/scrub.js';
import { addRestore, badWords } from './restore.js';
import { dataFile } from '../../../store/data-file.js';
import { asCommandFailure, folderOf } from './data-folder.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure, EXIT_CODES } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import type { ProcessIo } from '../../process-io.js';
import { print } from '../../output/print.js';
import type { Layout } from '../../output/layout.js';

function backupFrom(outcome: BackupOutcome): Backup {
  switch (outcome.outcome) {
    case 'made':
      return outcome.backup;
    case 'exists':
      throw new CommandFailure([`${outcome.file} is there already: a backup replaces nothing`]);
    case 'unsupported':
      throw new CommandFailure(['this store is backed up by its own means']);
    case 'tampered': {
      const { file, copy } = outcome;
      throw new CommandFailure([
        `the log does not verify: ${badWords(copy.firstBad)}`,
        `a copy of it as it is: ${file}`,
      ]);
    }
  }
}

async function backup(target: string, folder: string): Promise<Backup> {
  const [{ makeBackup, targetIn }, { openFile }, { existsSync }] = await Promise.all([
    import('../../../backup/make-backup.js'),
    import('../../../store/files.js'),
    import('node:fs'),
  ]);
  const file = dataFile(folder);
  if (!existsSync(file)) throw new CommandFailure([`${folder} is no data folder: it holds no log`]);
  const store = openFile(file);
  try {
    return backupFrom(await makeBackup(store, targetIn(target, new Date()), true));
  } finally {
    await store.close();
  }
}

const backupLayout = ({ file, events, streams, head, bytes }: Backup): Layout => [
  `${file}: ${events} events in ${streams} streams, up to position ${head}, verified; ${bytes} bytes`,
];

function addMakeBackup(program: Command, context: CommandContext): Command {
  const command = program
    .command('backup')
    .description('copy the whole log into a file, also while a server writes it, and verify the copy')
    .argument('<file>', 'where to; a folder gets a file named by the time');
  withHelpText(addFormat(command), {
    about: 'The folder is that of --data, of $PARLEY_DATA, or ./data. Nothing is ever overwritten.',
    examples: ['parley backup /var/backups/parley', 'parley backup --data ./data parley-today.sqlite'],
  });
  context.setAction(command, async ([target = ''], options) => {
    const folder = folderOf(options, context.io);
    await print(context, options, await asCommandFailure(() => backup(target, folder)), backupLayout);
  });
  return command;
}

const copyLayout = (copies: readonly ScrubbedCopy[]): Layout => [
  {
    head: ['copy', 'erased texts with a key', 'problem'],
    rows: copies.map(({ file, entries, problem }) => [file, entries.join(', ') || 'none', problem ?? '']),
  },
];

/** The places given, else the folder of scheduled backups; and what is beside the log. */
function placesIn(given: readonly string[], folder: string, { env }: ProcessIo): string[] {
  const backups = env['PARLEY_BACKUP_FOLDER'] || undefined;
  return given.length > 0 ? [...given] : [...(backups === undefined ? [] : [backups]), folder];
}

function addScrub(backupCommand: Command, context: CommandContext): void {
  const command = backupCommand
    .command('scrub')
    .description('destroy in backups the keys of texts that were erased since they were made')
    .argument('[place...]', 'backups, or folders of them')
    .addOption(new Option('--dry-run', 'only list which of them still have such keys'));
  withHelpText(addFormat(command), {
    about:
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
    const [{ knownErasures, scrubCopies }, { erasuresFileOf }] = await Promise.all([
      import('../../../backup/scrub.js'),
      import('../../../backup/erasures-list.js'),
    ]);
    const copies = await asCommandFailure(async () => {
      const list = erasuresFileOf(folder, context.io.env['PARLEY_ERASURES_FILE'] || undefined);
      const erasures = knownErasures(folder, list);
      return scrubCopies(placesIn(command.args, folder, context.io), erasures, options['dryRun'] !== true);
    });
    await print(context, options, { copies }, ({ copies: found }) => copyLayout(found));
    const isClean = copies.every(
      ({ entries, problem }) => problem === null && (entries.length === 0 || !options['dryRun']),
    );
    return isClean ? EXIT_CODES.ok : EXIT_CODES.failure;
  });
}

export function addBackup(program: Command, context: CommandContext): void {
  addScrub(addMakeBackup(program, context), context);
  addRestore(program, context);
}
