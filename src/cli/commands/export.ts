/** `parley export`, `checkpoint` and `proof`: downloads to standard output or a file. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { EXPORT_FORMATS } from '../../../answers/audit.js';
import type { CommandContext, Options } from '../command-context.js';
import { CommandFailure, messageOf, usageError } from '../command-failure.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { pathOf } from '../client/api-client.js';
import type { ProcessIo } from '../process-io.js';

interface Download {
  readonly at: string;
  readonly query?: URLSearchParams;
}

const addOutput = (command: Command): Command =>
  command.addOption(new Option('-o, --output <file>', 'write to this file (default: standard output)'));

async function download({ at, query }: Download, options: Options, io: ProcessIo): Promise<void> {
  const file = options['output'];
  await withClient(io, options, async (client) => {
    const answer = await client.openStream(at, query);
    try {
      if (typeof file === 'string') await pipeline(answer, createWriteStream(file));
      else await pipeline(answer, io.stdout, { end: false });
    } catch (error) {
      throw new CommandFailure([`it broke off: ${messageOf(error)}`], undefined, { cause: error });
    }
  });
}

function addExport(program: Command, context: CommandContext): void {
  const command = program
    .command('export')
    .description('everything that is recorded, in the order of recording')
    .argument('[negotiation]', 'its slug: `import` takes that in; else the whole log, which takes `import --log`')
    .addOption(new Option('--format <format>', 'of the export').choices(EXPORT_FORMATS).default('ndjson'));
  withHelpText(addOutput(command), {
    examples: [
      'parley export qatar-mediation > story.ndjson',
      'parley export qatar-mediation --format csv -o story.csv',
      'parley export -o log.ndjson   # the whole log, to be moved',
    ],
  });
  context.setAction(command, async ([negotiation], options) => {
    if (negotiation === undefined) {
      if (options.format !== undefined && (options.format as string) !== 'ndjson')
        throw usageError('the whole log is exported as ndjson');
      return download({ at: '/v1/log' }, options, context.io);
    }
    const query = new URLSearchParams({ format: String(options.format) });
    return download({ at: `/v1${pathOf('negotiations', negotiation, 'export')}`, query }, options, context.io);
  });
}

function addProof(program: Command, context: CommandContext): void {
  const command = program
    .command('proof')
    .description('a bundle by which anyone can check the record offline (.tar.gz)')
    .argument('<negotiation>', 'its slug');
  withHelpText(addOutput(command), {
    examples: ['parley proof qatar-mediation -o proof.tar.gz', 'tar xzf proof.tar.gz && node verify.mjs'],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const { io } = context;
    if (io.stdout.isTTY && options['output'] === undefined)
      throw usageError('a bundle is nothing for a terminal: name a file with --output');
    await download({ at: `/v1${pathOf('negotiations', negotiation, 'proof')}` }, options, io);
  });
}

function addCheckpoint(program: Command, context: CommandContext): void {
  const command = program
    .command('checkpoint')
    .description('a small text to keep elsewhere, against which `verify` compares')
    .argument('[negotiation]', 'only this one; else the whole log');
  withHelpText(addOutput(command), { examples: ['parley checkpoint -o kept-elsewhere.txt'] });
  context.setAction(command, async ([negotiation], options) => {
    const query = new URLSearchParams(negotiation === undefined ? {} : { negotiation });
    await download({ at: '/v1/audit/checkpoint', query }, options, context.io);
  });
}

/** Adds the three commands. */
export function addExports(program: Command, context: CommandContext): void {
  addExport(program, context);
  addCheckpoint(program, context);
  addProof(program, context);
}
