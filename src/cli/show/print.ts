/** An answer on standard output: for a person on a terminal, as JSON for everything else. */
import type { Context, Options } from '../context.js';
import type { CommonOptions, Format } from '../flags/common.js';
import { put, type Output } from '../shell.js';
import { inkFor } from './ink.js';
import { render } from './render.js';
import type { Sheet } from './sheet.js';

export const formatFor = ({ format }: CommonOptions, { isTTY }: Output): Format =>
  format ?? (isTTY === true ? 'table' : 'json');

export async function print<A>(
  { shell }: Context,
  options: Options,
  answer: A,
  sheetOf: (answer: A) => Sheet,
): Promise<void> {
  const { stdout } = shell;
  const text =
    formatFor(options, stdout) === 'json'
      ? `${JSON.stringify(answer, null, 2)}\n`
      : render(sheetOf(answer), stdout.columns, inkFor(stdout, options));
  await put(shell, text);
}
