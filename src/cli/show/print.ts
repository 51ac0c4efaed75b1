/** An answer on standard output: for a person on a terminal, as JSON for everything else. */
import type { Context, Options } from '../context.js';
import type { CommonOptions, Format } from '../flags/common.js';
import { put, type Output } from '../shell.js';
import { inkFor } from './ink.js';
import type { Sheet } from './sheet.js';

export const formatFor = ({ format }: CommonOptions, { isTTY }: Output): Format =>
  format ?? (isTTY === true ? 'table' : 'json');

/** What draws tables is loaded only where one is drawn: most commands in scripts do without. */
async function table(sheet: Sheet, stdout: Output, options: CommonOptions): Promise<string> {
  const { render } = await import('./render.js');
  return render(sheet, stdout.columns, inkFor(stdout, options));
}

export async function print<A>(
  { shell }: Context,
  options: Options,
  answer: A,
  sheetOf: (answer: A) => Sheet,
): Promise<void> {
  const { stdout } = shell;
  const asTable = formatFor(options, stdout) === 'table';
  await put(shell, asTable ? await table(sheetOf(answer), stdout, options) : `${JSON.stringify(answer, null, 2)}\n`);
}
