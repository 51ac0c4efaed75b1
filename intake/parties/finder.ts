/** Finds where sentences speak of parties. It reads an article from its beginning, and remembers whom it has met. */
import type { PartyId } from '../../events/ids.js';
import type { Known } from '../known.js';
import type { Token } from '../text/tokens.js';
import { describedBy, descriptionAt, type Described } from './descriptions.js';
import { INSTITUTIONS } from './institutions.js';
import type { Mention } from './mention.js';
import { indexOf, namesIn, type FoundName, type NameIndex } from './name-index.js';
import { namesOf, type PartyName } from './names.js';

const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM']);
const isInstitution = ({ lower, lemma }: Token): boolean => INSTITUTIONS.has(lower) || INSTITUTIONS.has(lemma);

/** The end of the run of nouns and adjectives that goes on after a name. */
function runAfter(tokens: readonly Token[], at: number): number {
  let to = at;
  while (to < tokens.length && to < at + 6 && NOMINAL.has(tokens[to]?.pos ?? '')) to += 1;
  return to;
}

/** Whether what follows a name is one who acts for the party, and where that ends. */
function actorAfter(tokens: readonly Token[], at: number, end: number): number | null {
  for (let i = end - 1; i >= at; i -= 1) if (isInstitution(tokens[i] as Token)) return i + 1;
  return null;
}

function mentionOf(tokens: readonly Token[], { name, from, to }: FoundName): Mention {
  const base = {
    party: name.party,
    by: name.by,
    words: tokens
      .slice(from, to)
      .map(({ word }) => word)
      .join(' '),
  };
  const owns = tokens[to]?.lower === "'s" || tokens[to]?.lower === "'";
  const next = owns ? to + 1 : to;
  const end = runAfter(tokens, next);
  const actor = actorAfter(tokens, next, end);
  if (actor !== null) return { ...base, from, to: actor, as: 'itself' };
  if (owns) return { ...base, from, to: to + 1, as: 'owner' };
  const isAttribute = end > to && (tokens[end - 1]?.pos === 'NOUN' || name.by === 'demonym');
  if (isAttribute) return { ...base, from, to, as: 'attribute' };
  // “The government of Sudan” is Sudan.
  const [of, head] = [tokens[from - 1]?.lower === 'the' ? from - 2 : from - 1, -1];
  const headAt = tokens[of]?.lower === 'of' ? of - 1 : head;
  if (headAt >= 0 && isInstitution(tokens[headAt] as Token)) return { ...base, from: headAt, to, as: 'itself' };
  return { ...base, from, to, as: 'itself' };
}

export class PartyFinder {
  private readonly described: Described;
  private names: NameIndex;
  private readonly known: PartyName[];
  /** The party last named, by those that a description may stand for. */
  private readonly lastNamed = new Map<PartyId, number>();
  private clock = 0;

  constructor(known: Known) {
    this.known = namesOf(known);
    this.names = indexOf(this.known);
    this.described = describedBy(known.parties);
  }

  /** From here on these words stand for the party too: a person whom the article has presented. */
  learn(names: readonly PartyName[]): void {
    const taken = new Set(this.known.map(({ words }) => words));
    const fresh = names.filter(({ words }) => !taken.has(words));
    if (fresh.length === 0) return;
    this.known.push(...fresh);
    this.names = indexOf(this.known);
  }

  mentionsIn(tokens: readonly Token[]): Mention[] {
    const named = namesIn(tokens, this.names).map((found) => mentionOf(tokens, found));
    const described = this.descriptionsIn(tokens, named);
    return [...named, ...described].toSorted((a, b) => a.from - b.from);
  }

  private descriptionsIn(tokens: readonly Token[], named: readonly Mention[]): Mention[] {
    const found: Mention[] = [];
    let next = 0;
    for (let at = 0; at < tokens.length; at += 1) {
      for (; next < named.length && (named[next]?.from ?? 0) <= at; next += 1)
        this.noted((named[next] as Mention).party);
      if (named.some(({ from, to }) => from < at + 3 && to > at)) continue;
      const description = descriptionAt(tokens, at);
      const party = description && this.resolved(description.noun);
      if (!description || !party) continue;
      const words = tokens
        .slice(at, description.to)
        .map(({ word }) => word)
        .join(' ');
      const owns = tokens[description.to]?.lower === "'s";
      found.push({ party, from: at, to: description.to, by: 'description', as: owns ? 'owner' : 'itself', words });
      this.noted(party);
      at = description.to - 1;
    }
    for (; next < named.length; next += 1) this.noted((named[next] as Mention).party);
    return found;
  }

  private noted(party: PartyId): void {
    this.clock += 1;
    this.lastNamed.set(party, this.clock);
  }

  /** The one that it can only be, else the one last named. */
  private resolved(noun: string): PartyId | null {
    const may = this.described.get(noun) ?? [];
    const named = may.filter((party) => this.lastNamed.has(party));
    if (named.length === 0) return may.length === 1 ? (may[0] ?? null) : null;
    return named.reduce((a, b) => ((this.lastNamed.get(b) ?? 0) > (this.lastNamed.get(a) ?? 0) ? b : a));
  }
}
