/** `parley watch`: prints each change of the status as it happens. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandContext, Options } from '../command-context.js';
import { addFormat } from '../flags/common.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { writeOutput, interruptSignal } from '../process-io.js';
import { coloursFor } from '../output/colours.js';
import { formatFor } from '../output/print.js';
import { changeLine } from '../output/replay-step.js';
import { StreamWakeup } from './stream-wakeup.js';
import { StatusWatch, type SeenChange } from './status-watch.js';

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.1 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError('It must be a number of seconds from 0.1 to 3600.');
}

function textOf({ at, revision, change }: SeenChange, options: Options, { io: { stdout } }: CommandContext): string {
  if (formatFor(options, stdout) === 'json') return `${JSON.stringify({ at, revision, ...change })}\n`;
  const colours = coloursFor(stdout, options);
  return `${colours.strong(at)}  ${change.field}\n${changeLine(change, colours)}\n`;
}

export function addWatch(program: Command, context: CommandContext): void {
  const command = program
    .command('watch')
    .description('follow a negotiation live: each change of its status, in words')
    .argument('<negotiation>', 'its slug')
    .addOption(
      new Option('--interval <seconds>', 'how often to look for what time alone turns')
        .argParser(secondsOf)
        .default(60),
    );
  withHelpText(addFormat(command), {
    about:
      'As JSON: one line a change. It goes on until Ctrl-C, over restarts of the server, of which standard error tells.',
    examples: ['parley watch qatar-mediation', 'parley watch qatar-mediation --json | jq -r .words | notify'],
    exit: ['0  ended by Ctrl-C', '1  there is nothing to watch, or the server refused', '2  wrong usage'],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const signal = interruptSignal();
    await withClient(context.io, options, async (client) => {
      const watch = new StatusWatch(client, negotiation, context.io, signal);
      await watch.begin();
      const wakeup = new StreamWakeup(client, negotiation, signal);
      while (!signal.aborted) {
        for (const seen of await watch.look()) await writeOutput(context.io, textOf(seen, options, context));
        await wakeup.next(Number(options['interval']) * 1000);
      }
    });
  });
}
