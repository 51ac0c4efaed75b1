/** A step of a replay as text: when, which entries, and what they changed. */
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';
import type { Colours } from './colours.js';
import { safeForTerminal } from './safe-text.js';
import { causesWords } from './layouts/changes.js';
import type { ExplainedChange } from '../../../projections/compare/explained-changes.js';

/** A change in words, with its causes. */
export function changeLine(change: ExplainedChange, colours: Colours): string {
  const causes = causesWords(change);
  return `  ${safeForTerminal(change.words)}${causes === '' ? '' : colours.faint(`  [${safeForTerminal(causes)}]`)}`;
}

/** The text of a line of the answer, line breaks included. */
export function stepText(line: ReplayStep | ReplayEnd, colours: Colours): string {
  if ('end' in line) return `${colours.faint(`${line.steps} steps, up to ${line.at}`)}\n`;
  const entries = line.entries.map(
    ({ id, summary }) => `${colours.strong(line.at)}  ${safeForTerminal(`${id}: ${summary ?? ''}`)}`,
  );
  return `${[...entries, ...line.changes.map((change) => changeLine(change, colours))].join('\n')}\n`;
}
