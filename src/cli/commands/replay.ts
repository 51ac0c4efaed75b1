/** `parley replay`: prints a negotiation's history step by step, as the steps arrive. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { edtf } from '../../../events/edtf.js';
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';
import { CLOCKS } from '../../../projections/compare/clocks.js';
import type { CommandContext, Options } from '../command-context.js';
import { CommandFailure, messageOf } from '../command-failure.js';
import { addFormat } from '../flags/common.js';
import { addLens, putFlag, putParameter, queryFrom } from '../flags/query-flags.js';
import { withHelpText } from '../help-text.js';
import { withClient } from '../client/connect.js';
import { jsonLinesOf } from '../client/json-lines.js';
import { pathOf, type ApiClient } from '../client/api-client.js';
import { writeOutput, interruptSignal } from '../process-io.js';
import { coloursFor, type Colours } from '../output/colours.js';
import { formatFor } from '../output/print.js';
import { NO_PROGRESS, startProgress } from '../../platform/progress.js';
import { stepText } from '../output/replay-step.js';

function dateOf(text: string): string {
  const read = edtf.safeParse(text);
  if (read.success) return text;
  throw new InvalidArgumentError(`It is ${read.error.issues[0]?.message ?? 'no date'}.`);
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new InvalidArgumentError('It must be a number greater than 0.');
}

const OPTIONS: readonly Option[] = [
  new Option('--clock <clock>', 'by which clock the story runs').choices(CLOCKS),
  new Option('--from <date>', 'begin with what was then').argParser(dateOf),
  new Option('--to <date>', 'end with what was then').argParser(dateOf),
  new Option('--milestones', 'only the steps that changed the phase or the agreement'),
  new Option(
    '--speed <number>',
    'how fast: 1 waits as long between steps as there was; not given: no waiting',
  ).argParser(speedOf),
];

function queryOf(options: Options, isTable: boolean): URLSearchParams {
  const query = putFlag(queryFrom(options), 'milestones', options['milestones']);
  for (const name of ['clock', 'from', 'to', 'speed'] as const) putParameter(query, name, options[name]);
  // Tables show only what changed; the whole status after each step is for programs.
  if (isTable || options['status'] === false) query.set('status', 'false');
  return query;
}

interface Printing {
  readonly asTable: boolean;
  readonly colours: Colours;
}

/** There is a progress bar only where the steps go to a file or pipe; on a terminal the steps themselves show progress. */
async function printSteps(
  client: ApiClient,
  at: string,
  query: URLSearchParams,
  context: CommandContext,
  { asTable, colours }: Printing,
) {
  const { io } = context;
  const signal = interruptSignal();
  const progress = io.stdout.isTTY ? NO_PROGRESS : await startProgress(io, 'replaying', { unit: 'steps' });
  let steps = 0;
  try {
    const headers = { accept: 'application/x-ndjson' };
    for await (const line of jsonLinesOf(await client.openStream(at, query, { signal, headers }))) {
      await writeOutput(io, asTable ? stepText(JSON.parse(line) as ReplayStep | ReplayEnd, colours) : `${line}\n`);
      progress.update((steps += 1));
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof CommandFailure ? error : new CommandFailure([`the replay broke off: ${messageOf(error)}`]);
  } finally {
    progress.end();
  }
}

export function addReplay(program: Command, context: CommandContext): void {
  const command = program
    .command('replay')
    .description('the story again, step by step: what each entry changed, and why')
    .argument('<negotiation>', 'its slug');
  for (const option of OPTIONS) command.addOption(option);
  command.addOption(new Option('--no-status', 'leave the status after each step out of the JSON'));
  addLens(addFormat(command));
  withHelpText(command, {
    about: 'As JSON: one line a step, and a last one with "end": true. Ctrl-C ends it.',
    examples: [
      'parley replay qatar-mediation --milestones',
      'parley replay qatar-mediation --clock recorded --from 2023-10-09 --to 2023-11-22',
      "parley replay qatar-mediation --no-status --json | jq -r '.changes[]?.words'",
    ],
    exit: ['0  done, or ended by Ctrl-C', '1  it failed, or broke off', '2  wrong usage'],
  });
  context.setAction(command, async ([negotiation = ''], options) => {
    const { io } = context;
    const asTable = formatFor(options, io.stdout) === 'table';
    const at = `/v1${pathOf('negotiations', negotiation, 'replay')}`;
    const printing = { asTable, colours: coloursFor(io.stdout, options) };
    await withClient(io, options, (client) => printSteps(client, at, queryOf(options, asTable), context, printing));
  });
}
