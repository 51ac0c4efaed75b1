/** One step of a replay for a person: when, what was told, what that changed. */
import type { Colours } from './colours.js';
import { safeForTerminal } from './safe-text.js';
import { causesWords, type ExplainedChange } from './layouts/changes.js';

interface ReplayStep {
  readonly step: number;
  readonly at: string;
  readonly entries: readonly { readonly id: string; readonly type: string; readonly summary: string | null }[];
  readonly changes: readonly ExplainedChange[];
}

interface ReplayEnd {
  readonly end: true;
  readonly steps: number;
  readonly at: string;
}

export type ReplayLine = ReplayStep | ReplayEnd;

export function changeLine(change: ExplainedChange, colours: Colours): string {
  const causes = causesWords(change);
  return `  ${safeForTerminal(change.words)}${causes === '' ? '' : colours.faint(`  [${safeForTerminal(causes)}]`)}`;
}

export function stepText(line: ReplayLine, colours: Colours): string {
  if ('end' in line) return `${colours.faint(`${line.steps} steps, up to ${line.at}`)}\n`;
  const told = line.entries.map(
    ({ id, summary }) => `${colours.strong(line.at)}  ${safeForTerminal(`${id}: ${summary ?? ''}`)}`,
  );
  return `${[...told, ...line.changes.map((change) => changeLine(change, colours))].join('\n')}\n`;
}
