/** In what mood something is said: as a fact, denied, as a possibility, for later, or as of long ago. */
import { NEGATIONS, type Match } from '../text/pattern.js';
import type { Token } from '../text/tokens.js';

export type Mood = 'asserted' | 'negated' | 'hypothetical' | 'future' | 'past';

const CONDITIONAL: ReadonlySet<string> = new Set(['if', 'unless', 'whether', 'provided', 'should', 'were', 'lest']);
const MODAL: ReadonlySet<string> = new Set([
  'would',
  'could',
  'might',
  'may',
  'possibly',
  'perhaps',
  'potential',
  'potentially',
  'hypothetical',
]);
const FUTURE: ReadonlySet<string> = new Set([
  'will',
  'shall',
  "'ll",
  'expected',
  'due',
  'scheduled',
  'plan',
  'planned',
]);
/** How many words before a cue are looked at. */
const BEFORE = 5;
const CLAUSE_ENDS = /^[;:.?!"]$/;

/** The words before a cue, back to the beginning of its clause. */
function before(tokens: readonly Token[], from: number, most: number): Token[] {
  const found: Token[] = [];
  for (let i = from - 1; i >= Math.max(0, from - most); i -= 1) {
    const token = tokens[i] as Token;
    if (CLAUSE_ENDS.test(token.word) || (token.word === ',' && found.length > 0)) break;
    if (/^(?:but|and|while|although)$/.test(token.lower)) break;
    found.unshift(token);
  }
  return found;
}

/** Whether a conditional clause holds the cue: “if they accept”. */
function isConditional(tokens: readonly Token[], from: number): boolean {
  const clause = before(tokens, from, 14);
  return clause.some(({ lower }, i) => CONDITIONAL.has(lower) && (i === 0 || !/^(?:should|were)$/.test(lower)));
}

/** @param isNegative the cue says “not” itself, so another “not” is not asked for */
export function moodOf(tokens: readonly Token[], { from }: Match, isNegative: boolean): Mood {
  const near = before(tokens, from, BEFORE);
  const words = new Set(near.map(({ lower }) => lower));
  if (isConditional(tokens, from)) return 'hypothetical';
  if (!isNegative && near.some(({ lower, lemma }) => NEGATIONS.has(lower) || NEGATIONS.has(lemma))) return 'negated';
  if ([...words].some((word) => MODAL.has(word))) return 'hypothetical';
  if ([...words].some((word) => FUTURE.has(word))) return 'future';
  return words.has('had') || tokens[from]?.lower === 'had' ? 'past' : 'asserted';
}
