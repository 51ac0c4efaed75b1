/** One who was asked and will not say: it is said to somebody, so the party that declines speaks. No answer at all is nobody’s word. */
import { matchAt, patternIndex, patternOf, type Match, type Pattern } from '../../text/pattern.js';
import type { ReadSentence } from '../../text/read-sentence.js';
import { beforeVerb, type SpeechFrame } from './speaker-range.js';

const TO_SAY =
  'comment|say|answer|elaborate|confirm|respond|disclose|reveal|specify|name|identify|speculate|predict|explain';
/** “Refused to talk” is of the talks. */
const TO_SPEAK = `${TO_SAY}|discuss|speak|talk|provide|share`;

const REFUSALS: readonly { readonly pattern: Pattern }[] = `
v:decline to ~ ${TO_SPEAK}
v:refuse to ~ ${TO_SAY}
v:decline|refuse to give ~~ n:detail|details|number|figure|name|reason|interview|date|timetable|timeline|deadline|specifics|explanation|comment|opinion|estimate|answer
v:decline|refuse to be v:draw|quote|interview
v:decline|refuse ~ n:comment|interview
v:decline|refuse ~ n:request
v:decline|refuse to v:go|get|wade|enter into
v:decline|refuse to v:take|face|field|entertain ~ n:question
v:decline comment
preferred|chosen NOT to v:say|comment|answer|speak|discuss
will|would|could|wo|'ll NOT ~ v:comment|say|discuss|elaborate|disclose|speculate|answer|confirm|reveal|specify|name|talk
will|would NOT be v:draw
NOT v:want|wish to v:comment|discuss|talk|speculate|elaborate
NOT v:want|wish to be v:draw
will|would NOT v:get|go|wade|enter into
v:be NOT v:comment|discuss|talk
have no ~ n:comment|update|statement|announcement
have nothing ~ to v:say|add|announce|share|report
v:prefer|choose NOT to v:say|comment|answer|speak|discuss
v:avoid ~ v:reveal|comment|answer|say|give|disclose
v:abstain|refrain from ~ v:comment|make|answer|say
v:sidestep|dodge|duck|deflect|parry|evade ~~ n:question
neither v:confirm nor v:deny
NOT v:confirm ~ or v:deny
v:make|offer no ~ n:comment
v:be ~ tight - lipped
v:keep ~ n:counsel`
  .trim()
  .split('\n')
  .map((line) => ({ pattern: patternOf(line) }));
const refusalsAt = patternIndex(REFUSALS);

function refusalAt(s: ReadSentence, at: number): Match | null {
  const token = s.tokens[at];
  for (const { pattern } of token ? refusalsAt(token) : []) {
    const match = matchAt(pattern, s, at);
    if (match) return match;
  }
  return null;
}

const TO_SPEAK_ALONE: ReadonlySet<string> = new Set(TO_SPEAK.split('|'));

/** “Nor will the White House discuss it.” */
function nor(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lower }, i) => /^(?:nor|neither)$/.test(lower) && /^(?:will|would|could)$/.test(s.tokens[i + 1]?.lower ?? ''),
  );
  if (at < 0 || s.quoted.has(at)) return null;
  const verb = s.tokens.findIndex(({ pos }, i) => i > at + 2 && i < at + 9 && pos === 'VERB');
  return verb > 0 && TO_SPEAK_ALONE.has(s.tokens[verb]?.lemma ?? '')
    ? { speaker: { from: at + 2, to: verb }, verb: { from: at, to: at + 2 } }
    : null;
}

/** “It would not say how many”: but not where the will of others is told, or nobody stands before it. */
export function refusalFrame(s: ReadSentence): SpeechFrame | null {
  const inverted = nor(s);
  if (inverted) return inverted;
  for (let at = 0; at < s.tokens.length; at += 1) {
    if (s.quoted.has(at)) continue;
    const match = refusalAt(s, at);
    const speaker = match && beforeVerb(s, match.from);
    if (
      match &&
      speaker &&
      s.tokens.slice(speaker.from, speaker.to).some(({ pos }) => /^(?:NOUN|PROPN|PRON)$/.test(pos))
    )
      return { speaker, verb: { from: match.from, to: match.to } };
  }
  return null;
}
