/** The main verb of what is said: with it, what is done to it (negated, modal), and who does it. */
import { actorOf } from '../parties/actor.js';
import { NEGATIONS } from '../text/pattern.js';
import type { Token } from '../text/tokens.js';
import { classesOf } from './classes.js';
import type { Passage } from './passage.js';

const HELPERS = /^(?:AUX|ADV|PART)$/;
const RELATIVE = /^(?:who|which|whose|that|whom|if|when|while|after|before|because|although|though|as|to)$/;
const MODALS: Readonly<Record<string, string>> = {
  will: 'will', "'ll": 'will', wo: 'will', shall: 'will', would: 'would', "'d": 'would', could: 'could', might: 'could', may: 'could', can: 'can', ca: 'can',
  must: 'must', should: 'must', need: 'must', had: 'had', have: 'has', has: 'has', "'ve": 'has',
}; // prettier-ignore

function helpersOf(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < 5 && HELPERS.test(tokens[from - 1]?.pos ?? '')) from -= 1;
  return tokens.slice(from, at);
}

const isInside = (at: number, span: { readonly from: number; readonly to: number } | undefined): boolean =>
  span !== undefined && at >= span.from && at < span.to;

/** “The proposal, which Qatar wrote, …”: the verb of a relative clause that has a subject of its own. */
function isInRelative(tokens: readonly Token[], at: number): boolean {
  const comma = tokens.findLastIndex(({ word }, i) => i < at && word === ',');
  const clause = tokens.slice(comma + 1, at);
  return (
    comma >= 0 && /^(?:which|whom|whose)$/.test(clause[0]?.lower ?? '') && !clause.some(({ pos }) => pos === 'VERB')
  );
}

/** The first verb that is neither the frame’s nor one of a clause in between; of an act of saying, its verb. */
export function mainVerb({ sentence, voice, from, to }: Passage): number | null {
  let fallback: number | null = null;
  for (let at = from; at < to; at += 1) {
    const token = sentence.tokens[at] as Token;
    if (token.pos !== 'VERB' || isInside(at, voice.frame)) continue;
    fallback ??= at;
    const before = sentence.tokens[at - helpersOf(sentence.tokens, at).length - 1]?.lower ?? '';
    if (!RELATIVE.test(before) && !isInRelative(sentence.tokens, at) && !token.lower.endsWith('ing')) return at;
  }
  return fallback;
}

/** What is told of the main verb. */
export function* clauseFeatures(passage: Passage): Generator<string> {
  const { sentence, voice, roles } = passage;
  const { tokens } = sentence;
  const at = mainVerb(passage);
  if (at === null) return;
  const { lemma } = tokens[at] as Token;
  const helpers = helpersOf(tokens, at);
  const isNegated = helpers.some(({ lower }) => NEGATIONS.has(lower));
  const isPassive = helpers.some((one) => one.lemma === 'be') && !tokens[at]?.lower.endsWith('ing');
  const not = isNegated ? 'not ' : '';
  yield `main ${not}${lemma}`;
  for (const name of classesOf(lemma)) yield `main class ${not}${name}`;
  if (isPassive) yield 'main passive';
  for (const { lower } of helpers) {
    const modal = MODALS[lower];
    if (modal) {
      yield `main ${modal}`;
      for (const name of classesOf(lemma)) yield `main class ${modal} ${name}`;
    }
  }
  const actor = actorOf(sentence, { from: at, to: at + 1 })?.party;
  if (actor && voice.party) yield actor === voice.party ? 'says what itself does' : 'says what another does';
  if (actor && !voice.party) yield roles.get(actor) === 'principal' ? 'told of a principal' : 'told of a third party';
}
