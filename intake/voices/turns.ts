/** The turns of a transcript: each begins with who speaks, in capitals, before a colon. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Presented } from './speakers/role.js';
import type { Voice } from './voice.js';

const TURN = /^(?:\p{Lu}[\p{Lu}.’'-]*\s+){0,4}(\p{Lu}[\p{Lu}’'-]+):\s*$/u;

/** The last word of the label before a sentence; null where it has none. */
export function turnLabel({ text, tokens, span }: ReadSentence): string | null {
  const label = text.slice(0, (tokens[0]?.start ?? span.start) - span.start);
  return TURN.exec(label)?.[1] ?? null;
}

/** Whom a label names: one whom the record knows, or the article presents. */
export function personCalled(label: string, people: ReadonlyMap<string, Presented>): Voice | null {
  const found = [...people].find(([surname]) => surname.toUpperCase() === label)?.[1];
  if (!found) return null;
  const { name, capacity, party } = found;
  const reasons = [{ field: 'speaker' as const, says: `the turn of ${name}`.slice(0, 500) }];
  return { name, capacity, attribution: 'on-the-record', how: 'quotation', reasons, ...(party ? { party } : {}) };
}
