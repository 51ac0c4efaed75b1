/** Where the words of a speaker begin and end, before a verb of saying or after it. */
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';

/** Token ranges, ends excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Who says something, and by which verb. */
export interface SpeechFrame {
  /** The words of who speaks. */
  readonly speaker: Range;
  /** The verb, or “according to”. */
  readonly verb: Range;
}

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const BETWEEN: ReadonlySet<string> = new Set(['AUX', 'ADV', 'PART']);
/** Where a clause begins. */
const OPENS: ReadonlySet<string> = new Set(
  'but while whereas although though that because if after before when'.split(' '),
);
/** “A third said.” */
const ORDINAL = /^(?:second|third|fourth|fifth)$/;
const STOPS = /^[;:".?!]$/;
const RELATIVE = /^(?:who|which|whose|whom)$/;
const LONGEST = 30;

/** A verb: a word with a capital inside a sentence is a name, whatever the tagger takes it for; “people” never is one. */
export const isVerbal = (token: Token | undefined): boolean =>
  token !== undefined && VERBAL.has(token.pos) && !/^(?:\p{Lu}\p{Ll}|people$)/u.test(token.word);

/** What may stand for somebody: so may what the tagger takes for a verb, where it has a capital (“Ford says”). */
export const isNominal = ({ pos, word }: Pick<Token, 'pos' | 'word'>): boolean =>
  pos === 'NOUN' || pos === 'PROPN' || pos === 'PRON' || (pos === 'VERB' && /^(?:\p{Lu}\p{Ll}+|people)$/u.test(word));

/** The stretches between commas before a verb, the last first. */
function stretchesBefore(s: ReadSentence, verb: number): Range[] {
  const found: Range[] = [];
  let to = verb;
  let from = verb;
  // “An official, briefing on terms that …, dismissed it”: what stands between commas may hold clauses.
  const isApposed = s.tokens[verb - 1]?.word === ',';
  while (from > 0 && verb - from < LONGEST) {
    const token = s.tokens[from - 1] as Token;
    if (STOPS.test(token.word) || s.quoted.has(from - 1)) break;
    if (token.word === ',') {
      found.push({ from, to });
      to = from - 1;
    } else if (OPENS.has(token.lower) && from < to && !(isApposed && found.length === 1)) break;
    // “Did not answer, but said”: whoever did the first.
    else if (token.lower === 'but' && from === to) to = from - 1;
    from -= 1;
  }
  found.push({ from, to });
  return found;
}

/** Without what the speaker did before: “the president called us and said” begins with “the president”. */
function upToVerb(s: ReadSentence, { from, to }: Range): Range {
  // “There is a source who says”.
  const there = s.tokens.findIndex(({ lower }, i) => i >= from && i < to - 2 && lower === 'there');
  if (there >= 0 && RELATIVE.test(s.tokens[to - 1]?.lower ?? '')) return { from: there + 2, to: to - 1 };
  for (let i = from + 1; i < to; i += 1) {
    if (RELATIVE.test(s.tokens[i]?.lower ?? '')) return { from, to };
    const isVerb =
      isVerbal(s.tokens[i]) &&
      !/(?:ing|briefed|involved|informed|authori[sz]ed|permitted|allowed|cleared|based|led|named|known|held)$/.test(
        s.tokens[i]?.lower ?? '',
      );
    if (isVerb && s.tokens.slice(from, i).some(isNominal)) return { from, to: i };
  }
  return { from, to };
}

/**
 * The speaker before a verb: what stands after the last comma; where a comma stands just before the verb, an apposition or
 * a relative clause does, and the stretch before it belongs to the speaker.
 */
export function beforeVerb(s: ReadSentence, verb: number): Range | null {
  let end = verb;
  while (end > 0 && BETWEEN.has(s.tokens[end - 1]?.pos ?? '') && !ORDINAL.test(s.tokens[end - 1]?.lower ?? ''))
    end -= 1;
  const stretches = stretchesBefore(s, end);
  // “Is more cheerful and thinks”: the speaker stands before the first of two verbs.
  const second = stretches[0] && VERBAL.has(s.tokens[stretches[0].from]?.pos ?? '') && stretches.length > 1;
  const last = second ? { from: stretches[0]?.from ?? 0, to: stretches[0]?.from ?? 0 } : stretches[0];
  if (!last) return null;
  if (second) end = last.from;
  // “This morning he”: a pronoun stands alone.
  if (last.from < last.to && /^(?:he|she|they)$/.test(s.tokens[last.to - 1]?.lower ?? ''))
    return { from: last.to - 1, to: last.to };
  if (last.from < last.to && !RELATIVE.test(s.tokens[last.from]?.lower ?? '')) return upToVerb(s, last);
  const first = last.from < last.to ? 0 : 1;
  const apposition = stretches[first];
  // “Ada Holm, 30, who works …”: the age is no name.
  const isAge = /^\d\d$/.test(s.tokens[stretches[first + 1]?.from ?? -1]?.word ?? '');
  const name = stretches[first + (isAge ? 2 : 1)];
  // “The vice-president, Sara Duterte, who was not asked, has …”: a title before the name.
  const title = stretches[first + 2];
  const isTitled =
    name !== undefined &&
    title?.from === 0 &&
    s.tokens[name.from]?.pos === 'PROPN' &&
    /^(?:DET|PRON|PROPN)$/.test(s.tokens[0]?.pos ?? '') &&
    !s.tokens.slice(title.from, title.to).some(isVerbal);
  const from = isTitled ? title.from : name && name.from < name.to ? name.from : apposition?.from;
  return from === undefined || from >= end ? null : { from, to: end };
}

/** “…, which they”, before “call a puppet”: told in passing. */
function endsInObject({ tokens }: ReadSentence, { from, to }: Range): boolean {
  // “A deal the envoy hailed”.
  const isNounThenNoun = tokens
    .slice(from + 1, to - 1)
    .some(({ pos }, i) => pos === 'NOUN' && /^(?:the|an?|its|his|her|their)$/.test(tokens[from + 2 + i]?.lower ?? ''));
  if (isNounThenNoun && tokens[to - 1]?.word !== ',') return true;
  const relative = tokens.findLastIndex(({ lower }, i) => i > from && i < to - 1 && /^(?:which|whom)$/.test(lower));
  if (relative < 0 || tokens[to - 1]?.word === ',' || tokens[relative + 1]?.pos === 'ADP') return false;
  return !tokens.slice(relative + 1, to).some(isVerbal);
}

/** Who acts before a verb; nobody where it only tells in passing what they do. */
export function actorBefore(s: ReadSentence, verb: number): Range | null {
  const range = beforeVerb(s, verb);
  return range && endsInObject(s, range) ? null : range;
}

/** The speaker after a verb: up to the next verb, but for one of a relative clause. */
export function afterVerb(s: ReadSentence, verb: number): Range | null {
  let to = verb + 1;
  let isRelative = false;
  while (to < s.tokens.length && to - verb < LONGEST) {
    const token = s.tokens[to] as Token;
    if (STOPS.test(token.word) || s.quoted.has(to)) break;
    if (RELATIVE.test(token.lower)) isRelative = true;
    // “…, say people who have sat in earlier rounds, is the list”.
    if (isRelative && token.word === ',' && isVerbal(s.tokens[to + 1])) break;
    if (!isRelative && isVerbal(token) && !/(?:ed|ing|known)$/.test(token.lower)) break;
    to += 1;
  }
  return to > verb + 1 ? { from: verb + 1, to } : null;
}
