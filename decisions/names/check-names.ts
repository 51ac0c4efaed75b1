/** Names with characters that nobody sees: two of them look the same, and count as two. */
import type { Fact } from '../../events/event.js';
import type { JsonValue } from '../../events/envelope.js';
import { invisibleIn } from '../../events/text.js';
import { invalid, type DataFinding } from '../refusal.js';
import { dataOf } from '../parse-fact.js';
import { escaped } from '../pointer.js';

/** The fields that hold names of sources, parties and people, by which things are told apart; no prose, and no slugs. */
const NAMES: ReadonlySet<string> = new Set(['publisher', 'origin', 'via', 'name', 'names', 'of', 'aliases', 'people']);

function* texts(
  value: JsonValue | undefined,
  path: string,
  isName: boolean,
): Generator<[pointer: string, text: string]> {
  if (typeof value === 'string') {
    if (isName) yield [path, value];
  } else if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) yield* texts(one, `${path}/${i}`, isName);
  } else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      yield* texts(one, `${path}/${escaped(key)}`, isName || NAMES.has(key));
}

/** What is recorded already stays as it is; where names are compared, what nobody sees is left out. */
export function invisibleFindings(fact: Fact): DataFinding[] {
  const found: DataFinding[] = [];
  for (const [pointer, text] of texts(dataOf(fact), '', false)) {
    const code = invisibleIn(text);
    if (code !== undefined) found.push(invalid(pointer, `must not contain characters that nobody sees (${code})`));
  }
  return found;
}
