/** Every word or words that stand for a party, and how: its name, an alias, a demonym, a capital, initials, a person. */
import type { PartyId } from '../../events/ids.js';
import type { Country } from '../data/countries.js';
import type { Known, KnownParty } from '../known.js';
import { countryOf } from './sorts.js';

export type NamedBy = 'name' | 'alias' | 'demonym' | 'capital' | 'initials' | 'person' | 'part of the name';

export interface PartyName {
  readonly party: PartyId;
  readonly words: string;
  readonly by: NamedBy;
}

/** Bodies that the news calls by other words too. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  'united nations': ['UN', 'U.N.', 'world body', 'Security Council'],
  'european union': [
    'EU',
    'E.U.',
    'European Commission',
    'European',
    'Europeans',
    'the bloc',
    'Brussels',
    'Berlaymont',
  ],
  'african union': ['AU', 'A.U.'],
  'arab league': ['League of Arab States'],
  'white house': ['Biden administration', 'Trump administration', 'Obama administration', 'Oval Office'],
  'international committee of the red cross': ['ICRC', 'Red Cross'],
  'world trade organization': ['WTO'],
  'north atlantic treaty organization': ['NATO'],
};

/** Words of names that tell no party from another. */
const GENERIC = new Set<string>(
  (
    'the of for and in on to de la el al a an united states national international general federal central world global american association ' +
    'company corporation corp inc ltd llc plc group union unions workers worker front movement party army forces force liberation government republic ' +
    'kingdom state ministry council committee commission organization organisation alliance league federation congress democratic democracy people peoples popular ' +
    'islamic armed revolutionary resistance north south east west northern southern eastern western new old great motor motors airlines airways railways rail bank ' +
    'industries holdings brotherhood guild employers producers operators team office house white red cross nations european african arab asian latin trade labor labour ' +
    'public private service services society board authority administration transitional sovereign joint coalition opposition rebels rebel nurses teachers doctors city university ' +
    'health education transport defence defense foreign affairs security peace unity freedom independent royal first second free change rights human economic social civil'
  ).split(' '),
) as ReadonlySet<string>;

const significant = (word: string): boolean =>
  /^\p{Lu}/u.test(word) && word.length >= 3 && !GENERIC.has(word.toLowerCase());

const initialsOf = (name: string): string =>
  name
    .replaceAll(/[-–]/g, ' ')
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join('');

function* countryWords({
  name,
  adjective,
  people,
  capital,
  alsoCalled,
}: Country): Generator<readonly [string, NamedBy]> {
  yield [name, 'name'];
  for (const other of alsoCalled) yield [other, 'alias'];
  if (adjective) yield [adjective, 'demonym'];
  // “Uzbek” beside “Uzbekistani”.
  const short = adjective.replace(/(?:i?stani)$/, '');
  if (short !== adjective && short.length > 4) yield [short, 'demonym'];
  if (people) yield [people, 'demonym'];
  if (capital) yield [capital, 'capital'];
}

function* ownWords(party: KnownParty): Generator<readonly [string, NamedBy]> {
  const { name } = party;
  yield [name, 'name'];
  const plain = name.replace(/^the /i, '').replace(/\s*\([^)]*\)/g, '');
  if (plain !== name) yield [plain, 'name'];
  const bracketed = /\(([^)]{2,60})\)/.exec(name)?.[1];
  if (bracketed) yield [bracketed, 'alias'];
  for (const other of Object.values(party.names ?? {})) yield [other, 'name'];
  for (const alias of party.aliases ?? []) yield [alias, 'alias'];
  for (const other of BODIES[plain.toLowerCase()] ?? []) yield [other, 'alias'];
  const initials = initialsOf(plain);
  if (initials.length >= 3) yield [initials, 'initials'];
  // Many a slug is what everybody calls the party.
  const bySlug = party.party.replaceAll('-', ' ');
  if (/^[a-z]{2,6}$/.test(bySlug) && bySlug.toUpperCase() === bySlug.toUpperCase().replace(/[^A-Z]/g, ''))
    yield [bySlug.toUpperCase(), 'initials'];
  for (const person of party.people ?? []) {
    yield [person.name, 'person'];
    const surname = person.name.replace(/,.*$/, '').trim().split(/\s+/).at(-1) ?? '';
    if (surname.length >= 3) yield [surname, 'person'];
  }
}

/** Words of a name that no other party has: “Stellantis”, “Teamsters”. */
const partsOf = (party: KnownParty): string[] =>
  party.name
    .replace(/\s*\([^)]*\)/g, '')
    .split(/[\s/]+/)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}-]/gu, ''))
    .filter(significant);

/** Which party a country's words stand for: the one of that name first, else the one whose name has it. */
function countriesOf(parties: readonly KnownParty[]): Map<Country, PartyId> {
  const found = new Map<Country, PartyId>();
  for (const { name, party } of parties) {
    const country = countryOf(name);
    if (country && !found.has(country)) found.set(country, party);
  }
  return found;
}

/** Every name of every party; where two parties share one, the first that was given it keeps it. */
export function namesOf({ parties }: Pick<Known, 'parties'>): PartyName[] {
  const found = new Map<string, PartyName>();
  const add = (party: PartyId, words: string, by: NamedBy) => {
    const key = words.normalize('NFC');
    if (key.trim() !== '' && !found.has(key)) found.set(key, { party, words: key, by });
  };
  for (const party of parties) for (const [words, by] of ownWords(party)) add(party.party, words, by);
  for (const [country, party] of countriesOf(parties))
    for (const [words, by] of countryWords(country)) add(party, words, by);
  const holders = new Map<string, Set<PartyId>>();
  for (const party of parties)
    for (const part of partsOf(party)) holders.set(part, (holders.get(part) ?? new Set()).add(party.party));
  for (const [part, of] of holders) for (const party of of) if (of.size === 1) add(party, part, 'part of the name');
  return [...found.values()];
}
