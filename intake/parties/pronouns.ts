/** “It wants”, “they said”, “its delegation”, “their leader”: pronouns that stand for the party last spoken of. */
import type { Token } from '../text/tokens.js';
import { INSTITUTIONS } from './institutions.js';

const SUBJECT = /^(?:it|they)$/;
const OWN = /^(?:its|their)$/;
/** “It is known that …” stands for nobody. */
const FOR_NOBODY = /^(?:seem|appear|remain)$/;
const VERBAL = /^(?:VERB|AUX|ADV|PART)$/;

/** “It” or “they” as the subject of a verb: the token after it. */
export function subjectPronounAt(tokens: readonly Token[], at: number): number | null {
  if (!SUBJECT.test(tokens[at]?.lower ?? '')) return null;
  const next = tokens[at + 1];
  if (!next || !VERBAL.test(next.pos) || FOR_NOBODY.test(next.lemma)) return null;
  const isDummy =
    tokens[at]?.lower === 'it' &&
    next.lemma === 'be' &&
    /^(?:ADJ|DET|NOUN|NUM|VERB)$/.test(tokens[at + 2]?.pos ?? '') &&
    tokens.slice(at + 2, at + 6).some(({ lower }) => lower === 'that' || lower === 'to');
  return isDummy ? null : at + 1;
}

/** “Its foreign ministry”: the token after the noun. */
export function ownPronounAt(tokens: readonly Token[], at: number): number | null {
  if (!OWN.test(tokens[at]?.lower ?? '')) return null;
  for (let i = at + 1; i <= at + 4 && i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (!/^(?:NOUN|PROPN|ADJ)$/.test(token.pos)) return null;
    if (INSTITUTIONS.has(token.lower)) return i + 1;
  }
  return null;
}
