/** One step of a replay for a person: when, what was told, what that changed. */
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';
import type { Colours } from './colours.js';
import { safeForTerminal } from './safe-text.js';
import { causesWords } from './layouts/changes.js';
import type { ExplainedChange } from '../../../projections/compare/explained-changes.js';

export function changeLine(change: ExplainedChange, colours: Colours): string {
  const causes = causesWords(change);
  return `  ${safeForTerminal(change.words)}${causes === '' ? '' : colours.faint(`  [${safeForTerminal(causes)}]`)}`;
}

export function stepText(line: ReplayStep | ReplayEnd, colours: Colours): string {
  if ('end' in line) return `${colours.faint(`${line.steps} steps, up to ${line.at}`)}\n`;
  const told = line.entries.map(
    ({ id, summary }) => `${colours.strong(line.at)}  ${safeForTerminal(`${id}: ${summary ?? ''}`)}`,
  );
  return `${[...told, ...line.changes.map((change) => changeLine(change, colours))].join('\n')}\n`;
}
