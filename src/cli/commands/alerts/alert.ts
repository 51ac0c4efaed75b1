/** `parley alert`: who wants to know is told. */
import { Option, type Command } from 'commander';
import type { AlertRemovedAnswer, ConfirmedAnswer, ReplayAnswer } from '../../../../answers/alerts/alerts.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { print } from '../../output/print.js';
import { addAdd } from './add.js';
import { alertPath } from './paths.js';
import { addDeadLetters, addList, addShow, ID } from './read.js';

function addRemove(group: Command, context: CommandContext): void {
  const command = group
    .command('remove')
    .description('end an alert: its address and its secret are erased')
    .argument('<alert>', ID);
  withHelpText(addFormat(command), { examples: ['parley alert remove 0f3c9a1b2c4d5e6f'] });
  context.setAction(command, async ([id = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<AlertRemovedAnswer>(alertPath(id, 'removal'), {}),
    );
    await print(context, options, answer, () => [`alert ${id} is removed`]);
  });
}

function addReplay(group: Command, context: CommandContext): void {
  const command = group
    .command('replay')
    .description('have dead letters tried again, under the ids that they had')
    .argument('<alert>', ID)
    .addOption(new Option('--letter <id...>', 'these alone (repeatable); all where not given'));
  withHelpText(addFormat(command), { examples: ['parley alert replay 0f3c9a1b2c4d5e6f'] });
  context.setAction(command, async ([id = ''], options) => {
    const { letter } = options;
    const body = letter === undefined ? {} : { letters: letter };
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<ReplayAnswer>(alertPath(id, 'replay'), body),
    );
    await print(context, options, answer, ({ replayed }) => [
      `${replayed === 1 ? '1 letter is' : `${replayed} letters are`} tried again`,
    ]);
  });
}

function addConfirm(group: Command, context: CommandContext): void {
  const command = group
    .command('confirm')
    .description('confirm that you want mails; the page in the mail that asks does the same')
    .argument('<code>', 'the last part of the address in that mail');
  withHelpText(addFormat(command), { examples: ['parley alert confirm 5mZ0…'] });
  context.setAction(command, async ([code = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.sendJson<ConfirmedAnswer>(alertPath('confirmation'), { code }),
    );
    await print(context, options, answer, ({ id }) => [`alert ${id} is confirmed`]);
  });
}

export function addAlert(program: Command, context: CommandContext): void {
  const group = program.command('alert').description('be told of changes, by webhook or by mail');
  addAdd(group, context);
  addList(group, context);
  addShow(group, context);
  addConfirm(group, context);
  addRemove(group, context);
  addDeadLetters(group, context);
  addReplay(group, context);
}
