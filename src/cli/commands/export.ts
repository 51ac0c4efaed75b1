/** `parley export`, `checkpoint` and `proof`: downloads to standard output or a file. */
import { Option, type Command } from 'commander';
import { EXPORT_FORMATS } from '../../../answers/audit.js';
import type { CommandContext } from '../command-context.js';
import { usageError } from '../command-failure.js';
import { withHelpText } from '../help-text.js';
import { pathOf } from '../client/api-client.js';
import { addOutput, download } from '../client/download.js';

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
