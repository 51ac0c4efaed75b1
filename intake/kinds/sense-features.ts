/** The senses of a passage’s words, and which of them are denied. */
import { NEGATIONS } from '../text/pattern.js';
import type { Token } from '../text/tokens.js';
import type { Passage } from './passage.js';
import { SENSES_BY_FORM, sensesOf } from './senses.js';

/** Every particle that a verb of the senses has. */
const PARTICLES: ReadonlySet<string> = new Set([...SENSES_BY_FORM.keys()].flatMap((form) => form.split('_').slice(1)));
/** How far a particle stands from its verb: “turned the whole offer down”. */
const FAR = 4;
const BREAK = /^[,;:."()?!]$/;
const CONTENT = /^(?:VERB|NOUN|ADJ|ADV|PROPN)$/;
/** How far before a word its “not” stands. */
const BEFORE = 4;

/** The senses of a verb with the particles that follow it; else those of the word by itself. */
function sensesAt(tokens: readonly Token[], at: number): readonly string[] {
  const { lemma, pos } = tokens[at] as Token;
  if (pos === 'VERB')
    for (let i = at + 1; i <= at + FAR && !BREAK.test(tokens[i]?.word ?? '.'); i += 1) {
      const { lower } = tokens[i] as Token;
      const own = PARTICLES.has(lower) ? sensesOf(`${lemma}_${lower}`) : [];
      if (own.length > 0) return own;
    }
  return sensesOf(lemma);
}

function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - BEFORE); i -= 1) {
    if (BREAK.test(tokens[i]?.word ?? '')) return false;
    if (NEGATIONS.has(tokens[i]?.lower ?? '')) return true;
  }
  return false;
}

/** The senses, by name. */
export function* senseFeatures(passage: Passage): Generator<string> {
  const { sentence, from, to, voice } = passage;
  const { tokens } = sentence;
  const found = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const token = tokens[at] as Token;
    const isInFrame = voice.frame !== undefined && at >= voice.frame.from && at < voice.frame.to;
    if (isInFrame || !CONTENT.test(token.pos)) continue;
    const not = isDenied(tokens, at) ? 'not ' : '';
    for (const sense of sensesAt(tokens, at)) found.add(`sense ${not}${sense}`);
  }
  yield* found;
}
