/** Finds where sentences speak of parties. It reads an article from its beginning, and remembers whom it has met. */
import type { PartyId } from '../../events/ids.js';
import type { Known } from '../known.js';
import type { Token } from '../text/tokens.js';
import { isAfterPreposition } from './actor.js';
import { bothAt, describedBy, descriptionAt, type Described } from './descriptions.js';
import { INSTITUTIONS } from './institutions.js';
import type { Mention } from './mention.js';
import { mentionOf } from './mention-of.js';
import { indexOf, namesIn, type NameIndex } from './name-index.js';
import { namesOf, type PartyName } from './names.js';
import { ownPronounAt, subjectPronounAt } from './pronouns.js';

const wordsAt = (tokens: readonly Token[], from: number, to: number): string =>
  tokens.slice(from, to).map(({ word }) => word).join(' '); // prettier-ignore

/** “The nationalists of the PNV”, at the head of a sentence. */
const isOfSubject = (tokens: readonly Token[], from: number): boolean =>
  /^of$/.test(tokens[from - 1]?.lower === 'the' ? (tokens[from - 2]?.lower ?? '') : (tokens[from - 1]?.lower ?? '')) &&
  !tokens.slice(0, from).some(({ pos, word }) => pos === 'VERB' || pos === 'AUX' || word === ',');

export class PartyFinder {
  private readonly described: Described;
  private readonly principals: readonly PartyId[];
  private names: NameIndex;
  private readonly known: PartyName[];
  private titles: ReadonlyMap<string, PartyId> = new Map();
  /** When each party was last named. */
  private readonly lastNamed = new Map<PartyId, number>();
  private clock = 0;
  /** Whom “it” and “they” stand for. */
  private subject: PartyId | null = null;
  private isSubjectSet = false;

  constructor({ parties }: Known) {
    this.known = namesOf({ parties });
    this.names = indexOf(this.known);
    this.described = describedBy(parties);
    this.principals = parties.filter(({ role }) => role === 'principal').map(({ party }) => party);
  }

  /**
   * From here on these words stand for the parties too: persons whom the article has presented, and their titles
   * (“the president”). It then reads from the beginning again.
   */
  learn(names: readonly PartyName[], titles: ReadonlyMap<string, PartyId>): void {
    const taken = new Set(this.known.map(({ words }) => words));
    this.known.push(...names.filter(({ words }) => !taken.has(words)));
    this.names = indexOf(this.known);
    this.titles = titles;
    this.lastNamed.clear();
    this.subject = null;
  }

  /** In order. */
  mentionsIn(tokens: readonly Token[]): Mention[] {
    this.isSubjectSet = false;
    const named = namesIn(tokens, this.names).map((found) => mentionOf(tokens, found));
    const found: Mention[] = [];
    let next = 0;
    for (let at = 0; at < tokens.length; at += 1) {
      const own = named[next];
      if (own && own.from <= at) {
        found.push(own);
        this.noted(own, tokens);
        next += 1;
        at = Math.max(at, own.to - 1);
        continue;
      }
      const limit = own?.from ?? tokens.length;
      const others = this.unnamedAt(tokens, at, limit);
      for (const mention of others) this.noted(mention, tokens);
      found.push(...others);
      at = Math.max(at, (others[0]?.to ?? 0) - 1);
    }
    return found;
  }

  /** Descriptions and pronouns that begin at a token and end before the next name. */
  private unnamedAt(tokens: readonly Token[], at: number, limit: number): Mention[] {
    const both = this.principals.length === 2 ? bothAt(tokens, at) : null;
    if (both !== null && both <= limit)
      return this.principals.map((party) => this.mention(tokens, party, at, both, 'description'));
    const description = descriptionAt(tokens, at, this.described);
    const described = description && description.to <= limit ? this.resolved(description.noun) : null;
    if (description && described) return [this.mention(tokens, described, at, description.to, 'description')];
    const pronoun = subjectPronounAt(tokens, at) ?? ownPronounAt(tokens, at);
    if (pronoun === null || pronoun > limit || !this.subject) return [];
    return [this.mention(tokens, this.subject, at, pronoun, 'pronoun')];
  }

  private mention(tokens: readonly Token[], party: PartyId, from: number, to: number, by: Mention['by']): Mention {
    const owns = tokens[to]?.lower === "'s" || tokens[to]?.lower === "'";
    const isActor = owns && INSTITUTIONS.has(tokens[to + 1]?.lower ?? '');
    const end = isActor ? to + 2 : to;
    return { party, from, to: end, by, as: owns && !isActor ? 'owner' : 'itself', words: wordsAt(tokens, from, end) };
  }

  private noted({ party, as, from }: Mention, tokens: readonly Token[]): void {
    this.clock += 1;
    this.lastNamed.set(party, this.clock);
    // The first that acts in a sentence is whom the next calls “it”.
    if (
      as !== 'itself' ||
      this.isSubjectSet ||
      (isAfterPreposition({ tokens }, { from }) && !isOfSubject(tokens, from))
    )
      return;
    this.isSubjectSet = true;
    this.subject = party;
  }

  /** By the title of a person; else the only one that it can be; else the one last named. */
  private resolved(noun: string): PartyId | null {
    const titled = this.titles.get(noun);
    if (titled) return titled;
    const may = this.described.get(noun) ?? [];
    const named = may.filter((party) => this.lastNamed.has(party));
    if (named.length === 0) return may.length === 1 ? (may[0] ?? null) : null;
    return named.reduce((a, b) => ((this.lastNamed.get(b) ?? 0) > (this.lastNamed.get(a) ?? 0) ? b : a));
  }
}
