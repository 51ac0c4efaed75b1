/** `parley erase`: destroys texts of an entry, or the name of a recorder, for good; and lists which backups still hold them. */
import { Option, type Command } from 'commander';
import type { RecorderErasedAnswer } from '../../../../answers/access/tokens.js';
import type { ArticleErasedAnswer } from '../../../../answers/intake/decisions.js';
import { changeSchemas } from '../../../../events/change.js';
import type { CommandContext, Options } from '../../command-context.js';
import { EXIT_CODES, usageError } from '../../command-failure.js';
import { pathOf } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import { fieldsOf, flagByPointer } from '../../flags/fields.js';
import { addJsonFile, applyFlags, documentOf } from '../../flags/json-body.js';
import { optionFor } from '../../flags/option.js';
import { putFlag } from '../../flags/query-flags.js';
import { withHelpText } from '../../help-text.js';
import { articleErasedLayout } from '../../output/layouts/intake.js';
import { recorderErasedLayout } from '../../output/layouts/tokens.js';
import { print } from '../../output/print.js';
import { copiesLayout, searchedCopies } from '../files/copies.js';
import { folderOf } from '../files/data-folder.js';
import { addWriteFlags, sendWrite } from '../write.js';

const FIELDS = fieldsOf(changeSchemas.EntryErased.shape, ['negotiation', 'entry']);

const MEANINGS: Readonly<Record<string, string>> = {
  reason: 'why',
  'change-id': 'your own id for the change; else one is made',
  fields: 'the places of the texts, such as /speaker/name; else all of the entry',
};

async function listBackups(context: CommandContext, options: Options): Promise<number> {
  const copies = await searchedCopies([], folderOf(options, context.io), context.io, false);
  const held = copies.filter(
    ({ entries, open, beside, problem }) => entries.length + open.length + beside.length > 0 || problem !== null,
  );
  await print(context, options, { copies: held }, ({ copies: found }) =>
    found.length === 0 ? ['no backup holds anything that was erased'] : copiesLayout(found),
  );
  return held.length === 0 ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function eraseRecorder(context: CommandContext, options: Options, token: string): Promise<number> {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const body = { reason: options['reason'] };
  const at = `/v1${pathOf('tokens', token, 'erasure')}`;
  const answer = await withClient(context.io, options, (client) =>
    client.sendJson<RecorderErasedAnswer>(at, body, query),
  );
  await print(context, options, answer, recorderErasedLayout);
  return EXIT_CODES.ok;
}

async function eraseArticle(context: CommandContext, options: Options, article: string): Promise<number> {
  const query = putFlag(new URLSearchParams(), 'dryRun', options['dryRun']);
  const body = { reason: options['reason'] };
  const at = `/v1${pathOf('intake', article, 'erasure')}`;
  const answer = await withClient(context.io, options, (client) =>
    client.sendJson<ArticleErasedAnswer>(at, body, query),
  );
  await print(context, options, answer, articleErasedLayout);
  return EXIT_CODES.ok;
}

async function eraseEntry(context: CommandContext, options: Options, args: readonly string[]): Promise<number> {
  const [first, entry] = args;
  if (first === undefined) throw usageError('name an entry, a --recorder or an --article, or ask for --list-backups');
  const body = applyFlags(await documentOf(options, context.io), options, FIELDS);
  // An entry without a negotiation is a grade or an alias, in the stream `sources`.
  const path =
    entry === undefined
      ? pathOf('sources', 'entries', first, 'erasure')
      : pathOf('negotiations', first, 'entries', entry, 'erasure');
  await sendWrite(context, options, { at: `/v1${path}`, body }, flagByPointer(FIELDS));
  return EXIT_CODES.ok;
}

export function addErase(program: Command, context: CommandContext): void {
  const command = program
    .command('erase')
    .description(
      'destroy texts of an entry for good, or the name of a recorder: a source is protected, a court ordered it',
    )
    .argument('[negotiation]', 'its slug; or the change that made a grade or an alias, alone')
    .argument('[entry]', 'the id of a report or of a change')
    .addOption(new Option('--recorder <token>', 'erase the name of who had this token, in every event; its id stays'))
    .addOption(new Option('--article <id>', 'erase what intake has of this article: text, candidates, title, reasons'))
    .addOption(new Option('--list-backups', 'only list the backups that still hold what was erased since'));
  addWriteFlags(addJsonFile(command));
  for (const field of FIELDS) command.addOption(optionFor(field, { description: MEANINGS[field.flag] ?? '' }));
  withHelpText(command, {
    about: [
      'Without --fields, all texts of the entry. Their keys are destroyed: nobody can read them again, here or in backups',
      'made from now on. Status, positions and contradictions stay as they are. It cannot be undone. What was exported or',
      'backed up before still has the texts, and so have corrections and amendments of the entry, and copies of it: erase',
      'those as well. It takes the role eraser; --recorder takes the role admin, and tokens that are revoked or have expired.',
      'It tells which backups still hold what was erased. --list-backups looks where the server runs, into',
      '$PARLEY_BACKUP_FOLDER and beside the log of --data; `parley backup scrub` destroys it there. On an EventStoreDB it tells',
      'which streams of keys can be read in its files until a scavenge was run on each node.',
    ].join('\n'),
    examples: [
      'parley erase port-strike ps-2 --reason source-protection --dry-run',
      'parley erase port-strike ps-2 --fields /speaker/name --reason source-protection',
      'parley erase --recorder 3f9c0a1b2c4d --reason data-protection',
      'parley erase --article 0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e --reason court-order',
      'parley erase --list-backups --data ./data',
    ],
    exit: [
      '0  erased; with --list-backups: no backup holds anything that was erased',
      '1  the server refused, or it failed; with --list-backups: some do, or cannot be read',
      '2  wrong usage',
    ],
  });
  context.setAction(command, async (args, options) => {
    const { recorder, article, listBackups: asksForBackups } = options;
    if (asksForBackups === true) return listBackups(context, options);
    const others = [recorder, article].filter((one) => one !== undefined);
    if (others.length + Math.min(args.length, 1) > 1)
      throw usageError('name an entry, a --recorder or an --article: one of them');
    if (typeof recorder === 'string') return eraseRecorder(context, options, recorder);
    if (typeof article === 'string') return eraseArticle(context, options, article);
    return eraseEntry(context, options, args);
  });
}
