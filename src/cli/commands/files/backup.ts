/** `parley backup`: copies the whole log into a file. */
import { Option, type Command } from 'commander';
import type { Backup, BackupOutcome } from '../../../backup/make-backup.js';
import { addRestore, badWords } from './restore.js';
import { dataFile } from '../../../store/data-file.js';
import { asCommandFailure, folderOf } from './data-folder.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { print } from '../../output/print.js';
import { addScrub } from './backup-scrub.js';
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

async function backup(target: string, folder: string, texts: boolean): Promise<Backup> {
  const [{ makeBackup, targetIn }, { finishExchange }, { openFile }, { existsSync }] = await Promise.all([
    import('../../../backup/make-backup.js'),
    import('../../../backup/rewriting/exchange.js'),
    import('../../../store/files.js'),
    import('node:fs'),
  ]);
  const file = dataFile(folder);
  if (!existsSync(file)) throw new CommandFailure([`${folder} is no data folder: it holds no log`]);
  await finishExchange(folder);
  const store = openFile(file);
  try {
    return backupFrom(await makeBackup(store, targetIn(target, new Date()), true, { folder, texts }));
  } finally {
    await store.close();
  }
}

const backupLayout = ({ file, events, streams, head, bytes, beside }: Backup): Layout => [
  `${file}: ${events} events in ${streams} streams, up to position ${head}, verified; ${bytes} bytes`,
  `besides the log: ${beside.files} files, ${beside.bytes} bytes`,
  ...beside.leftOut.map((one) => `not in it: ${one}`),
];

function addMakeBackup(program: Command, context: CommandContext): Command {
  const command = program
    .command('backup')
    .description('copy the whole data folder into a file, also while a server writes it, and verify the copy')
    .argument('<file>', 'where to; a folder gets a file named by the time')
    .addOption(new Option('--no-texts', 'leave out the texts of articles that intake keeps'));
  withHelpText(addFormat(command), {
    about:
      'The folder is that of --data, of $PARLEY_DATA, or ./data. Nothing is ever overwritten. It holds the log, alerts, the ' +
      'texts and memory of intake, parley.secret, timestamps and the newest signed checkpoint; what it does not hold of them ' +
      'is said. Never in it: the signing key of the log.',
    examples: [
      'parley backup /var/backups/parley',
      'parley backup --data ./data parley-today.sqlite',
      'parley backup --no-texts small.sqlite',
    ],
  });
  context.setAction(command, async ([target = ''], options) => {
    const folder = folderOf(options, context.io);
    await print(
      context,
      options,
      await asCommandFailure(() => backup(target, folder, options['texts'] !== false)),
      backupLayout,
    );
  });
  return command;
}

export function addBackup(program: Command, context: CommandContext): void {
  addScrub(addMakeBackup(program, context), context);
  addRestore(program, context);
}
