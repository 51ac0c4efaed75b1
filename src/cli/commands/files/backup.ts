/** `parley backup` and `parley restore`: copies the whole log into a file, and back. */
import { Option, type Command } from 'commander';
import { readKept, type KeptCheckpoint } from '../../../audit/kept-checkpoint.js';
import type { LogFinding } from '../../../../events/chain/log-finding.js';
import type { Backup, BackupOutcome } from '../../../backup/make-backup.js';
import type { ScrubbedCopy } from '../../../backup/scrub.js';
import type { Restored, RestoreOutcome } from '../../../backup/restore.js';
import { dataFile } from '../../../store/data-file.js';
import { asCommandFailure, folderOf } from './data-folder.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure, EXIT_CODES } from '../../command-failure.js';
import { contentOf } from '../../flags/json-body.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import type { ProcessIo } from '../../process-io.js';
import { print } from '../../output/print.js';
import type { Layout } from '../../output/layout.js';

const badWords = (bad: LogFinding | null): string =>
  bad ? `${bad.stream ?? 'position'} ${bad.revision ?? bad.position ?? ''}: ${bad.problem}: ${bad.detail}` : '';

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

const lostWords = ({ origin, events }: NonNullable<Restored['signed']>, left: number): string =>
  `${origin} was signed with ${events} events, of which the last ${events - left} are lost`;

function restoredFrom(outcome: RestoreOutcome): Restored {
  switch (outcome.outcome) {
    case 'restored':
      return outcome.restored;
    case 'in-use':
      throw new CommandFailure(['the data folder is in use: stop its server first; nothing was replaced']);
    case 'empty':
      throw new CommandFailure(['the backup holds no event; nothing was replaced']);
    case 'behind-signed':
      throw new CommandFailure([
        `${lostWords(outcome.signed, outcome.events)}, and the backup does not have them; nothing was replaced`,
        'with --yes it is restored all the same: under that name the log is then not signed any more, since witnesses would refuse it',
      ]);
    case 'tampered':
      throw new CommandFailure([
        `the backup does not verify: ${badWords(outcome.copy.firstBad)}`,
        'nothing was replaced',
      ]);
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

async function checkpointIn(file: unknown, io: ProcessIo): Promise<KeptCheckpoint | undefined> {
  if (typeof file !== 'string') return undefined;
  const read = readKept(await contentOf(file, io));
  if ('unreadable' in read) throw new CommandFailure([`${file} is no checkpoint: ${read.unreadable}`]);
  return read.kept;
}

const backupLayout = ({ file, events, streams, head, bytes }: Backup): Layout => [
  `${file}: ${events} events in ${streams} streams, up to position ${head}, verified; ${bytes} bytes`,
];

const restoredLayout = ({ file, events, streams, head, kept, erasedAgain, signed }: Restored): Layout => [
  `${file}: ${events} events in ${streams} streams, up to position ${head}, verified`,
  ...(kept === null ? [] : [`what was there before: ${kept}`]),
  ...(signed === null
    ? []
    : [
        `${lostWords(signed, events)}: under that name the log is not signed any more, since witnesses would refuse it`,
        'begin a new one: move log.key away, and `parley key create` with another name; tell others both names and why',
      ]),
  ...(erasedAgain.length === 0
    ? []
    : [`erased again, since it was erased after the backup: ${erasedAgain.join(', ')}`]),
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

function addRestore(program: Command, context: CommandContext): void {
  const command = program
    .command('restore')
    .description('verify a backup, and put it in the place of a data folder’s log')
    .argument('<file>', 'the backup')
    .addOption(new Option('--checkpoint <file>', 'compare with a checkpoint that was kept elsewhere; - reads it'))
    .addOption(new Option('--yes', 'also where it lacks events that a checkpoint of the folder was signed with'));
  withHelpText(addFormat(command), {
    about:
      'The folder is that of --data, of $PARLEY_DATA, or ./data; no server may use it. The log that was there is kept ' +
      'beside the new one. What was erased since the backup was made is erased in it before it is the log: as the log that was ' +
      'there knows it, and the list of erasures beside the data folder, or in $PARLEY_ERASURES_FILE.',
    examples: ['parley restore parley-today.sqlite --data ./data', 'parley restore b.sqlite --checkpoint kept.txt'],
    exit: ['0  restored', '1  it does not verify, or it failed: nothing was replaced', '2  wrong usage'],
  });
  context.setAction(command, async ([file = ''], options) => {
    const folder = folderOf(options, context.io);
    const checkpoint = await checkpointIn(options['checkpoint'], context.io);
    const { restore } = await import('../../../backup/restore.js');
    const outcome = await asCommandFailure(() =>
      restore(file, folder, {
        at: new Date(),
        checkpoint,
        mayLoseSigned: options['yes'] === true,
        erasures: context.io.env['PARLEY_ERASURES_FILE'] || undefined,
      }),
    );
    await print(context, options, restoredFrom(outcome), restoredLayout);
  });
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
