/** An answer on standard output: for a person on a terminal, as JSON for everything else. */
import type { CommandContext, Options } from '../command-context.js';
import type { CommonOptions, Format } from '../flags/common.js';
import { writeOutput, type OutputStream } from '../process-io.js';
import { coloursFor } from './colours.js';
import type { Layout } from './layout.js';

export const formatFor = ({ format }: CommonOptions, { isTTY }: OutputStream): Format =>
  format ?? (isTTY === true ? 'table' : 'json');

/** What draws tables is loaded only where one is drawn: most commands in scripts do without. */
async function table(sheet: Layout, stdout: OutputStream, options: CommonOptions): Promise<string> {
  const { render } = await import('./render.js');
  return render(sheet, stdout.columns, coloursFor(stdout, options));
}

export async function print<A>(
  { io }: CommandContext,
  options: Options,
  answer: A,
  sheetOf: (answer: A) => Layout,
): Promise<void> {
  const { stdout } = io;
  const asTable = formatFor(options, stdout) === 'table';
  await writeOutput(
    io,
    asTable ? await table(sheetOf(answer), stdout, options) : `${JSON.stringify(answer, null, 2)}\n`,
  );
}
