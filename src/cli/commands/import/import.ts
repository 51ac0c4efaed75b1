/** `parley import`: imports a story or the export of a negotiation, or with --log a whole log. */
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import type { MovedAnswer, ImportAnswer } from '../../../../answers/import.js';
import type { CommandContext, Options } from '../../command-context.js';
import { EXIT_CODES, CommandFailure, messageOf } from '../../command-failure.js';
import { putFlag } from '../../flags/query-flags.js';
import { withHelpText } from '../../help-text.js';
import { withClient } from '../../client/connect.js';
import { writeMessage, type ProcessIo } from '../../process-io.js';
import { print } from '../../output/print.js';
import { startProgress } from '../../../platform/progress.js';
import { importLayout, movedLayout } from '../../output/layouts/receipt.js';
import { addCodedFlags, answerOptions, codedFormat, putCoded } from './coded-flags.js';

interface Story {
  /** Opens it. */
  readonly read: () => Readable;
  /** In bytes; undefined where it is not known before reading. */
  readonly size: number | undefined;
}

async function storyIn(file: string, { stdin }: ProcessIo): Promise<Story> {
  if (file === '-') return { read: () => stdin, size: undefined };
  try {
    await access(file, constants.R_OK);
    const found = await stat(file);
    if (found.isDirectory()) throw new CommandFailure([`${file} is a folder`]);
    return { read: () => createReadStream(file), size: found.isFile() ? found.size : undefined };
  } catch (error) {
    throw error instanceof CommandFailure ? error : new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}

/** The last line of a whole log begins so. It holds the checkpoint of all streams, and is longer where they are many. */
const END_OF_LOG = '{"end":true,';
const LONGEST_END = 4 * 1024 * 1024;

/** Whether the file is a whole log, by its last line. Standard input cannot be looked at before it is read. */
async function isWholeLog(file: string, { size }: Story): Promise<boolean> {
  if (size === undefined || size === 0) return false;
  const tail = await text(createReadStream(file, { start: Math.max(0, size - LONGEST_END) }));
  return tail.trimEnd().split('\n').at(-1)?.startsWith(END_OF_LOG) ?? false;
}

const KILO = 1000;
const inKilo = (bytes: number): number => Math.ceil(bytes / KILO);

/** The server reads no faster than it records, so the bytes sent show the progress. */
async function withProgress({ read, size }: Story, io: ProcessIo): Promise<{ body: Readable; end: () => void }> {
  const total = size === undefined ? undefined : inKilo(size);
  const progress = await startProgress(io, 'importing', { unit: 'kB', total });
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      progress.update(inKilo((bytes += chunk.length)));
      done(null, chunk);
    },
  });
  const content = read().on('error', (error) => counter.destroy(error));
  return { body: content.pipe(counter), end: progress.end };
}

const LINES = 'application/x-ndjson';
const TABLE = 'text/csv';

const importStory = async (story: Story, type: string, options: Options, io: ProcessIo): Promise<ImportAnswer> => {
  const query = putFlag(putFlag(new URLSearchParams(), 'atomic', options['atomic']), 'dryRun', options['dryRun']);
  await putCoded(query, options, io);
  return send(story, { at: '/v1/import', query, type }, options, io);
};

interface Target {
  readonly at: string;
  readonly query: URLSearchParams;
  /** The content type. */
  readonly type: string;
}

function send<A>(story: Story, { at, query, type }: Target, options: Options, io: ProcessIo): Promise<A> {
  const headers = { 'content-type': type };
  return withClient(
    io,
    options,
    async (client) => {
      const { body, end } = await withProgress(story, io);
      try {
        return await client.get<A>(at, query, { method: 'POST', headers, body });
      } finally {
        end();
      }
    },
    { createFolder: true },
  );
}

function reportVoided(file: string, { voided, omitted }: ImportAnswer, io: ProcessIo): void {
  for (const { line, entry, voidedBy } of voided)
    writeMessage(io, `${file}:${line}: ${entry} was voided and does not count; voiding ${voidedBy} restores it`);
  if (omitted && omitted.voided > 0) writeMessage(io, `${file}: ${omitted.voided} more lines were voided`);
}

function reportRefused(file: string, { refused, omitted }: ImportAnswer, io: ProcessIo): void {
  for (const { line, problem } of refused) writeMessage(io, `${file}:${line}: ${problem.detail}`);
  if (omitted && omitted.refused > 0) writeMessage(io, `${file}: ${omitted.refused} more lines were refused`);
}

export function addImport(program: Command, context: CommandContext): void {
  const command = program
    .command('import')
    .description('import a story, the export of a negotiation, or a file of coded events')
    .argument(
      '<file>',
      'NDJSON, lines of {"type": …, "data": {…}} or of `parley export NEGOTIATION`, or a table (.csv), or with --format the rows of a coded file; - reads it from standard input',
    )
    .addOption(new Option('--atomic', 'all lines or none'))
    .addOption(new Option('--dry-run', 'record nothing: only tell what would become of the lines'))
    .addOption(new Option('--csv', 'a table, whatever the file is called'))
    .addOption(
      new Option(
        '--log',
        'a whole log, by `export` without a negotiation: ids, order, times and hashes are kept',
      ).conflicts(['atomic', 'dryRun', 'csv', 'mapping', 'openDyads', 'grade', 'encoding', 'dates']),
    );
  addCodedFlags(command);
  withHelpText(command, {
    about: 'Lines that are refused are named on standard error, the others are recorded. Importing again is harmless.',
    examples: [
      'parley import stories/qatar-mediation.ndjson',
      'parley import --data ./data stories/qatar-mediation.ndjson   # makes the folder, needs no server',
      'parley import story.csv   # columns such as type, reportId, speaker.capacity, terms.0.item',
      'parley import 20231009.export.CSV --format gdelt --open-dyads ISR:PSE --dry-run',
      'parley import events.tsv --format cameo --mapping gaza.json',
      'zcat story.ndjson.gz | parley import - --atomic',
      'parley export qatar-mediation | parley import - --data ./other',
      'parley import --log log.ndjson   # again, where it broke off',
    ],
    exit: ['0  every line is recorded', '1  a line was refused, or it failed', '2  wrong usage'],
  });
  context.setAction(command, async ([file = ''], options) => {
    const { io } = context;
    const story = await storyIn(file, io);
    if (options['log'] !== true && (await isWholeLog(file, story)))
      throw new CommandFailure([`${file} is a whole log: import it with --log`]);
    if (options['log'] === true) {
      const moved = await send<MovedAnswer>(
        story,
        { at: '/v1/log', query: new URLSearchParams(), type: LINES },
        options,
        io,
      );
      await print(context, answerOptions(options), moved, movedLayout);
      return EXIT_CODES.ok;
    }
    const isTable = codedFormat(options) !== undefined || options['csv'] === true || /\.csv$/i.test(file);
    const answer = await importStory(story, isTable ? TABLE : LINES, options, io);
    reportVoided(file, answer, io);
    reportRefused(file, answer, io);
    for (const { line, detail } of answer.warnings) writeMessage(io, `${file}:${line}: warning: ${detail}`);
    await print(context, answerOptions(options), answer, importLayout);
    return answer.refused.length > 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
  });
}
