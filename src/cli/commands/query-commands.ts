/** One command for each plain reading. */
import type { Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { addFormat } from '../flags/common.js';
import { addFields, addLens, queryFrom, LENS } from '../flags/query-flags.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { pathOf, type ApiClient } from '../client/api-client.js';
import { print } from '../output/print.js';
import type { Layout } from '../output/layout.js';
import { allPages, limitOption } from './pagination.js';
import { QUERY_COMMANDS, type QueryCommand } from './query-table.js';

async function answerTo(
  reading: QueryCommand,
  client: ApiClient,
  args: readonly string[],
  options: Options,
): Promise<unknown> {
  const { fields = [], lens, paged } = reading;
  const at = `/v1${pathOf(...reading.at(args))}`;
  const query = queryFrom(options, [...(lens ? LENS : []), ...fields]);
  if (paged === undefined) return client.get(at, query);
  return allPages(client, at, query, paged, options['limit'] as number | undefined);
}

function addQueryCommand(program: Command, context: CommandContext, reading: QueryCommand): void {
  const command = program.command(reading.name).description(reading.summary);
  for (const [name, description] of Object.entries(reading.args)) command.argument(name, description);
  addFields(command, reading.fields ?? [], 'Which of them:');
  if (reading.paged !== undefined) command.addOption(limitOption().helpGroup('Which of them:'));
  addFormat(command);
  if (reading.lens) addLens(command);
  withHelpText(command, reading);
  context.setAction(command, async (args, options) => {
    const answer = await withClient(context.io, options, (client) => answerTo(reading, client, args, options));
    // Each reading's sheet is made for the answer of its own call.
    await print(context, options, answer, reading.layout as (answer: unknown) => Layout);
  });
}

export function addQueryCommands(program: Command, context: CommandContext): void {
  program.commandsGroup('Reading:');
  for (const reading of QUERY_COMMANDS) addQueryCommand(program, context, reading);
}
