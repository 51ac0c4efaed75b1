/** Parties of talks, from a text alone: countries, bodies with initials, unions, companies, armed groups. */
import type { Reason, Span } from '../../events/intake/candidate.js';
import { partyId, type PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import { slugFromTitle } from '../../events/words/slug-from-title.js';
import { COUNTRIES } from '../data/countries.js';
import { tokensOf, type Token } from '../text/tokens.js';
import { sortOf } from '../parties/sorts.js';
import { roleOf } from './roles.js';

export interface ProposedParty {
  readonly party: PartyId;
  readonly name: string;
  readonly role: Role;
  readonly reasons: readonly Reason[];
}

/** How many are proposed at most, those named most often. */
const MOST = 12;
/** A body that is no country is proposed where it is named so often. */
const LEAST_TIMES = 2;

interface Named {
  readonly name: string;
  /** The words by which it was found, the first time. */
  readonly words: string;
  readonly at: Span;
  times: number;
  readonly sentences: Set<number>;
}

const BY_WORDS: ReadonlyMap<string, string> = new Map(
  COUNTRIES.flatMap(({ name, adjective, people, alsoCalled }) =>
    [name, adjective, people, ...alsoCalled].filter(Boolean).map((words) => [words.toLowerCase(), name] as const),
  ),
);
const LONGEST_COUNTRY = 5;

/** A country whose words begin at a token, with how many tokens they are. */
function countryAt(tokens: readonly Token[], at: number): { readonly name: string; readonly length: number } | null {
  if (!/^\p{Lu}/u.test(tokens[at]?.word ?? '')) return null;
  for (let length = LONGEST_COUNTRY; length > 0; length -= 1) {
    const words = tokens
      .slice(at, at + length)
      .map(({ lower }) => lower)
      .join(' ');
    const name = BY_WORDS.get(words);
    // “US” is a country, “us” is not.
    if (name && (words.length > 2 || /^\p{Lu}+$/u.test(tokens[at]?.word ?? ''))) return { name, length };
  }
  return null;
}

const isNamePart = ({ word, pos }: Token): boolean =>
  /^\p{Lu}/u.test(word) && (pos === 'PROPN' || /^\p{Lu}{2,}$/u.test(word));
/** Names of months and days, and places of talks, are no parties. */
const NO_PARTY =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mr|Mrs|Ms|Dr|The|A|I|Christmas|Easter|Ramadan|Foreign|Prime|President|Minister|King|General|Middle|East|West|North|South)$/;
/** What sort of name is a body, and no person or place. */
const BODY =
  /^[\p{Lu}\d-]{2,8}$|\b(?:Union|United|Workers|Guild|Alliance|Association|Front|Movement|Army|Forces|Party|League|Nations|Council|Company|Motors?|Corporation|Federation|Front|Brotherhood|Teamsters|Airlines|Railways?|Organi[sz]ation|Committee|Commission|Group|House|Coalition|Front|Cross|Hamas|Hezbollah|Taliban|Houthis?)\b/u;

/** The run of words with capitals that begins at a token. */
function nameAt(tokens: readonly Token[], at: number): { readonly name: string; readonly length: number } | null {
  let to = at;
  while (
    to < tokens.length &&
    to - at < 7 &&
    (isNamePart(tokens[to] as Token) ||
      (to > at &&
        /^(?:of|for|and)$/.test(tokens[to]?.lower ?? '') &&
        isNamePart(tokens[to + 1] ?? ({ word: '', pos: '' } as Token))))
  )
    to += 1;
  if (to === at) return null;
  const words = tokens.slice(at, to).map(({ word }) => word);
  const name = words.join(' ');
  return BODY.test(name) && !(words.length === 1 && NO_PARTY.test(name)) ? { name, length: to - at } : null;
}

function noted(
  found: Map<string, Named>,
  name: string,
  tokens: readonly Token[],
  at: number,
  length: number,
  sentence: number,
): void {
  const [first, last] = [tokens[at], tokens[at + length - 1]];
  if (!first || !last) return;
  const entry = found.get(name) ?? {
    name,
    words: tokens
      .slice(at, at + length)
      .map(({ word }) => word)
      .join(' '),
    at: { start: first.start, end: last.end },
    times: 0,
    sentences: new Set<number>(),
  };
  entry.times += 1;
  entry.sentences.add(sentence);
  found.set(name, entry);
}

/** The parties that a text names, those named most often first. */
export function partiesIn(text: string, spans: readonly Span[]): ProposedParty[] {
  const found = new Map<string, Named>();
  const sentences = spans.map(({ start, end }) => tokensOf(text.slice(start, end), start));
  sentences.forEach((tokens, sentence) => {
    for (let at = 0; at < tokens.length; at += 1) {
      const country = countryAt(tokens, at);
      const hit = country ?? nameAt(tokens, at);
      if (!hit) continue;
      noted(found, hit.name, tokens, at, hit.length, sentence);
      at += hit.length - 1;
    }
  });
  const ranked = [...found.values()]
    .filter(({ name, times }) => times >= LEAST_TIMES || sortOf({ name }) === 'state')
    .toSorted((a, b) => b.times - a.times)
    .slice(0, MOST);
  const taken: string[] = [];
  return ranked.map((named, rank) => {
    const slug = slugFromTitle(named.name, 'party', taken);
    taken.push(slug);
    const { role, says } = roleOf(
      named.name,
      [...named.sentences].map((i) => text.slice(spans[i]?.start, spans[i]?.end)),
      rank,
    );
    const times = named.times === 1 ? 'once' : `${named.times} times`;
    return {
      party: partyId.parse(slug),
      name: named.name.slice(0, 200),
      role,
      reasons: [
        { field: 'party', says: `“${named.words}”: named ${times}`.slice(0, 500), at: named.at },
        { field: 'role', says },
      ],
    };
  });
}
