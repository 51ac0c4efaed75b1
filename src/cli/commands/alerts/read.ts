/** `parley alert list|show|dead-letters`: what one has asked for, and how its deliveries stand. */
import type { Command } from 'commander';
import type { AlertAnswer, AlertsAnswer, DeadLettersAnswer } from '../../../../answers/alerts/alerts.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { alertLayout, alertsLayout, deadLettersLayout } from '../../output/layouts/alerts.js';
import { print } from '../../output/print.js';
import { alertPath, ALERTS } from './paths.js';

export const ID = 'its id, as `parley alert list` shows it';

export function addList(group: Command, context: CommandContext): void {
  const command = group.command('list').description('your alerts, and how their deliveries stand');
  withHelpText(addFormat(command), {
    about: 'An admin is shown those of all.',
    examples: ['parley alert list', 'parley alert list --json'],
  });
  context.setAction(command, async (_, options) => {
    const answer = await withClient(context.io, options, (client) => client.get<AlertsAnswer>(ALERTS));
    await print(context, options, answer, alertsLayout);
  });
}

export function addShow(group: Command, context: CommandContext): void {
  const command = group.command('show').description('one of your alerts').argument('<alert>', ID);
  withHelpText(addFormat(command), { examples: ['parley alert show 0f3c9a1b2c4d5e6f'] });
  context.setAction(command, async ([id = ''], options) => {
    const answer = await withClient(context.io, options, (client) => client.get<AlertAnswer>(alertPath(id)));
    await print(context, options, answer, alertLayout);
  });
}

export function addDeadLetters(group: Command, context: CommandContext): void {
  const command = group
    .command('dead-letters')
    .description('what could not be delivered within three days')
    .argument('<alert>', ID);
  withHelpText(addFormat(command), {
    about: 'They are kept for 30 days. `parley alert replay` has them tried again.',
    examples: ['parley alert dead-letters 0f3c9a1b2c4d5e6f'],
  });
  context.setAction(command, async ([id = ''], options) => {
    const answer = await withClient(context.io, options, (client) =>
      client.get<DeadLettersAnswer>(alertPath(id, 'dead-letters')),
    );
    await print(context, options, answer, deadLettersLayout);
  });
}
