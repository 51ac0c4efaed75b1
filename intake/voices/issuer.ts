/** Whether a text is issued by a party itself: a press release, a letter to members. Then nobody else speaks in it unsaid. */
import type { PartyId } from '../../events/ids.js';
import type { Known } from '../known.js';
import type { Voice } from './voice.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import { indexOf, namesIn } from '../parties/name-index.js';
import { namesOf } from '../parties/names.js';
import { sortOf, type PartySort } from '../parties/sorts.js';
import { nameIn } from '../parties/named.js';
import type { ReadSentence } from '../text/read-sentence.js';
import { tokensOf } from '../text/tokens.js';

const HEADING =
  /\b(?:press release|for immediate release|communiqu[eé]|press statement|media release|to all (?:our )?members|dear (?:members|colleagues))\b/i;
/** The heading of what is issued, which is no sentence. */
const TITLE = /\b(?:(?:press )?(?:remarks|statement) (?:by|of|from|on)|read-?out of|declaration (?:by|of))\b/i;
/** How many sentences at the beginning and the end are looked at for a heading. */
const AT_EDGES = 5;
/** A text that says “we” so often, outside quotations, is the party's own. */
const WE_TIMES = 4;

/** The party that publishes under its own name, or that of its office: “SAG-AFTRA”, “Ministry of Foreign Affairs of Qatar”. */
function byName(publisher: string, known: Known): PartyId | null {
  const tokens = tokensOf(publisher.slice(0, 200), 0);
  const [first] = namesIn(tokens, indexOf(namesOf(known)));
  if (!first) return null;
  const rest = tokens.filter((_, i) => i < first.from || i >= first.to);
  const isOffice = rest.some(({ lower, lemma }) => INSTITUTIONS.has(lower) || INSTITUTIONS.has(lemma));
  return rest.every(({ lower }) => /^(?:the|of|for|'s|,|\W)$/.test(lower)) || isOffice ? first.name.party : null;
}

/** “US” is no “us”, and “told us” is said by the outlet. */
const saysWe = ({ tokens, quoted }: ReadSentence): boolean =>
  tokens.some(({ word }, i) => !quoted.has(i) && /^(?:[Ww]e|[Oo]ur)$/.test(word));

/** What sort of body a publisher is, by its words: a ministry is a state’s. */
const OF_SORT: readonly (readonly [RegExp, PartySort])[] = [
  [
    /\b(?:ministry|office|commissioner|presidency|government|cabinet|embassy|mission|secretariat|department)\b/i,
    'state',
  ],
  [/\b(?:union|guild|federation|brotherhood|workers|association)\b/i, 'union'],
];

/** The only principal of the sort that the publisher is. */
function bySort(publisher: string, { parties }: Known): PartyId | null {
  const sort = OF_SORT.find(([words]) => words.test(publisher))?.[1];
  const fitting = parties.filter((party) => party.role === 'principal' && sortOf(party) === sort);
  return fitting.length === 1 ? (fitting[0]?.party ?? null) : null;
}

function mostNamed(sentences: readonly ReadSentence[], known: Known): PartyId | null {
  const counts = new Map<PartyId, number>();
  for (const { mentions } of sentences)
    for (const { party, as, by } of mentions) {
      const weight = as === 'attribute' ? 0 : by === 'description' || by === 'alias' ? 1.5 : 1;
      counts.set(party, (counts.get(party) ?? 0) + weight);
    }
  const principals = known.parties.filter(({ role }) => role === 'principal').map(({ party }) => party);
  return principals.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? null;
}

/** The party that issued the text; null where an outlet did. */
export function issuerOf(
  sentences: readonly ReadSentence[],
  known: Known,
  publisher: string | undefined,
): PartyId | null {
  const named = publisher === undefined ? null : byName(publisher, known);
  if (named) return named;
  const edges = [...sentences.slice(0, AT_EDGES), ...sentences.slice(-AT_EDGES)];
  const isHeaded =
    edges.some(({ text }) => HEADING.test(text)) ||
    sentences.slice(0, 2).some(({ text }) => TITLE.test(text) && !/[.!?”"]$/.test(text.trim()));
  const isOwn = sentences.filter(saysWe).length >= WE_TIMES && sentences.filter(saysWe).length * 5 >= sentences.length;
  if (!isHeaded && !isOwn) return null;
  return (
    (publisher === undefined ? null : bySort(publisher, known)) ??
    byWord(publisher, known) ??
    byLine(sentences) ??
    mostNamed(sentences, known)
  );
}

/** “European External Action Service”: the only party whose name has a word of the publisher’s. */
function byWord(publisher: string | undefined, { parties }: Known): PartyId | null {
  const words = (publisher ?? '').split(/\s+/).filter((word) => /^\p{Lu}\p{Ll}{4,}$/u.test(word));
  const fitting = parties.filter(({ name }) => words.some((word) => name.split(/\s+/).includes(word)));
  return fitting.length === 1 ? (fitting[0]?.party ?? null) : null;
}

const isOfOffice = (text: string): boolean => OF_SORT.some(([words]) => words.test(text));

/** “Ministry of Water Resources, Cairo”: lines at the top, of which one names an office and one says whose. */
function byLine(sentences: readonly ReadSentence[]): PartyId | null {
  const lines = sentences.slice(0, 4).filter(({ text, tokens }) => !/[.!?]$/.test(text.trim()) && tokens.length < 16);
  const hasOffice = lines.some(({ text }) => isOfOffice(text));
  const byOffice = lines.toSorted((x, y) => Number(isOfOffice(y.text)) - Number(isOfOffice(x.text)));
  const named = byOffice
    .flatMap(({ mentions }) => mentions)
    .find(({ by, as }) => by !== 'description' && by !== 'pronoun' && as !== 'attribute');
  return hasOffice ? (named?.party ?? null) : null;
}

/** The voice of the party that issued the text. */
export function issuerVoice(
  sentences: readonly ReadSentence[],
  known: Known,
  publisher: string | undefined,
): Voice | null {
  const party = issuerOf(sentences, known, publisher);
  if (!party) return null;
  const name = (publisher ?? known.parties.find((one) => one.party === party)?.name ?? party).slice(0, 200);
  const reasons = [{ field: 'speaker' as const, says: `the text is issued by ${nameIn(known.parties, party)} itself` }];
  return { capacity: 'official', attribution: 'on-the-record', name, party, how: 'issuer', reasons };
}

const SECTION =
  /^(?:reactions?|responses?|background|what others say|notes? to editors?|questions? and answers?|questions were (?:then )?(?:taken|asked|put).{0,20})[.:]?$/i;

/** Whether what a party issued is over: others are reported from here on. */
export const endsIssue = ({ text }: ReadSentence): boolean => SECTION.test(text.trim());
