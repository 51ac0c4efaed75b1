/** Prints an answer to standard output: as tables on a terminal, as JSON elsewhere. */
import type { CommandContext, Options } from '../command-context.js';
import type { CommonOptions, Format } from '../flags/common.js';
import { writeOutput, type OutputStream } from '../process-io.js';
import { coloursFor } from './colours.js';
import type { Layout } from './layout.js';

/** The format of the flags; else `table` on a terminal and `json` elsewhere. */
export const formatFor = ({ format }: CommonOptions, { isTTY }: OutputStream): Format =>
  format ?? (isTTY === true ? 'table' : 'json');

/** The code for tables is loaded only here: commands in scripts mostly do not need it. */
async function table(layout: Layout, stdout: OutputStream, options: CommonOptions): Promise<string> {
  const { render } = await import('./render.js');
  return render(layout, stdout.columns, coloursFor(stdout, options));
}

/** @param layoutOf makes the tables from the answer */
export async function print<A>(
  { io }: CommandContext,
  options: Options,
  answer: A,
  layoutOf: (answer: A) => Layout,
): Promise<void> {
  const { stdout } = io;
  const asTable = formatFor(options, stdout) === 'table';
  await writeOutput(
    io,
    asTable ? await table(layoutOf(answer), stdout, options) : `${JSON.stringify(answer, null, 2)}\n`,
  );
}
