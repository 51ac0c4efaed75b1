/** Names with characters that nobody sees: two of them look the same, and count as two. */
import type { Fact } from '../../events/event.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { invisibleIn } from '../../events/text.js';
import { invalid, type DataFinding } from '../refusal.js';
import { dataOf } from '../parse-fact.js';
import { pointerOf } from '../pointer.js';

/** The fields that hold names of sources, parties and people, by which things are told apart; no prose, and no slugs. */
const NAMES: ReadonlySet<string> = new Set(['publisher', 'origin', 'via', 'name', 'names', 'of', 'aliases', 'people']);

/** Calls `at` with each name in the value, and with the path to it, which is another one after that. */
function visitNames(
  value: JsonValue | undefined,
  at: (name: string, path: readonly string[]) => void,
  path: string[] = [],
  isName = false,
): void {
  if (typeof value === 'string') {
    if (isName) at(value, path);
  } else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) {
      path.push(key);
      visitNames((value as JsonObject)[key], at, path, isName || NAMES.has(key));
      path.pop();
    }
}

/** What is recorded already stays as it is; where names are compared, what nobody sees is left out. */
export function invisibleFindings(fact: Fact): DataFinding[] {
  const found: DataFinding[] = [];
  visitNames(dataOf(fact), (name, path) => {
    const code = invisibleIn(name);
    if (code === undefined) return;
    found.push(invalid(pointerOf(path), `must not contain characters that nobody sees (${code})`));
  });
  return found;
}
