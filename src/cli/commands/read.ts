/** One command for each plain reading. */
import type { Command } from 'commander';
import type { Context, Options } from '../context.js';
import { addFormat } from '../flags/common.js';
import { addFields, addLens, queryFrom, LENS } from '../flags/query.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import { path, type Server } from '../server/server.js';
import { print } from '../show/print.js';
import type { Sheet } from '../show/sheet.js';
import { allPages, limitOption } from './pages.js';
import { READINGS, type Reading } from './readings.js';

async function answerTo(reading: Reading, server: Server, args: readonly string[], options: Options): Promise<unknown> {
  const { fields = [], lens, paged } = reading;
  const at = `/v1${path(...reading.at(args))}`;
  const query = queryFrom(options, [...(lens ? LENS : []), ...fields]);
  if (paged === undefined) return server.get(at, query);
  return allPages(server, at, query, paged, options['limit'] as number | undefined);
}

function addReading(program: Command, context: Context, reading: Reading): void {
  const command = program.command(reading.name).description(reading.summary);
  for (const [name, description] of Object.entries(reading.args)) command.argument(name, description);
  addFields(command, reading.fields ?? [], 'Which of them:');
  if (reading.paged !== undefined) command.addOption(limitOption().helpGroup('Which of them:'));
  addFormat(command);
  if (reading.lens) addLens(command);
  withManual(command, reading);
  context.runs(command, async (args, options) => {
    const answer = await connected(context.shell, options, (server) => answerTo(reading, server, args, options));
    // Each reading's sheet is made for the answer of its own call.
    await print(context, options, answer, reading.sheet as (answer: unknown) => Sheet);
  });
}

export function addReadings(program: Command, context: Context): void {
  program.commandsGroup('Reading:');
  for (const reading of READINGS) addReading(program, context, reading);
}
