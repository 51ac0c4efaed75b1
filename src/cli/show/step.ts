/** One step of a replay for a person: when, what was told, what that changed. */
import type { Ink } from './ink.js';
import { plain } from './plain.js';
import { causesWords, type ExplainedChange } from './sheets/story.js';

interface Step {
  readonly step: number;
  readonly at: string;
  readonly entries: readonly { readonly id: string; readonly type: string; readonly summary: string | null }[];
  readonly changes: readonly ExplainedChange[];
}

interface End {
  readonly end: true;
  readonly steps: number;
  readonly at: string;
}

export type ReplayLine = Step | End;

export function changeLine(change: ExplainedChange, ink: Ink): string {
  const causes = causesWords(change);
  return `  ${plain(change.words)}${causes === '' ? '' : ink.faint(`  [${plain(causes)}]`)}`;
}

export function stepText(line: ReplayLine, ink: Ink): string {
  if ('end' in line) return `${ink.faint(`${line.steps} steps, up to ${line.at}`)}\n`;
  const told = line.entries.map(({ id, summary }) => `${ink.strong(line.at)}  ${plain(`${id}: ${summary ?? ''}`)}`);
  return `${[...told, ...line.changes.map((change) => changeLine(change, ink))].join('\n')}\n`;
}
