/** What is taken out of the record as it stands, to standard output or a file: exports, proofs, checkpoints. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import type { Context, Options } from '../context.js';
import { Failed, messageOf, usage } from '../exit.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import { path, type Query } from '../server/server.js';
import type { Shell } from '../shell.js';

interface Taken {
  readonly at: string;
  readonly query?: Query;
}

const addOutput = (command: Command): Command =>
  command.addOption(new Option('-o, --output <file>', 'write to this file (default: standard output)'));

async function take({ at, query }: Taken, options: Options, shell: Shell): Promise<void> {
  const file = options['output'];
  await connected(shell, options, async (server) => {
    const answer = await server.open(at, query);
    try {
      if (typeof file === 'string') await pipeline(answer, createWriteStream(file));
      else await pipeline(answer, shell.stdout, { end: false });
    } catch (error) {
      throw new Failed([`it broke off: ${messageOf(error)}`], undefined, { cause: error });
    }
  });
}

const EXPORTS = ['ndjson', 'csv', 'cloudevents'] as const;

function addExport(program: Command, context: Context): void {
  const command = program
    .command('export')
    .description('everything that is recorded, in the order of recording')
    .argument('[negotiation]', 'its slug; else the whole log, which `import --log` takes into another store')
    .addOption(new Option('--format <format>', 'of the export').choices(EXPORTS).default('ndjson'));
  withManual(addOutput(command), {
    examples: [
      'parley export qatar-mediation > story.ndjson',
      'parley export qatar-mediation --format csv -o story.csv',
      'parley export -o log.ndjson   # the whole log, to be moved',
    ],
  });
  context.runs(command, async ([negotiation], options) => {
    if (negotiation === undefined) {
      if (options.format !== undefined && (options.format as string) !== 'ndjson')
        throw usage('the whole log is exported as ndjson');
      return take({ at: '/v1/log' }, options, context.shell);
    }
    const query = new URLSearchParams({ format: String(options.format) });
    return take({ at: `/v1${path('negotiations', negotiation, 'export')}`, query }, options, context.shell);
  });
}

function addProof(program: Command, context: Context): void {
  const command = program
    .command('proof')
    .description('a bundle by which anyone can check the record offline (.tar.gz)')
    .argument('<negotiation>', 'its slug');
  withManual(addOutput(command), {
    examples: ['parley proof qatar-mediation -o proof.tar.gz', 'tar xzf proof.tar.gz && node verify.mjs'],
  });
  context.runs(command, async ([negotiation = ''], options) => {
    const { shell } = context;
    if (shell.stdout.isTTY && options['output'] === undefined)
      throw usage('a bundle is nothing for a terminal: name a file with --output');
    await take({ at: `/v1${path('negotiations', negotiation, 'proof')}` }, options, shell);
  });
}

function addCheckpoint(program: Command, context: Context): void {
  const command = program
    .command('checkpoint')
    .description('a small text to keep elsewhere, against which `verify` compares')
    .argument('[negotiation]', 'only this one; else the whole log');
  withManual(addOutput(command), { examples: ['parley checkpoint -o kept-elsewhere.txt'] });
  context.runs(command, async ([negotiation], options) => {
    const query = new URLSearchParams(negotiation === undefined ? {} : { negotiation });
    await take({ at: '/v1/audit/checkpoint', query }, options, context.shell);
  });
}

export function addTakingOut(program: Command, context: Context): void {
  addExport(program, context);
  addCheckpoint(program, context);
  addProof(program, context);
}
