/** `parley restore`: puts a backup in the place of a data folder's log. */
import { Option, type Command } from 'commander';
import { readKept, type KeptCheckpoint } from '../../../audit/kept-checkpoint.js';
import type { LogFinding } from '../../../../events/chain/log-finding.js';
import { isKeyName } from '../../../../events/log/signed-note.js';
import type { PutBack } from '../../../backup/beside/put-back.js';
import type { Restored, RestoreOptions, RestoreOutcome } from '../../../backup/restore.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure, usageError } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { contentOf } from '../../flags/json-body.js';
import { withHelpText } from '../../help-text.js';
import type { Layout } from '../../output/layout.js';
import { print } from '../../output/print.js';
import type { ProcessIo } from '../../process-io.js';
import { asCommandFailure, folderOf } from './data-folder.js';

/** Which event is not as it was recorded, and why. */
export const badWords = (bad: LogFinding | null): string =>
  bad ? `${bad.stream ?? 'position'} ${bad.revision ?? bad.position ?? ''}: ${bad.problem}: ${bad.detail}` : '';

const lostWords = ({ origin, events }: NonNullable<Restored['signed']>, lost: number): string =>
  `${origin} was signed with ${events} events, of which the last ${lost} are lost`;

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
        `${lostWords(outcome.signed, outcome.lost)}, and the backup does not have them; nothing was replaced`,
        `with --yes it is restored all the same, as a new log with the name ${outcome.name} (--name gives another): under the old ` +
          'name witnesses would refuse it as a fork',
      ]);
    case 'name-taken':
      throw new CommandFailure([`${outcome.name} is the name of a log before: choose another; nothing was replaced`]);
    case 'beside-damaged':
      throw new CommandFailure([
        `the backup does not verify: what it holds as ${outcome.name} is not what was copied`,
        'nothing was replaced',
      ]);
    case 'tampered':
      throw new CommandFailure([
        `the backup does not verify: ${badWords(outcome.copy.firstBad)}`,
        'nothing was replaced',
      ]);
  }
}

async function checkpointIn(file: unknown, io: ProcessIo): Promise<KeptCheckpoint | undefined> {
  if (typeof file !== 'string') return undefined;
  const read = readKept(await contentOf(file, io));
  if ('unreadable' in read) throw new CommandFailure([`${file} is no checkpoint: ${read.unreadable}`]);
  return read.kept;
}

const begunWords = (begun: Restored['begun']): string[] =>
  begun
    ? [
        `its key is in ${begun.file}: tell others ${begun.verifierKey}, both names, and why`,
        ...(begun.kept === null ? [] : [`the key of before, which signs no more: ${begun.kept}`]),
      ]
    : ['its key is in PARLEY_LOG_KEY: make one of another name (`parley key create`), and put it there'];

const ALERTS_WORDS: Readonly<Record<PutBack['alerts'], readonly string[]>> = {
  none: [],
  restored: ['alerts go on from where the backup was made: what was sent since is sent again, with the same ids'],
  kept: ['the alerts that were there stay: they are newer than the backup'],
  'left-out': ['the alerts of the backup were not put back'],
};

const besideLayout = ({ files, alerts, replaced, gone }: PutBack): readonly string[] => [
  ...(files === 0 ? [] : [`besides the log: ${files} files`]),
  ...ALERTS_WORDS[alerts],
  ...replaced.map((file) => `what was there before: ${file}`),
  ...(gone.length === 0 ? [] : [`not put back, since it was ended, dropped or erased: ${gone.join(', ')}`]),
];

const restoredLayout = ({ kept, erasedAgain, signed, lost, begun, beside, ...log }: Restored): Layout => [
  `${log.file}: ${log.events} events in ${log.streams} streams, up to position ${log.head}, verified`,
  ...(kept === null ? [] : [`what was there before: ${kept}`]),
  ...(signed === null
    ? []
    : [
        `${lostWords(signed, lost)}: under that name the log is not signed any more, since witnesses would refuse it`,
        `a new log begins${begun ? `, ${begun.name}` : ''}; its first event holds the old checkpoint, and how many events are lost`,
        ...begunWords(begun),
      ]),
  ...(erasedAgain.length === 0
    ? []
    : [`erased again, since it was erased after the backup: ${erasedAgain.join(', ')}`]),
  ...besideLayout(beside),
];

/** Asks on a terminal, where nothing but `yes` is one. */
async function isConfirmed({ stdin, stderr }: ProcessIo, question: string): Promise<boolean> {
  if (!('isTTY' in stdin && stdin.isTTY === true)) return false;
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: stdin, output: stderr });
  try {
    return (await asking.question(`${question}\nGo on? Type yes: `)).trim() === 'yes';
  } finally {
    asking.close();
  }
}

/** Restores; a backup that lacks signed events only where that is confirmed. */
async function restoredOrAsked(file: string, folder: string, io: ProcessIo, options: RestoreOptions) {
  const [{ restore }, { finishExchange }] = await Promise.all([
    import('../../../backup/restore.js'),
    import('../../../backup/rewriting/exchange.js'),
  ]);
  // A log that is too damaged to be read is a reason to restore one.
  await finishExchange(folder).catch(() => undefined);
  const restored = (more: Partial<RestoreOptions> = {}): Promise<RestoreOutcome> =>
    asCommandFailure(() => restore(file, folder, { ...options, ...more }));
  const outcome = await restored();
  if (outcome.outcome !== 'behind-signed') return outcome;
  const { signed, lost, name } = outcome;
  const question = `${lostWords(signed, lost)}: restored, it is a new log with the name ${name}.`;
  return (await isConfirmed(io, question)) ? restored({ mayLoseSigned: true, name }) : outcome;
}

export function addRestore(program: Command, context: CommandContext): void {
  const command = program
    .command('restore')
    .description('verify a backup, and put it in the place of a data folder’s log, with all else that it holds')
    .argument('<file>', 'the backup')
    .addOption(new Option('--checkpoint <file>', 'compare with a checkpoint that was kept elsewhere; - reads it'))
    .addOption(new Option('--no-alerts', 'leave its alerts out: for a copy beside a server that goes on sending them'))
    .addOption(
      new Option(
        '--yes',
        'also where it lacks events that a checkpoint of the folder was signed with, or has others in their place',
      ),
    )
    .addOption(new Option('--name <name>', 'of the log that begins then (default: the old name and a number)'));
  withHelpText(addFormat(command), {
    about:
      'The folder is that of --data, of $PARLEY_DATA, or ./data; no server may use it. The log that was there is kept ' +
      'beside the new one. What was erased since the backup was made is erased in it before it is the log: as the log that was ' +
      'there knows it, and the list of erasures beside the data folder, or in $PARLEY_ERASURES_FILE. Alerts that are in the ' +
      'folder already stay, and go on from the end of the restored log. A backup that lacks events which were signed, or has others in their place, would be a fork: on a terminal it ' +
      'is asked first, and a new log begins, with a name and a key of its own, whose first event holds the old checkpoint.',
    examples: [
      'parley restore parley-today.sqlite --data ./data',
      'parley restore b.sqlite --checkpoint kept.txt',
      'parley restore b.sqlite --no-alerts --data /tmp/drill',
    ],
    exit: ['0  restored', '1  it does not verify, or it failed: nothing was replaced', '2  wrong usage'],
  });
  context.setAction(command, async ([file = ''], options) => {
    const folder = folderOf(options, context.io);
    const checkpoint = await checkpointIn(options['checkpoint'], context.io);
    const { env } = context.io;
    const name = options['name'] as string | undefined;
    if (name !== undefined && !isKeyName(name)) throw usageError(`${name} is no name of a log`);
    const outcome = await restoredOrAsked(file, folder, context.io, {
      at: new Date(),
      checkpoint,
      mayLoseSigned: options['yes'] === true,
      alerts: options['alerts'] !== false,
      erasures: env['PARLEY_ERASURES_FILE'] || undefined,
      name,
      keyFile: env['PARLEY_LOG_KEY'] ? null : env['PARLEY_LOG_KEY_FILE'] || undefined,
    });
    await print(context, options, restoredFrom(outcome), restoredLayout);
  });
}
