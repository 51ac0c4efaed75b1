/** `parley watch`: each change of the status, as it comes. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Context, Options } from '../context.js';
import { addFormat } from '../flags/common.js';
import { withManual } from '../manual.js';
import { connected } from '../server/connect.js';
import { put, untilInterrupted } from '../shell.js';
import { inkFor } from '../show/ink.js';
import { formatFor } from '../show/print.js';
import { changeLine } from '../show/step.js';
import { News } from './news.js';
import { Watch, type Seen } from './watching.js';

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.1 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError('It must be a number of seconds from 0.1 to 3600.');
}

function textOf({ at, revision, change }: Seen, options: Options, { shell: { stdout } }: Context): string {
  if (formatFor(options, stdout) === 'json') return `${JSON.stringify({ at, revision, ...change })}\n`;
  const ink = inkFor(stdout, options);
  return `${ink.strong(at)}  ${change.field}\n${changeLine(change, ink)}\n`;
}

export function addWatch(program: Command, context: Context): void {
  const command = program
    .command('watch')
    .description('follow a negotiation live: each change of its status, in words')
    .argument('<negotiation>', 'its slug')
    .addOption(
      new Option('--interval <seconds>', 'how often to look for what time alone turns')
        .argParser(secondsOf)
        .default(60),
    );
  withManual(addFormat(command), {
    about:
      'As JSON: one line a change. It goes on until Ctrl-C, over restarts of the server, of which standard error tells.',
    examples: ['parley watch qatar-mediation', 'parley watch qatar-mediation --json | jq -r .words | notify'],
    exit: ['0  ended by Ctrl-C', '1  there is nothing to watch, or the server refused', '2  wrong usage'],
  });
  context.runs(command, async ([negotiation = ''], options) => {
    const signal = untilInterrupted();
    await connected(context.shell, options, async (server) => {
      const watch = new Watch(server, negotiation, context.shell, signal);
      await watch.begin();
      const news = new News(server, negotiation, signal);
      while (!signal.aborted) {
        for (const seen of await watch.look()) await put(context.shell, textOf(seen, options, context));
        await news.next(Number(options['interval']) * 1000);
      }
    });
  });
}
