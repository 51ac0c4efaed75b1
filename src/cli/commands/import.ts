/** `parley import`: a story, one event a line. */
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { Option, type Command } from 'commander';
import type { MovedAnswer } from '../../log-transfer/import-log.js';
import type { ImportAnswer } from '../../commands/import-tally.js';
import type { Context, Options } from '../context.js';
import { EXIT, Failed, messageOf } from '../exit.js';
import { addFormat } from '../flags/common.js';
import { putFlag } from '../flags/query.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import type { Query } from '../server/server.js';
import { say, type Shell } from '../shell.js';
import { print } from '../show/print.js';
import { progressOn } from '../show/progress.js';
import { importSheet, movedSheet } from '../show/sheets/receipt.js';

interface Story {
  /** Begins to read it. */
  readonly read: () => Readable;
  /** In bytes, where it is known before it is read. */
  readonly size: number | undefined;
}

async function storyIn(file: string, { stdin }: Shell): Promise<Story> {
  if (file === '-') return { read: () => stdin, size: undefined };
  try {
    await access(file, constants.R_OK);
    const found = await stat(file);
    if (found.isDirectory()) throw new Failed([`${file} is a folder`]);
    return { read: () => createReadStream(file), size: found.isFile() ? found.size : undefined };
  } catch (error) {
    throw error instanceof Failed ? error : new Failed([messageOf(error)], undefined, { cause: error });
  }
}

const KILO = 1000;
const inKilo = (bytes: number): number => Math.ceil(bytes / KILO);

/** The server takes a story as fast as it records it: what has been sent is nearly what is done. */
async function counted({ read, size }: Story, shell: Shell): Promise<{ body: Readable; end: () => void }> {
  const total = size === undefined ? undefined : inKilo(size);
  const progress = await progressOn(shell, 'importing', { unit: 'kB', total });
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      progress.reached(inKilo((bytes += chunk.length)));
      done(null, chunk);
    },
  });
  const content = read().on('error', (error) => counter.destroy(error));
  return { body: content.pipe(counter), end: progress.end };
}

const importStory = (story: Story, options: Options, shell: Shell): Promise<ImportAnswer> => {
  const query = putFlag(putFlag(new URLSearchParams(), 'atomic', options['atomic']), 'dryRun', options['dryRun']);
  return send(story, '/v1/import', query, options, shell);
};

function send<A>(story: Story, at: string, query: Query, options: Options, shell: Shell): Promise<A> {
  const headers = { 'content-type': 'application/x-ndjson' };
  return connected(
    shell,
    options,
    async (server) => {
      const { body, end } = await counted(story, shell);
      try {
        return await server.get<A>(at, query, { method: 'POST', headers, body });
      } finally {
        end();
      }
    },
    { mayMake: true },
  );
}

function tellRefused(file: string, { refused, omitted }: ImportAnswer, shell: Shell): void {
  for (const { line, problem } of refused) say(shell, `${file}:${line}: ${problem.detail}`);
  if (omitted && omitted.refused > 0) say(shell, `${file}: ${omitted.refused} more lines were refused`);
}

export function addImport(program: Command, context: Context): void {
  const command = program
    .command('import')
    .description('import a story file: a line of JSON for each event')
    .argument('<file>', 'NDJSON, lines of {"type": …, "data": {…}}; - reads it from standard input')
    .addOption(new Option('--atomic', 'all lines or none'))
    .addOption(new Option('--dry-run', 'record nothing: only tell what would become of the lines'))
    .addOption(
      new Option('--log', 'a whole log by `export`: ids, order, times and hashes are kept').conflicts([
        'atomic',
        'dryRun',
      ]),
    );
  withManual(addFormat(command), {
    about: 'Lines that are refused are named on standard error, the others are recorded. Importing again is harmless.',
    examples: [
      'parley import stories/qatar-mediation.ndjson',
      'parley import --data ./data stories/qatar-mediation.ndjson   # makes the folder, needs no server',
      'zcat story.ndjson.gz | parley import - --atomic',
      'parley import --log log.ndjson   # again, where it broke off',
    ],
    exit: ['0  every line is recorded', '1  a line was refused, or it failed', '2  wrong usage'],
  });
  context.runs(command, async ([file = ''], options) => {
    const { shell } = context;
    const story = await storyIn(file, shell);
    if (options['log'] === true) {
      const moved = await send<MovedAnswer>(story, '/v1/log', new URLSearchParams(), options, shell);
      await print(context, options, moved, movedSheet);
      return EXIT.ok;
    }
    const answer = await importStory(story, options, shell);
    tellRefused(file, answer, shell);
    for (const { line, detail } of answer.warnings) say(shell, `${file}:${line}: warning: ${detail}`);
    await print(context, options, answer, importSheet);
    return answer.refused.length > 0 ? EXIT.failure : EXIT.ok;
  });
}
