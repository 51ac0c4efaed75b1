/** The names in a text that may be parties of talks: countries, bodies, and whoever acts under a name that is no person’s. */
import type { Span } from '../../events/intake/candidate.js';
import { COUNTRIES } from '../data/countries.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import { tokensOf, type Token } from '../text/tokens.js';
import { CAPITALS, COUNTRY_WORDS, longestIn } from './country-words.js';
import { BODY, BRANCH, IN_FULL, isPersonsTitle, NO_PARTY, SPOKEN_FOR, WELL_KNOWN } from './words.js';

export interface Named {
  readonly name: string;
  /** The words by which it was found, the first time. */
  readonly words: string;
  readonly at: Span;
  /** All words that stand for it: “Norway”, “Norwegian”. */
  readonly forms: Set<string>;
  times: number;
  /** How often it does something. */
  acts: number;
  readonly sentences: Set<number>;
  readonly isCountry: boolean;
}

const LONGEST_NAME = 7;

const isCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.word);
/** What branches of unions are called, with a number after it. */
const NUMBERED = /^(?:Local|Lodge|District|Council|Branch|Chapter)$/;
const CONNECTS = /^(?:of|for|and|&|de|la|du|des)$/;

const isHyphen = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === '-' && tokens[at - 1]?.end === tokens[at]?.start && tokens[at]?.end === tokens[at + 1]?.start;

/** How many tokens from one on are words with capitals, as a name has them. */
function runAt(tokens: readonly Token[], at: number): number {
  let to = at;
  while (to < tokens.length && to - at < LONGEST_NAME) {
    const isJoined =
      to > at && (CONNECTS.test(tokens[to]?.lower ?? '') || isHyphen(tokens, to)) && isCapital(tokens[to + 1]);
    if (!isCapital(tokens[to]) && !isJoined) break;
    to += 1;
  }
  // “Local 107”, “District Council 33”: the number is part of the name.
  const isNumbered = to - at > 0 && NUMBERED.test(tokens[to - 1]?.word ?? '') && /^\d+$/.test(tokens[to]?.word ?? '');
  return to - at + (isNumbered ? 1 : 0);
}

const wordsOf = (tokens: readonly Token[], at: number, length: number): string =>
  tokens
    .slice(at, at + length)
    .map(({ word }) => word)
    .join(' ')
    .replaceAll(/ - /g, '-')
    .replaceAll(/ & /g, '&');

const ACTS: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const isActing = (tokens: readonly Token[], to: number): boolean =>
  ACTS.has(tokens[to]?.pos ?? '') || /^['’]s?$/.test(tokens[to]?.word ?? '');
const isPlaceThere = (tokens: readonly Token[], at: number): boolean =>
  /^(?:in|at|near|outside|across|from|to|around|into|through)$/.test(tokens[at - 1]?.lower ?? '');

/** A name in a sentence: whose, and the tokens that it has. */
interface Hit {
  readonly name: string;
  readonly length: number;
  readonly isCountry: boolean;
  /** Sure to be a body by its words alone. */
  readonly isBody: boolean;
}

function countryHit(tokens: readonly Token[], at: number): Hit | null {
  const run = runAt(tokens, at);
  const country = longestIn(COUNTRY_WORDS, tokens, at);
  if (country) {
    const whole = wordsOf(tokens, at, run);
    // “United States Maritime Alliance”, “Canada Post”: a name that begins with a country's.
    const isMore = run > country.length && !/^(?:and|of|for)$/.test(tokens[at + country.length]?.lower ?? '');
    const rest = tokens.slice(at + country.length, at + run);
    const isTitled = rest.some(
      ({ lower, word }) => isPersonsTitle(lower) || INSTITUTIONS.has(lower) || NO_PARTY.test(word),
    );
    const isNoun = COUNTRIES.some(({ name }) => name === wordsOf(tokens, at, country.length));
    if (isMore && !isTitled && (BODY.test(whole) || (isNoun && run === country.length + 1)))
      return { name: whole, length: run, isCountry: false, isBody: true };
    return { ...country, isCountry: true, isBody: true };
  }
  const capital = longestIn(CAPITALS, tokens, at);
  return capital && isActing(tokens, at + capital.length) && !isPlaceThere(tokens, at)
    ? { ...capital, isCountry: true, isBody: true }
    : null;
}

/** “The EU and …”: what stands before “and” is a name already. */
const isBodyAlone = (tokens: readonly Token[], from: number, to: number): boolean =>
  BODY.test(wordsOf(tokens, from, to - from)) || longestIn(COUNTRY_WORDS, tokens, from) !== null;

function hitAt(tokens: readonly Token[], at: number): Hit | null {
  if (!isCapital(tokens[at])) return null;
  // “ANCHOR: …”, who speaks in a transcript.
  if (tokens[at + 1]?.word === ':' && at < 2) return null;
  const country = countryHit(tokens, at);
  if (country) return country;
  let length = runAt(tokens, at);
  // “Sarmatia and Kelland” are two, “the Competition and Markets Authority” is one.
  const and = tokens.findIndex(({ lower }, i) => i > at && i < at + length && /^(?:and|&)$/.test(lower));
  const isOne =
    and > 0 &&
    BODY.test(wordsOf(tokens, and + 1, at + length - and - 1)) &&
    !isBodyAlone(tokens, at, and) &&
    !longestIn(COUNTRY_WORDS, tokens, and + 1);
  if (and > 0 && !isOne) length = and - at;
  const words = wordsOf(tokens, at, length);
  const name = IN_FULL.get(words.replaceAll('.', '')) ?? words;
  if (length === 0 || (length === 1 && (NO_PARTY.test(name) || name.length < 2))) return null;
  return { name, length, isCountry: false, isBody: (BODY.test(name) || BRANCH.test(name)) && !NO_PARTY.test(name) };
}

/** “The Competition and Markets Authority (CMA)”, “AMPTP”: both are one. */
const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join('');

/** “CUPE”, which does something: no country’s code, and no person’s. */
const INITIALS = /^\p{Lu}{3,7}$/u;

class Names {
  readonly found = new Map<string, Named>();
  /** Words of which names of persons are made. */
  readonly ofPersons = new Set<string>();
  private readonly inPlaces = new Map<string, number>();
  private readonly bodies = new Set<string>();

  note(tokens: readonly Token[], at: number, hit: Hit, sentence: number): void {
    const [first, last] = [tokens[at], tokens[at + hit.length - 1]];
    if (!first || !last) return;
    const words = wordsOf(tokens, at, hit.length);
    const entry = this.found.get(hit.name) ?? {
      name: hit.name,
      words,
      at: { start: first.start, end: last.end },
      forms: new Set<string>(),
      times: 0,
      acts: 0,
      sentences: new Set<number>(),
      isCountry: hit.isCountry,
    };
    entry.times += 1;
    entry.forms.add(words);
    entry.sentences.add(sentence);
    if (isActing(tokens, at + hit.length)) entry.acts += 1;
    if (isPlaceThere(tokens, at)) this.inPlaces.set(hit.name, (this.inPlaces.get(hit.name) ?? 0) + 1);
    if (hit.isBody) this.bodies.add(hit.name);
    this.found.set(hit.name, entry);
    this.notePerson(tokens, at, hit);
  }

  private notePerson(tokens: readonly Token[], at: number, { name, length, isBody }: Hit): void {
    if (isBody) return;
    const before = tokens[at - 1]?.lower ?? '';
    const isPresented =
      isPersonsTitle(before) ||
      (tokens[at + length]?.word === ',' &&
        tokens.slice(at + length + 1, at + length + 5).some(({ lower }) => isPersonsTitle(lower)) &&
        !/^(?:who|whose|which)/.test(tokens[at + length + 1]?.lower ?? ''));
    const parts = name.split(' ');
    const isTitled = parts.some((word) => isPersonsTitle(word.toLowerCase()));
    if (isPresented || isTitled) for (const word of parts) this.ofPersons.add(word);
  }

  /** Short names of bodies into the long ones. */
  merge(): void {
    for (const long of this.found.values()) {
      const initials = initialsOf(long.name);
      const short = initials.length >= 2 && long.name.includes(' ') ? this.found.get(initials) : undefined;
      if (!short || short === long) continue;
      long.times += short.times;
      long.acts += short.acts;
      for (const form of short.forms) long.forms.add(form);
      for (const i of short.sentences) long.sentences.add(i);
      this.found.delete(initials);
    }
  }

  /** Those that may be parties. */
  get parties(): Named[] {
    const surnames = new Set(
      [...this.found.values()]
        .filter(({ name, isCountry }) => !isCountry && name.includes(' ') && !this.bodies.has(name))
        .map(({ name }) => name.split(' ').at(-1) ?? ''),
    );
    return [...this.found.values()].filter((one) => {
      if (one.isCountry) return true;
      if (WELL_KNOWN.test(one.name)) return true;
      if (this.bodies.has(one.name))
        return one.times >= 2 || (one.acts > 0 && (SPOKEN_FOR.test(one.name) || INITIALS.test(one.name)));
      const words = one.name.split(' ');
      // “Frye”, after “Ed Frye”; “Ed Frye”, whom the text goes on to call “Frye”.
      const isSurname = words.length === 1 ? surnames.has(one.name) : this.found.has(words.at(-1) ?? '');
      const isOfPerson = isSurname || words.every((word) => this.ofPersons.has(word));
      const isPlace = (this.inPlaces.get(one.name) ?? 0) * 2 >= one.times;
      return !isOfPerson && !isPlace && one.times >= 2 && one.acts >= 1 && !isPersonsTitle(one.name.toLowerCase());
    });
  }
}

/** The names of a text that may be parties, with how often each is met. */
export function namesIn(text: string, spans: readonly Span[]): Named[] {
  const names = new Names();
  spans.forEach(({ start, end }, sentence) => {
    const tokens = tokensOf(text.slice(start, end), start);
    for (let at = 0; at < tokens.length; at += 1) {
      // A first word has its capital from the sentence.
      const isFirst = at === 0 || tokens[at - 1]?.word === '"';
      if (
        isFirst &&
        tokens[at]?.pos !== 'PROPN' &&
        !isCapital(tokens[at + 1]) &&
        !longestIn(COUNTRY_WORDS, tokens, at) &&
        !/^\p{Lu}{2,}/u.test(tokens[at]?.word ?? '') &&
        !ACTS.has(tokens[at + 1]?.pos ?? '')
      )
        continue;
      if (
        /^(?:DET|PRON|ADP|CCONJ|SCONJ|ADV|PART|AUX|NUM)$/.test(tokens[at]?.pos ?? '') &&
        !/^\p{Lu}{2,}$/u.test(tokens[at]?.word ?? '')
      )
        continue;
      const hit = hitAt(tokens, at);
      if (!hit) continue;
      names.note(tokens, at, hit, sentence);
      at += hit.length - 1;
    }
  });
  names.merge();
  return names.parties;
}
