/** `parley alert add`: asks to be told of changes. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { RHYTHMS, SHAPES, type AlertAddedAnswer } from '../../../../answers/alerts/alerts.js';
import { TOPICS } from '../../../../projections/alerts/topics.js';
import { MOST_SILENT_DAYS } from '../../../../projections/alerts/wanted.js';
import { PHASES } from '../../../../projections/phase/phases.js';
import { withClient } from '../../client/connect.js';
import type { CommandContext, Options } from '../../command-context.js';
import { usageError } from '../../command-failure.js';
import { addFormat } from '../../flags/common.js';
import { withHelpText } from '../../help-text.js';
import { addedLayout } from '../../output/layouts/alerts.js';
import { print } from '../../output/print.js';
import { writeMessage } from '../../process-io.js';
import { ALERTS } from './paths.js';

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_SILENT_DAYS) return Number(text);
  throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_SILENT_DAYS}.`);
}

const given = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function channelOf({ webhook, shape, mail, rhythm }: Options): object {
  if ((webhook === undefined) === (mail === undefined)) throw usageError('name one of --webhook and --mail');
  return webhook === undefined
    ? { kind: 'mail', address: mail, ...given({ rhythm }) }
    : { kind: 'webhook', url: webhook, ...given({ shape }) };
}

function bodyOf(options: Options): object {
  const { negotiation, party, phase, contested, q, on, of, silence, label } = options;
  return {
    ...given({ label }),
    talks: given({ negotiations: negotiation, party, phase, contested, q }),
    changes: given({ topics: on, parties: of, silentDays: silence }),
    channel: channelOf(options),
  };
}

export function addAdd(group: Command, context: CommandContext): void {
  const command = group
    .command('add')
    .description('be told of changes: of all talks, or of those that match')
    .addOption(new Option('--negotiation <slug...>', 'of these talks alone (repeatable)'))
    .addOption(new Option('--party <slug>', 'of talks in whose registry this party is'))
    .addOption(new Option('--phase <phase>', 'of talks that are in this phase after the change').choices(PHASES))
    .addOption(new Option('--contested', 'of talks that are contested after the change'))
    .addOption(new Option('--q <text>', 'of talks whose title, or a party of which, holds this text'))
    .addOption(new Option('--on <topic...>', 'which changes (repeatable)').choices(TOPICS))
    .addOption(new Option('--of <party...>', 'with --on position: of these parties alone (repeatable)'))
    .addOption(new Option('--silence <days>', 'also where nothing is reported for longer than this').argParser(daysOf))
    .addOption(new Option('--webhook <address>', 'post it there; takes the role editor'))
    .addOption(new Option('--shape <shape>', 'of what is posted (default: cloudevents)').choices(SHAPES))
    .addOption(new Option('--mail <address>', 'write to this address, once it has been confirmed'))
    .addOption(new Option('--rhythm <rhythm>', 'of mails (default: at-once)').choices(RHYTHMS))
    .addOption(new Option('--label <text>', 'what it is called in lists'));
  withHelpText(addFormat(command), {
    about:
      'The secret by which a receiver checks signatures (Standard Webhooks) is shown this once. An import gives one alert.',
    examples: [
      'parley alert add --on phase agreement --webhook https://hooks.example.org/parley',
      'parley alert add --negotiation ferry --on position --of union --silence 14 --mail ana@example.org',
      'parley alert add --party union --on contested --webhook https://hooks.slack.com/services/… --shape slack',
    ],
  });
  context.setAction(command, async (_, options) => {
    const body = bodyOf(options);
    const answer = await withClient(context.io, options, (client) => client.sendJson<AlertAddedAnswer>(ALERTS, body));
    await print(context, options, answer, addedLayout);
    if (answer.secret !== null) writeMessage(context.io, 'Keep the secret now: it is shown this once.');
    if (answer.standing === 'unconfirmed')
      writeMessage(
        context.io,
        'Whoever has that address is asked by mail; nothing else is sent before they confirm it.',
      );
  });
}
