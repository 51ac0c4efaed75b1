/** Frames without a verb of saying: “a diplomat: “…””, “in the view of X”, “X put it more bluntly: …”. */
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';
import { PERSONS } from '../speakers/words.js';
import { afterVerb, beforeVerb, isNominal, isVerbal, type Range, type SpeechFrame } from './speaker-range.js';

/** How somebody is said to speak before a colon, where no words of theirs are quoted after it. */
const MANNER =
  /\b(?:puts? (?:it|an? (?:number|figure|price|date) on)|see[sn]? it|saw it|blunt(?:er)?|gloom(?:y|ier)|(?:less|more|not so) (?:sure|kind|certain|convinced|guarded|cautious|optimistic|hopeful|sanguine|sceptical|skeptical|bright\w*|blunt|direct|positive|upbeat|downbeat)|clear(?:er)?|blames?|warns?|warned|took|takes|went further|goes further|summed|sums|was brief|was short|had a|has a|another view|different view)\b/i;

const TELLS = /^(?:ADP|SCONJ|ADV|VERB)$/;

/** “Another”, “both”, too. */
const isSomebody = (token: Token): boolean =>
  isNominal(token) || /^(?:another|others?|both|one|neither)$/.test(token.lower);

/** The first verb that is of no relative clause after a comma. */
function mainVerb(s: ReadSentence, before: readonly Token[]): number {
  let isRelative = false;
  return before.findIndex((token, i) => {
    if (token.word === ',') isRelative = /^(?:who|which|whose)$/.test(before[i + 1]?.lower ?? '');
    return i > 0 && !isRelative && isVerbal(token) && !s.quoted.has(i);
  });
}

/** One who is spoken of before a colon, and whose words follow. */
export function colonFrame(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(({ word }, i) => word === ':' && !s.quoted.has(i));
  if (at < 1 || at + 3 >= s.tokens.length) return null;
  const before = s.tokens.slice(0, at);
  const isQuoted = s.tokens[at + 1]?.word === '"' && s.tokens.length - at > 5;
  const verb = mainVerb(s, before);
  const words = s.text.slice(0, (s.tokens[at]?.start ?? s.span.start) - s.span.start);
  // “A deputy texts: “…””, where the tagger takes the verb for a noun.
  const texts =
    isQuoted && at > 2 && /^(?:texts|emails|messages|tweets|posts|whatsapps)$/.test(before.at(-1)?.lower ?? '');
  if (texts) return { speaker: { from: 0, to: at - 1 }, verb: { from: at - 1, to: at + 1 } };
  // “And from the boss himself, asked about it in May: “…””.
  const from = before.findIndex(({ lower }) => lower === 'from');
  if (isQuoted && from >= 0 && from < 2) {
    const comma = before.findIndex(({ word }, i) => i > from && word === ',');
    return { speaker: { from: from + 1, to: comma < 0 ? at : comma }, verb: { from: at, to: at + 1 } };
  }
  if (verb < 0)
    return isQuoted && before.some(isNominal) ? { speaker: { from: 0, to: at }, verb: { from: at, to: at + 1 } } : null;
  if (!isQuoted && !MANNER.test(words)) return null;
  const relative = /^(?:who|which)$/.test(s.tokens[verb - 1]?.lower ?? '');
  // “X, on his way out after a cigarette he says he did not smoke: “…””: what follows the first comma tells of X.
  const comma = before.findIndex(({ word }) => word === ',');
  const isTopic =
    isQuoted &&
    comma > 0 &&
    comma < verb &&
    !TELLS.test(before[0]?.pos ?? '') &&
    TELLS.test(before[comma + 1]?.pos ?? '');
  // “Among the optimists is X, the former minister: “…””.
  const isTurned = isQuoted && before[verb]?.lemma === 'be' && before[0]?.pos === 'ADP';
  const speaker = isTurned
    ? { from: verb + 1, to: at }
    : relative || isTopic
      ? { from: 0, to: relative ? verb : comma }
      : beforeVerb(s, verb);
  return speaker && s.tokens.slice(speaker.from, speaker.to).some(isSomebody)
    ? { speaker, verb: { from: at, to: at + 1 } }
    : null;
}

const VIEW =
  /^(?:view|words|opinion|judgment|judgement|eyes|account|telling|estimation|reading|assessment|reckoning|admission|calculation)$/;

/** Without the subject of the main clause, where the frame comes first: “according to him, Tashkent has …”. */
export function cutAtComma(s: ReadSentence, at: number, range: Range | null): Range | null {
  if (!range || at > 1 || range.to >= s.tokens.length) return range;
  const comma = s.tokens.findLastIndex(({ word }, i) => i > range.from && i < range.to && word === ',');
  return comma > range.from && comma < range.to - 1 ? { from: range.from, to: comma } : range;
}

/** “In the view of X”, “in the words of X”, “by the account of X”, “in her words”. */
export function inTheView(s: ReadSentence): SpeechFrame | null {
  const own = s.tokens.findIndex(
    ({ lower }, i) => VIEW.test(lower) && /^['’]s?$/.test(s.tokens[i - 1]?.word ?? '') && !s.quoted.has(i),
  );
  const by = s.tokens.findLastIndex(({ lower }, i) => i < own - 1 && i > own - 9 && /^(?:in|by|on|to)$/.test(lower));
  if (own > 2 && by >= 0) return { speaker: { from: by + 1, to: own - 1 }, verb: { from: by, to: by + 1 } };
  const at = s.tokens.findIndex(
    ({ lower }, i) =>
      VIEW.test(lower) &&
      /^(?:the|his|her|their|its)$/.test(s.tokens[i - 1]?.lower ?? '') &&
      /^(?:in|by|on|to)$/.test(s.tokens[i - 2]?.lower ?? '') &&
      (s.tokens[i - 1]?.lower !== 'the' || s.tokens[i + 1]?.lower === 'of') &&
      !s.quoted.has(i),
  );
  if (at < 0) return null;
  if (s.tokens[at - 1]?.lower !== 'the')
    return { speaker: { from: at - 1, to: at }, verb: { from: at - 2, to: at + 1 } };
  const speaker = cutAtComma(s, at - 2, afterVerb(s, at + 1));
  return speaker && { speaker, verb: { from: at - 2, to: at + 2 } };
}

const THOUGHT =
  /^(?:view|line|message|answer|argument|position|reading|explanation|reply|response|verdict|contention|belief|hope|fear|understanding|conclusion|advice|warning|stance)$/;

/** “The ministry’s view is that …”, “the message of the envoys was: …”. */
export function viewIs(s: ReadSentence): SpeechFrame | null {
  const be = s.tokens.findIndex(
    ({ lemma }, i) =>
      i > 1 &&
      (lemma === 'be' || lemma === 'remain') &&
      /^(?:that|:|")$/.test(s.tokens[i + 1]?.word ?? '') &&
      !s.quoted.has(i),
  );
  if (be < 0) return null;
  const noun = s.tokens.findIndex(({ lower }, i) => i < be && i >= be - 9 && THOUGHT.test(lower));
  if (noun < 1) return null;
  const verb = { from: be, to: be + 1 };
  if (noun === be - 1 && /^['’]s?$/.test(s.tokens[noun - 1]?.word ?? '')) {
    const comma = s.tokens.findLastIndex(({ word }, i) => i < noun && word === ',');
    return { speaker: { from: comma + 1, to: noun - 1 }, verb };
  }
  if (noun === be - 1 && /^(?:his|her|its|their)$/.test(s.tokens[noun - 1]?.lower ?? ''))
    return { speaker: { from: noun - 1, to: noun }, verb };
  return /^(?:of|from)$/.test(s.tokens[noun + 1]?.lower ?? '') && be > noun + 2
    ? { speaker: { from: noun + 2, to: be }, verb }
    : null;
}

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const isName = (token: Token | undefined): boolean => token?.pos === 'PROPN' && /^\p{Lu}\p{Ll}/u.test(token.word);

/** “For the prime minister, it was ‘a beginning’”, and “a scholar for whom it is ‘paper’”. */
export function ofWhom(s: ReadSentence): SpeechFrame | null {
  const it = s.tokens.findIndex(({ lower, pos }, i) => i > 2 && (/^(?:it|this|that)$/.test(lower) || VERBAL.has(pos)));
  const before = s.tokens.slice(1, it);
  const isForSomebody =
    s.tokens[0]?.word === 'For' &&
    ((isName(s.tokens[1]) && isName(s.tokens[2])) ||
      (s.tokens[it - 1]?.word === ',' &&
        !VERBAL.has(s.tokens[it]?.pos ?? '') &&
        before.some(
          (token, i) => PERSONS.has(token.lower) && isName(before[i + (before[i + 1]?.word === ',' ? 2 : 1)]),
        )));
  if (s.quoted.size === 0 && !isForSomebody) return null;
  const whom = s.tokens.findIndex(
    ({ lower }, i) => /^(?:whom|whose)$/.test(lower) && /^(?:for|in|to)$/.test(s.tokens[i - 1]?.lower ?? ''),
  );
  if (whom > 2) {
    const verb = s.tokens.findLastIndex((token, i) => i < whom - 1 && isVerbal(token));
    return { speaker: { from: verb + 1, to: whom - 1 }, verb: { from: whom - 1, to: whom + 1 } };
  }
  const comma = s.tokens.findIndex(({ word }) => word === ',');
  if (s.tokens[0]?.lower !== 'for' || comma < 2) return null;
  const verb = s.tokens.findIndex(isVerbal);
  const last = s.tokens.findLastIndex(({ word }, i) => i < verb && word === ',');
  return last > 0 ? { speaker: { from: 1, to: last }, verb: { from: 0, to: 1 } } : null;
}

const TOLD_BY =
  /^(?:described|recounted|outlined|relayed|summari[sz]ed|confirmed|disclosed|reported|announced|revealed|related|told|shared|published|released|echoed|seconded|repeated|conveyed|voiced)$/;

/** “As described by two people who have read it”, “was announced by the ministry”. */
export function saidBy(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lower }, i) =>
      lower === 'by' &&
      !s.quoted.has(i) &&
      s.tokens.slice(Math.max(0, i - 4), i).some((token) => TOLD_BY.test(token.lower)),
  );
  const speaker = at < 2 ? null : afterVerb(s, at);
  return speaker && s.tokens.slice(speaker.from, speaker.to).some(isNominal)
    ? { speaker, verb: { from: at - 1, to: at + 1 } }
    : null;
}

const PRESS = /^(?:reporters|journalists|correspondents|press|media|newsmen)$/;

/** “The foreign minister informed journalists on Friday”, “two officials advanced to reporters”: by whatever verb. */
export function toldToThePress(s: ReadSentence): SpeechFrame | null {
  const press = s.tokens.findIndex(({ lower }, i) => PRESS.test(lower) && !s.quoted.has(i));
  if (press < 2) return null;
  const verb = s.tokens.findLastIndex(
    (token, i) =>
      i < press &&
      i >= press - 4 &&
      ((isVerbal(token) && token.pos === 'VERB') || (token.pos === 'ADJ' && /^\p{Ll}+ed$/u.test(token.word))),
  );
  if (
    verb < 1 ||
    s.tokens.slice(verb + 1, press).some(({ lower }) => /^(?:by|of|from|between|for|on|social)$/.test(lower))
  )
    return null;
  if (
    s.tokens
      .slice(Math.max(0, verb - 3), verb)
      .some(({ lemma, lower }) => lemma === 'be' || /^(?:to|not|n't)$/.test(lower))
  )
    return null;
  if (s.tokens[verb]?.lower.endsWith('ing') && s.tokens[verb - 1]?.pos !== 'AUX') return null;
  const speaker = beforeVerb(s, verb);
  return speaker && s.tokens.slice(speaker.from, speaker.to).some(isNominal)
    ? { speaker, verb: { from: verb, to: verb + 1 } }
    : null;
}

/** “We hear from people around the leader that …”. */
export function fromWhomWeHear(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lemma, lower }, i) =>
      (/^(?:hear|understand|gather|learn|know)$/.test(lemma) || lower === 'learnt') &&
      s.tokens[i + 1]?.lower === 'from' &&
      !s.quoted.has(i),
  );
  const speaker = at < 1 ? null : afterVerb(s, at + 1);
  return speaker && { speaker, verb: { from: at, to: at + 2 } };
}
