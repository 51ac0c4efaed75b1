/**
 * One sentence that says the same of several: “Norway and Brazil have expressed their support” is an endorsement by each,
 * “they want a truce, aid and new borders” a demand on each issue.
 */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { subjectsOf, type Subject, type titledIn } from '../fields/subjects.js';
import type { Mention } from '../parties/mention.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Judged } from './judge.js';

/** Kinds that each party does by itself, although a sentence names several. */
const BY_EACH: ReadonlySet<Kind> = new Set([
  'endorsement',
  'involvement',
  'implementation',
  'pressure',
  'confirmation',
  'ratification',
]);
/** Kinds of which a list names several issues. */
const ON_EACH: ReadonlySet<Kind> = new Set(['demand', 'stance', 'concession']);
const MOST = 5;

/** Whether only commas, “and”, “its ally” and the like stand between two mentions. */
function isJoined({ tokens }: ReadSentence, left: Mention, right: Mention): boolean {
  if (left.from === right.from) return true;
  const between = tokens.slice(left.to, right.from);
  const hasAnd = between.some(({ lower, word }) => lower === 'and' || word === ',');
  const isApposition =
    between.every(({ pos, word }) => pos !== 'VERB' && word !== ';' && word !== '"') ||
    between.some(({ lower }) => lower === 'which');
  return hasAnd && isApposition && between.length <= 8;
}

/** The parties that are named in a row with the one whose act it is. */
function joinedWith(sentence: ReadSentence, party: PartyId): PartyId[] {
  const named = sentence.mentions.filter(({ as }) => as === 'itself');
  const at = named.findIndex((mention) => mention.party === party);
  if (at < 0) return [party];
  let [first, last] = [at, at];
  while (first > 0 && isJoined(sentence, named[first - 1] as Mention, named[first] as Mention)) first -= 1;
  while (last + 1 < named.length && isJoined(sentence, named[last] as Mention, named[last + 1] as Mention)) last += 1;
  return [...new Set(named.slice(first, last + 1).map((mention) => mention.party))].slice(0, MOST);
}

/** A judgement for each party that does the same. */
function byEach(judged: Judged): Judged[] {
  const { whose, passage } = judged;
  const kind = judged.kinds[0]?.answer;
  if (!whose.party || !kind || !BY_EACH.has(kind) || passage.voice.party === whose.party) {
    const isBoth =
      passage.voice.party === whose.party &&
      passage.sentence.mentions.some((one, i) => passage.sentence.mentions[i + 1]?.from === one.from);
    if (!whose.party || !kind || !BY_EACH.has(kind) || (!isBoth && passage.voice.how !== 'act')) return [judged];
  }
  return joinedWith(passage.sentence, whose.party).map((party) => {
    const mention = passage.sentence.mentions.find((one) => one.party === party);
    return { ...judged, whose: { party, likelihood: whose.likelihood, ...(mention ? { mention } : {}) } };
  });
}

/** The issues of a list after the first verb: each of its parts may be about another. */
function issuesOf(judged: Judged, kind: Kind, titled: ReturnType<typeof titledIn>): Subject[] {
  const { sentence, from, to, voice } = judged.passage;
  const parts: number[][] = [[]];
  for (let i = from; i < to; i += 1) {
    const token = sentence.tokens[i];
    const isInFrame = voice.frame !== undefined && i >= voice.frame.from && i < voice.frame.to;
    if (!token || isInFrame) continue;
    if (token.word === ',' || token.lower === 'and' || token.word === ';') parts.push([]);
    else parts.at(-1)?.push(i);
  }
  const found = parts.flatMap((at) => {
    const tokens = at.flatMap((i) => sentence.tokens[i] ?? []);
    const [first] = tokens.length === 0 ? [] : subjectsOf(kind, '', tokens, titled);
    return first && 'issue' in first ? [first] : [];
  });
  return found
    .filter((one, i) => found.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i)
    .slice(0, MOST);
}

/** A judgement for each issue of a list. */
function onEach(judged: Judged, titled: ReturnType<typeof titledIn>): Judged[] {
  const kind = judged.kinds[0]?.answer;
  if (!kind || !ON_EACH.has(kind)) return [judged];
  const issues = issuesOf(judged, kind, titled);
  return issues.length < 2 ? [judged] : issues.map((issue) => ({ ...judged, subjects: [issue] }));
}

/** As many judgements as the passage says things. */
export const fannedOut = (judged: Judged, titled: ReturnType<typeof titledIn>): Judged[] =>
  byEach(judged).flatMap((one) => onEach(one, titled));
