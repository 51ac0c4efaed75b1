/** Adds the query commands of the table. */
import type { Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { addFormat } from '../flags/common.js';
import { addFields, addLens, queryFrom, LENS } from '../flags/query-flags.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { pathOf, type ApiClient } from '../client/api-client.js';
import { print } from '../output/print.js';
import type { Layout } from '../output/layout.js';
import { allPages, limitOption } from '../client/pagination.js';
import { QUERY_COMMANDS, type QueryCommand } from './query-table.js';

async function answerTo(
  entry: QueryCommand,
  client: ApiClient,
  args: readonly string[],
  options: Options,
): Promise<unknown> {
  const { fields = [], lens, paged, usual } = entry;
  const at = `/v1${pathOf(...entry.at(args))}`;
  const query = queryFrom(options, [...(lens ? LENS : []), ...fields]);
  for (const [name, value] of Object.entries(entry.asks?.(args) ?? {})) query.set(name, value);
  if (paged === undefined) return client.get(at, query);
  return allPages(client, at, query, paged, (options['limit'] as number | undefined) ?? usual);
}

function addQueryCommand(program: Command, context: CommandContext, entry: QueryCommand): void {
  const command = program.command(entry.name).description(entry.summary);
  for (const [name, description] of Object.entries(entry.args)) command.argument(name, description);
  addFields(command, entry.fields ?? [], 'Which of them:');
  if (entry.paged !== undefined) command.addOption(limitOption(entry.usual).helpGroup('Which of them:'));
  addFormat(command);
  if (entry.lens) addLens(command);
  withHelpText(command, entry);
  context.setAction(command, async (args, options) => {
    const answer = await withClient(context.io, options, (client) => answerTo(entry, client, args, options));
    // Each layout takes the answer of its own request, which the table's type cannot say.
    await print(context, options, answer, entry.layout as (answer: unknown) => Layout);
  });
}

/** Adds a command for each entry of the table. */
export function addQueryCommands(program: Command, context: CommandContext): void {
  program.commandsGroup('Reading:');
  for (const entry of QUERY_COMMANDS) addQueryCommand(program, context, entry);
}
