/** `parley key`: the keys by which checkpoints of the log are signed. It works on a file, where the server runs. */
import { writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { toHex } from '../../../../events/log/bytes.js';
import { newSigningKey, signingKeyText, verifierKeyOf, type SigningKey } from '../../../../events/log/ed25519.js';
import { isKeyName, keyIdOf, SIGNATURE_TYPES, verifierKeyText } from '../../../../events/log/signed-note.js';
import { BadLogKey, keyFileIn, readKeyFile } from '../../../log/key-file.js';
import { writeFileAtomically } from '../../../platform/atomic-write.js';
import type { CommandContext, Options } from '../../command-context.js';
import { CommandFailure, messageOf, usageError } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import type { ProcessIo } from '../../process-io.js';
import { print } from '../../output/print.js';

/** What is shown of a key: all but its secret. */
interface ShownKey {
  readonly id: string;
  readonly verifierKey: string;
}

interface ShownKeys {
  readonly file: string;
  readonly keys: readonly ShownKey[];
}

const FILE = () => new Option('--file <file>', 'the file of the keys (default: log.key in the data folder)');
const WITNESS = () =>
  new Option('--witness', 'show the keys as those of a witness, which signs together with the time');

const DAYS_APART =
  'All keys in the file sign, so that those who verify can take up a new one before an old one goes: rotate, tell them the ' +
  'new verifier key, and retire the old one when they have it.';

export function fileOf(options: Options, { env }: ProcessIo): string {
  if (options.server !== undefined) throw usageError('this works on a file: run it where the server runs');
  const named = options['file'] ?? (env['PARLEY_LOG_KEY_FILE'] || undefined);
  return typeof named === 'string' ? named : keyFileIn(options.data ?? (env['PARLEY_DATA'] || './data'));
}

function shownKey(key: SigningKey, isWitness: boolean): ShownKey {
  const verifier = verifierKeyOf(key, isWitness ? SIGNATURE_TYPES.cosignature : SIGNATURE_TYPES.note);
  return { id: toHex(keyIdOf(verifierKeyOf(key))), verifierKey: verifierKeyText(verifier) };
}

export function keysIn(file: string): readonly SigningKey[] {
  try {
    const keys = readKeyFile(file);
    if (keys) return keys;
  } catch (error) {
    if (!(error instanceof BadLogKey)) throw error;
    throw new CommandFailure([error.message], undefined, { cause: error });
  }
  throw new CommandFailure([`there is no file ${file}`, 'make one with `parley key create`']);
}

const textOf = (keys: readonly SigningKey[]): string => keys.map((key) => `${signingKeyText(key)}\n`).join('');

/** Writes the first key into a new file; one that is there is never written over. */
function create(file: string, name: string): SigningKey {
  if (!isKeyName(name)) throw usageError(`${name} is no name of a log: it may have no space and no +`);
  const key = newSigningKey(name);
  try {
    writeFileSync(file, textOf([key]), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    const isThere = (error as { code?: unknown }).code === 'EEXIST';
    throw new CommandFailure([isThere ? `${file} is there already: a key is never written over` : messageOf(error)]);
  }
  return key;
}

const show = (context: CommandContext, options: Options, file: string, keys: readonly SigningKey[]): Promise<void> => {
  const shown: ShownKeys = { file, keys: keys.map((key) => shownKey(key, options['witness'] === true)) };
  return print(context, options, shown, ({ keys: all }) => all.map(({ verifierKey }) => verifierKey));
};

function addCreate(group: Command, context: CommandContext): void {
  const command = group
    .command('create')
    .description('make the key of a log, or of a witness, and show what others verify it with')
    .addOption(new Option('--name <name>', 'of the log, for ever: best an address of yours').makeOptionMandatory())
    .addOption(FILE())
    .addOption(WITNESS());
  withHelpText(addFormat(command), {
    about: 'The file is for its owner alone (600). In its place a server takes the secret of PARLEY_LOG_KEY.',
    examples: ['parley key create --data ./data --name parley.example.org/log'],
  });
  context.setAction(command, async (_, options) => {
    const file = fileOf(options, context.io);
    await show(context, options, file, [create(file, String(options['name']))]);
  });
}

function addRotate(group: Command, context: CommandContext): void {
  const command = group
    .command('rotate')
    .description('add a new key of the same name; both sign until the old one is retired')
    .addOption(FILE())
    .addOption(WITNESS());
  withHelpText(addFormat(command), { about: DAYS_APART, examples: ['parley key rotate --data ./data'] });
  context.setAction(command, async (_, options) => {
    const file = fileOf(options, context.io);
    const keys = keysIn(file);
    const all = [newSigningKey(keys[0]?.name ?? ''), ...keys];
    await writeFileAtomically(file, textOf(all));
    await show(context, options, file, all);
  });
}

function addRetire(group: Command, context: CommandContext): void {
  const command = group
    .command('retire')
    .description('take a key out of the file: it signs no more')
    .argument('<id>', 'the eight digits between the plus signs of its verifier key')
    .addOption(FILE())
    .addOption(WITNESS());
  withHelpText(addFormat(command), { about: DAYS_APART, examples: ['parley key retire 3f9c0a1b --data ./data'] });
  context.setAction(command, async ([id = ''], options) => {
    const file = fileOf(options, context.io);
    const keys = keysIn(file);
    const left = keys.filter(
      (key) => shownKey(key, false).id !== id && shownKey(key, true).verifierKey.split('+')[1] !== id,
    );
    if (left.length === keys.length) throw new CommandFailure([`no key of ${file} has the id ${id}`]);
    if (left.length === 0) throw new CommandFailure(['it is the only key: rotate first, or remove the file']);
    await writeFileAtomically(file, textOf(left));
    await show(context, options, file, left);
  });
}

function addShow(group: Command, context: CommandContext): void {
  const command = group
    .command('show')
    .description('the verifier keys: what others verify checkpoints with, and no secret')
    .addOption(FILE())
    .addOption(WITNESS());
  withHelpText(addFormat(command), { examples: ['parley key show --data ./data'] });
  context.setAction(command, async (_, options) => {
    const file = fileOf(options, context.io);
    await show(context, options, file, keysIn(file));
  });
}

export function addKey(program: Command, context: CommandContext): void {
  const group = program.command('key').description('the keys that sign checkpoints of the log');
  addCreate(group, context);
  addRotate(group, context);
  addRetire(group, context);
  addShow(group, context);
}
