/** Persons that an article presents: “Israeli Prime Minister A. B.”, “A. B., a spokesman for the union”. */
import type { PartyId } from '../../../events/ids.js';
import type { Known } from '../../known.js';
import type { PartyName } from '../../parties/names.js';
import { INSTITUTIONS } from '../../parties/institutions.js';
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';
import type { Presented } from './role.js';
import type { Range } from '../frames/speaker-range.js';
import { descriptionOf } from './described.js';
import { employed, ordinary, WORKS } from './ordinary.js';
import { COMMENTATORS, FORMER, INSIDERS, OFFICES, STUDIES, WAS_IN_OFFICE } from './words.js';
import type { Capacity } from '../voice.js';

const isNameWord = ({ word, lower }: Token): boolean =>
  /^\p{Lu}[\p{L}.'-]*$/u.test(word) && !INSTITUTIONS.has(lower) && !isTitleWord(lower);
/** A word with a capital that the tagger takes for a verb (“Carol Dunning”) is a name beside one that it does not. */
const CLOSED: ReadonlySet<string> = new Set(['DET', 'PRON', 'ADP', 'CCONJ', 'SCONJ', 'AUX', 'NUM', 'ADV', 'PART']);
const TITLES_BEFORE =
  /^(?:commissioner|mr|mrs|ms|dr|sir|lord|lady|professor|economist|analyst|historian|admiral|captain|colonel|bishop|archbishop|cardinal|sheikh|senator|mayor|governor|judge|justice)$/;
const isTitleWord = (lower: string): boolean => TITLES_BEFORE.test(lower);

const isOpen = ({ pos }: Token): boolean => !CLOSED.has(pos);

/** Runs of words with capitals that are no party's name. */
function namesAt(s: ReadSentence): Range[] {
  const inMention = (i: number) => s.mentions.some(({ from, to, by }) => by !== 'person' && i >= from && i < to);
  const found: Range[] = [];
  for (let from = 0; from < s.tokens.length; from += 1) {
    let to = from;
    while (to < s.tokens.length && isNameWord(s.tokens[to] as Token) && isOpen(s.tokens[to] as Token) && !inMention(to))
      to += 1;
    const isName = s.tokens.slice(from, to).some(({ pos }) => pos === 'PROPN');
    if (isName && to - from >= 2 && to - from <= 5) found.push({ from, to });
    from = Math.max(from, to);
  }
  return found;
}

const isTitle = ({ lower, lemma }: Token): boolean =>
  INSTITUTIONS.has(lower) ||
  INSTITUTIONS.has(lemma) ||
  COMMENTATORS.has(lower) ||
  INSIDERS.has(lower) ||
  FORMER.has(lower) ||
  isTitleWord(lower);

const wordsIn = (s: ReadSentence, { from, to }: Range): string =>
  s.text.slice(
    (s.tokens[from]?.start ?? s.span.start) - s.span.start,
    (s.tokens[to - 1]?.end ?? s.span.end) - s.span.start,
  );
const isOfOutside = (words: string): boolean => STUDIES.test(words) || WAS_IN_OFFICE.test(words) || WORKS.test(words);

/** The words that present a name: up to the comma after it, or those just before it. */
function presentation(s: ReadSentence, name: Range): Range | null {
  if (s.tokens[name.to]?.word === ',') {
    let to = name.to + 1;
    while (to < s.tokens.length && to - name.to < 16 && !/^[,;."]$/.test(s.tokens[to]?.word ?? '')) to += 1;
    const after = { from: name.to + 1, to };
    const isAnother =
      /^(?:whose|whom)$/.test(s.tokens[after.from]?.lower ?? '') || s.tokens[after.from + 1]?.lower === 'whom';
    if (isAnother) return titleBeforeName(s, name);
    const own = s.tokens.slice(after.from, after.to);
    if (own.some(isTitle) || ordinary(descriptionOf(own).nouns) !== undefined || isOfOutside(wordsIn(s, after)))
      return after;
  }
  return titleBeforeName(s, name);
}

/** “The party’s leader, A. B.”, “Economist A. B.”. */
function titleBeforeName(s: ReadSentence, name: Range): Range | null {
  let from = name.from;
  if (s.tokens[from - 1]?.word === ',') from -= 1;
  while (from > 0 && name.from - from < 9) {
    const token = s.tokens[from - 1] as Token;
    if (!['NOUN', 'PROPN', 'ADJ', 'ADP', 'DET', 'PART', 'CCONJ'].includes(token.pos)) break;
    from -= 1;
  }
  const before = { from, to: name.from };
  return s.tokens.slice(before.from, before.to).some(isTitle) ? before : null;
}

const has = (nouns: readonly Token[], words: ReadonlySet<string>): boolean =>
  nouns.some(({ lower }) => words.has(lower));

/** @param hasUnion those who work may be its members */
function capacityIn(tokens: readonly Token[], before: readonly Token[], words: string, hasUnion: boolean): Capacity {
  if (has(tokens, FORMER) || WAS_IN_OFFICE.test(words)) return 'former-official';
  const isClause = /^(?:who|which)$/.test(tokens[0]?.lower ?? '');
  const nouns = [...before, ...(isClause ? [] : descriptionOf(tokens).nouns)];
  if (has(nouns, COMMENTATORS) || STUDIES.test(words)) return 'commentator';
  const title = nouns.map(({ word }) => word).join(' ');
  if (OFFICES.test(title) || /\bchief executive\b/i.test(words)) return 'official';
  if (has(nouns, INSIDERS) || (hasUnion && (employed(nouns) !== undefined || WORKS.test(words)))) return 'insider';
  return ordinary(nouns) === undefined ? 'official' : 'reporter';
}

/** The persons that a sentence presents. */
export function presentedIn(s: ReadSentence, hasUnion: boolean): Presented[] {
  return namesAt(s).flatMap((name) => {
    const by = presentation(s, name);
    const titled = titleBeforeName(s, name);
    if (!by) return [];
    const words = s.tokens.slice(by.from, by.to);
    const capacity = capacityIn(words, titled ? s.tokens.slice(titled.from, titled.to) : [], wordsIn(s, by), hasUnion);
    // Whom the record knows needs no presenting.
    if (s.mentions.some((one) => one.by === 'person' && one.from < name.to && one.to > name.from)) return [];
    const mention =
      s.mentions.find(({ from }) => from >= by.from && from < by.to) ??
      s.mentions.find(({ from, to }) => to === name.from && from < name.from);
    const full = s.text.slice(
      (s.tokens[name.from]?.start ?? 0) - s.span.start,
      (s.tokens[name.to - 1]?.end ?? 0) - s.span.start,
    );
    return [
      {
        name: full,
        capacity,
        ...(mention && !/^(?:commentator|reporter)$/.test(capacity) ? { party: mention.party } : {}),
      },
    ];
  });
}

const surnameOf = (name: string): string => name.split(/\s+/).at(-1) ?? name;

/** By the words that stand for them: the surname, as the news goes on. */
export function peopleBySurname(presented: readonly Presented[]): Map<string, Presented> {
  const found = new Map<string, Presented>();
  for (const person of presented) if (!found.has(surnameOf(person.name))) found.set(surnameOf(person.name), person);
  return found;
}

/** The names by which those of a party stand for it from here on. */
export const namesOfPeople = (people: Iterable<Presented>): PartyName[] =>
  [...people].flatMap(({ name, party, capacity }) =>
    party && capacity === 'official'
      ? [name, surnameOf(name)].map((words) => ({ party, words, by: 'person' as const }))
      : [],
  );

/** Titles that one party's person has in the article: “President A. B.” is “the president” from then on. */
const TITLES = /^(?:president|chancellor|premier|king|emir|chairman|chairwoman|mayor|governor|treasurer|speaker)$/;

function titleBefore(s: ReadSentence, from: number): string | null {
  const before = s.tokens[from - 1]?.lower ?? '';
  return TITLES.test(before) ? before : null;
}

/** The titles that the article gives to persons of a party; of two with one title, the first. */
export function titlesIn(
  sentences: readonly ReadSentence[],
  people: ReadonlyMap<string, Presented>,
): Map<string, PartyId> {
  const found = new Map<string, PartyId>();
  for (const s of sentences) {
    for (const { by, from, party } of s.mentions) {
      const title = by === 'person' ? titleBefore(s, from) : null;
      if (title && !found.has(title)) found.set(title, party);
    }
    for (const { from, to } of namesAt(s)) {
      const title = titleBefore(s, from);
      const party = people.get(s.tokens[to - 1]?.word ?? '')?.party;
      if (title && party && !found.has(title)) found.set(title, party);
    }
  }
  return found;
}

/** Whom the record knows, and whom the article presents, by surname; of two with one surname the record's. */
export function peopleKnown(presented: ReadonlyMap<string, Presented>, { parties }: Known): Map<string, Presented> {
  const known = parties.flatMap(({ party, people = [] }) =>
    people.map(
      ({ name, capacity }) => [surnameOf(name.replace(/,.*$/, '').trim()), { name, capacity, party }] as const,
    ),
  );
  return new Map([...presented, ...known]);
}

/** Given names that stand for a party from here on. */
export const namesOfGiven = (given: ReadonlyMap<string, Presented>): PartyName[] =>
  [...given].flatMap(([words, { party }]) => (party ? [{ party, words, by: 'person' as const }] : []));

/** The given names by which the article calls persons later on, where no other bears them: “Anwar”, of Anwar Ibrahim. */
export function givenNamesIn(
  sentences: readonly ReadSentence[],
  people: Iterable<Presented>,
): ReadonlyMap<string, Presented> {
  const found = new Map<string, Presented | null>();
  for (const person of people) {
    const [given = '', ...rest] = person.name.split(/\s+/);
    if (rest.length > 0 && given.length >= 4) found.set(given, found.has(given) ? null : person);
  }
  const alone = new Set(
    sentences.flatMap(({ tokens }) => tokens.flatMap(({ word }, i) => (isAlone(tokens, i) ? [word] : []))),
  );
  return new Map(
    [...found].flatMap(([given, person]) => (person && alone.has(given) ? [[given, person] as const] : [])),
  );
}

const hasCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.word);

/** A name without another beside it. */
const isAlone = (tokens: readonly Token[], i: number): boolean =>
  hasCapital(tokens[i]) && !hasCapital(tokens[i + 1]) && (i === 0 || !hasCapital(tokens[i - 1]));
