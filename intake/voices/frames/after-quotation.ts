/** What follows a quotation that ends with a comma says whose it is, by whatever verb: “…,” was the verdict of X; “…,” X fumed. */
import type { ReadSentence } from '../../text/read-sentence.js';
import { afterVerb, isNominal, isVerbal, type Range, type SpeechFrame } from './speaker-range.js';

/** Fewer words are a term that is put in quotation marks. */
const LEAST_QUOTED = 3;
const STOPS = /^[.;:"]$/;
const SAYING =
  /^(?:verdict|view|answer|reply|response|reading|summary|assessment|comment|message|line|description|words|conclusion|take|version|judge?ment|phrase|warning|advice|prediction|explanation|retort|mood)$/;
const TELLING = /^(?:how|what|as)$/;
const NO_SPEAKER = /^(?:and|but|or|which|that|who|in|at|on|after|before|while|to)$/;
const POSSESSIVE = /^(?:his|her|its|their)$/;

/** The tokens between a quotation that ends with a comma, and the end of the clause. */
function remainder({ tokens, quoted }: ReadSentence): Range | null {
  const mark = tokens.findIndex(
    ({ word }, i) => word === '"' && quoted.has(i - 1) && /^[,!?]$/.test(tokens[i - 1]?.word ?? ''),
  );
  if (mark < 1 || quoted.size < LEAST_QUOTED) return null;
  let to = mark + 1;
  while (to < tokens.length && !STOPS.test(tokens[to]?.word ?? '')) to += 1;
  return to - mark > 2 ? { from: mark + 1, to } : null;
}

/** A verb that the tagger takes for an adjective or a noun: “X fumed”, with nothing after it that it could belong to. */
function isLikeVerb({ tokens }: ReadSentence, at: number, { from }: Range): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token || at === from || !/^\p{Ll}+(?:ed|s)$/u.test(token.word) || !/^(?:ADJ|NOUN)$/.test(token.pos))
    return false;
  return before !== undefined && isNominal(before) && /^(?:PUNCT|ADP|ADV|SCONJ)$/.test(after?.pos ?? 'PUNCT');
}

/** “The verdict of X”, “his verdict”. */
function ofSaying({ tokens }: ReadSentence, { from, to }: Range): Range | null {
  const noun = tokens.findIndex(({ lower }, i) => i > from && i < to && SAYING.test(lower));
  if (noun < 0) return null;
  if (POSSESSIVE.test(tokens[noun - 1]?.lower ?? '')) return { from: noun - 1, to: noun };
  if (tokens[noun + 1]?.lower === 'of') return { from: noun + 2, to };
  return /^['’]s?$/.test(tokens[noun - 1]?.word ?? '') && noun - 2 > from ? { from: from + 1, to: noun - 1 } : null;
}

/** “Is how X puts it”. */
function inItsWay(s: ReadSentence, { from, to }: Range): Range | null {
  const how = s.tokens[from]?.lemma === 'be' && TELLING.test(s.tokens[from + 1]?.lower ?? '') ? from + 1 : -1;
  const verb =
    how < 0
      ? -1
      : s.tokens.findIndex((token, i) => i > how + 1 && i < to && (isVerbal(token) || s.tokens[i + 1]?.lower === 'it'));
  return verb < 0 ? null : { from: how + 1, to: verb };
}

export function afterQuotation(s: ReadSentence): SpeechFrame | null {
  const rest = remainder(s);
  const first = rest && s.tokens[rest.from];
  if (!rest || !first || NO_SPEAKER.test(first.lower)) return null;
  const told = ofSaying(s, rest) ?? inItsWay(s, rest);
  if (told) return { speaker: told, verb: { from: rest.from, to: rest.from + 1 } };
  const isInverted = isVerbal(first) || (/^\p{Ll}+(?:ed|s)$/u.test(first.word) && first.pos !== 'PRON');
  const verb = isInverted
    ? rest.from
    : s.tokens.findIndex((one, i) => i > rest.from && i < rest.to && (isVerbal(one) || isLikeVerb(s, i, rest)));
  const speaker = isInverted ? afterVerb(s, rest.from) : verb < 0 ? null : { from: rest.from, to: verb };
  return speaker && first.lemma !== 'be' && s.tokens.slice(speaker.from, speaker.to).some(isNominal)
    ? { speaker, verb: { from: verb, to: verb + 1 } }
    : null;
}
