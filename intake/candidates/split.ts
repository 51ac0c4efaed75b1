/** A sentence that says several things: the clauses into which it is divided, where each has a verb. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Token } from '../text/tokens.js';

/** Tokens of a sentence, the end excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const JOINS = /^(?:but|while|whereas|although|though|and|yet)$/;
const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
/** Shorter clauses say nothing by themselves. */
const SHORTEST = 4;
const MOST = 4;

const hasVerb = (tokens: readonly Token[]): boolean => tokens.some(({ pos }) => VERBAL.has(pos));

/** Whether a clause with a subject or verb of its own begins at a token: after “;”, or after a comma and “but”. */
function beginsAt({ tokens, mentions, quoted }: ReadSentence, at: number): boolean {
  const token = tokens[at] as Token;
  if (quoted.has(at)) return false;
  if (token.word === ';') return true;
  if (!JOINS.test(token.lower)) return false;
  const isAfterComma = tokens[at - 1]?.word === ',' || tokens[at - 1]?.word === '"';
  const next = tokens[at + 1];
  const isVerbNext =
    next !== undefined && (VERBAL.has(next.pos) || (next.pos === 'ADV' && VERBAL.has(tokens[at + 2]?.pos ?? '')));
  const isSubjectNext = mentions.some(({ from, as }) => as === 'itself' && from === at + 1) || next?.pos === 'PRON';
  if (token.lower !== 'and') return isAfterComma || isSubjectNext;
  return isVerbNext || (isSubjectNext && hasVerb(tokens.slice(at + 1, at + 8)));
}

/** The clauses of a sentence; the whole alone, where it has one. */
export function clausesOf(sentence: ReadSentence): Stretch[] {
  const { tokens } = sentence;
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 1; at < tokens.length && found.length < MOST - 1; at += 1) {
    if (!beginsAt(sentence, at)) continue;
    const isWhole =
      at - from >= SHORTEST &&
      hasVerb(tokens.slice(from, at)) &&
      tokens.length - at > SHORTEST &&
      hasVerb(tokens.slice(at));
    if (!isWhole) continue;
    found.push({ from, to: at });
    from = at;
  }
  return [...found, { from, to: tokens.length }];
}
