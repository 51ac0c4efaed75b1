/** `parley mapping`: saves, lists, shows and removes mappings of coded files. */
import type { Command } from 'commander';
import type { MappingAnswer, MappingsAnswer } from '../../../../answers/coded/mappings.js';
import { pathOf } from '../../client/api-client.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { CommandFailure } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { mappingLayout, mappingsLayout } from '../../output/layouts/mappings.js';
import { print } from '../../output/print.js';
import { mappingIn } from './mapping-file.js';

const MAPPINGS = '/v1/mappings';

function addSave(group: Command, context: CommandContext): void {
  const command = group
    .command('save')
    .description('save a mapping under its name, in place of one of that name')
    .argument('<file>', 'JSON; docs/coded-events.md says what it holds');
  withHelpText(addFormat(command), { examples: ['parley mapping save gaza.json'] });
  context.setAction(command, async ([file = ''], options) => {
    const mapping = await mappingIn(file);
    const answer = await withClient(
      context.io,
      options,
      (client) => client.sendJson<MappingAnswer>(MAPPINGS, mapping),
      {
        createFolder: true,
      },
    );
    await print(context, options, answer, (saved) => mappingLayout(saved, 'saved'));
  });
}

function addList(group: Command, context: CommandContext): void {
  const command = group.command('list').description('the saved mappings');
  withHelpText(addFormat(command), { examples: ['parley mapping list'] });
  context.setAction(command, async (_, options) => {
    const answer = await withClient(context.io, options, (client) => client.get<MappingsAnswer>(MAPPINGS));
    await print(context, options, answer, mappingsLayout);
  });
}

function addShow(group: Command, context: CommandContext): void {
  const command = group
    .command('show')
    .description('a saved mapping, as a file that `save` takes')
    .argument('<name>', 'its name');
  withHelpText(command, { examples: ['parley mapping show gaza > gaza.json'] });
  context.setAction(command, async ([name], options) => {
    const { mappings } = await withClient(context.io, options, (client) => client.get<MappingsAnswer>(MAPPINGS));
    const found = mappings.find(({ mapping }) => mapping.name === name);
    if (!found) throw new CommandFailure([`no mapping ${name} is saved`]);
    await print(context, { ...options, format: 'json' }, found.mapping, () => []);
  });
}

function addRemove(group: Command, context: CommandContext): void {
  const command = group
    .command('remove')
    .description('remove a saved mapping; what was imported by it stays')
    .argument('<name>', 'its name');
  withHelpText(addFormat(command), { examples: ['parley mapping remove gaza'] });
  context.setAction(command, async ([name = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<MappingAnswer>(`${MAPPINGS}${pathOf(name, 'removal')}`, {}),
    );
    await print(context, options, answer, (removed) => mappingLayout(removed, 'removed'));
  });
}

export function addMapping(program: Command, context: CommandContext): void {
  const group = program.command('mapping').description('how files of coded events are read: save, list, show, remove');
  addSave(group, context);
  addList(group, context);
  addShow(group, context);
  addRemove(group, context);
}
