/** What can be searched: the texts of reports, and of the things that they and the registry name. */
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { TALKS } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparableSource } from '../../events/text.js';
import { isOutsideVoice, subjectFieldsOf } from '../record/kinds.js';
import { folded } from '../../events/words/folded.js';
import { wordsOf } from './words.js';

/** What can be found, in the order in which it is listed. */
export const SEARCHABLE = [
  'talks',
  'party',
  'claim',
  'issue',
  'proposal',
  'agreement',
  'speaker',
  'source',
  'report',
] as const;
export type Searchable = (typeof SEARCHABLE)[number];
/** All but reports. */
export type ThingSort = Exclude<Searchable, 'report'>;

/** A text of what can be found, under the name of its field. */
export interface FieldText {
  readonly field: string;
  readonly text: string;
}

const texts = (field: string, given: JsonValue | undefined): FieldText[] =>
  (Array.isArray(given) ? given : [given]).flatMap((text) =>
    typeof text === 'string' && text !== '' ? [{ field, text }] : [],
  );

const object = (given: JsonValue | undefined): JsonObject =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as JsonObject) : {};

/** The texts of a report, or of a patch of one; who recorded it is none of them. */
export function textsOfData(data: JsonObject): FieldText[] {
  const [speaker, source] = [object(data['speaker']), object(data['source'])];
  const terms = Array.isArray(data['terms']) ? data['terms'].map((term) => object(term as JsonValue)) : [];
  return [
    ...texts('summary', data['summary']),
    ...texts('quote', data['quote']),
    ...texts('speaker', speaker['name']),
    ...texts('publisher', source['publisher']),
    ...texts('origin', source['origin']),
    ...texts('via', source['via']),
    ...texts('headline', source['title']),
    ...terms.flatMap((term) => [...texts('term', term['text']), ...texts('item', term['item'])]),
    ...texts('condition', data['conditions']),
    ...texts('venue', data['venue']),
    ...texts('tag', data['tags']),
    ...texts('note', data['note']),
  ];
}

export const textsOfReport = (report: Report): FieldText[] => textsOfData(report as unknown as JsonObject);

/** A thing that a report or the registry names. */
export interface NamedThing {
  readonly what: ThingSort;
  /** The slug; of speakers and sources, the form in which names are compared. */
  readonly id: string;
  readonly texts: readonly FieldText[];
}

export const speakerKey = (name: string): string => folded(comparableSource(name)) || name;

const titled = (what: ThingSort, id: string | undefined, text: JsonValue | undefined): NamedThing[] =>
  id === undefined ? [] : [{ what, id, texts: texts('title', text) }];

export const namedSource = (name: string): NamedThing => ({
  what: 'source',
  id: comparableSource(name),
  texts: texts('name', name),
});

export const namedSpeaker = (name: string): NamedThing => ({
  what: 'speaker',
  id: speakerKey(name),
  texts: texts('name', name),
});

/** The slug of a thing as a text to be found; speakers and sources have none. */
export const idText = (what: ThingSort, id: string): FieldText[] =>
  what === 'speaker' || what === 'source' ? [] : [{ field: 'id', text: id }];

/** The claim, proposal, agreement and issues that a report names: a subject as a sort of thing. */
interface NamedSubjects {
  readonly claim: string | undefined;
  readonly proposal: string | undefined;
  readonly agreement: string | undefined;
  readonly issues: ReadonlySet<string>;
}

const NONE: NamedSubjects = { claim: undefined, proposal: undefined, agreement: undefined, issues: new Set() };

/** Those that are listed: what an outside voice speaks of, others have to name. */
export function subjectsNamedBy(report: Report): NamedSubjects {
  if (isOutsideVoice(report)) return NONE;
  const { claim, proposal, agreement, issue } = subjectFieldsOf(report);
  const { claimText, issues = [] } = report as { claimText?: string; issues?: readonly string[] };
  const all = [...(issue === undefined ? [] : [issue]), ...issues];
  return {
    // That the talks take place is a claim of all talks: it is listed where somebody gives it words of its own.
    claim: claim === TALKS && claimText === undefined ? undefined : claim,
    proposal,
    agreement,
    issues: all.length === 0 ? NONE.issues : new Set(all),
  };
}

/** The things that a report names, with the titles that it gives them. */
export function thingsNamedBy(report: Report): NamedThing[] {
  const { speaker, source } = report;
  const voices = [
    ...[speaker.name].flatMap((name) => (name === undefined ? [] : namedSpeaker(name))),
    ...[source.publisher, source.origin].flatMap((name) => (name === undefined ? [] : namedSource(name))),
  ];
  const { claim, proposal, agreement, issues } = subjectsNamedBy(report);
  const given = report as unknown as JsonObject;
  return [
    ...titled('claim', claim, given['claimText']),
    ...titled('proposal', proposal, given['title']),
    ...titled('agreement', agreement, given['title']),
    // A title beside several issues does not say of which it is.
    ...[...issues].flatMap((one) => titled('issue', one, issues.size === 1 ? given['issueTitle'] : undefined)),
    ...voices,
  ];
}

const string = (given: JsonValue | undefined): string | undefined => (typeof given === 'string' ? given : undefined);

/** The same of a patch of a report, which may leave out any field, or take it away with null. */
export function thingsNamedByPatch(patch: JsonObject): NamedThing[] {
  const [speaker, source] = [object(patch['speaker']), object(patch['source'])];
  const slugs = ['claim', 'proposal', 'agreement', 'issue'].map((field) => [field, string(patch[field])] as const);
  const report = {
    ...patch,
    ...Object.fromEntries(slugs),
    issues: (Array.isArray(patch['issues']) ? patch['issues'] : []).filter((one) => typeof one === 'string'),
    speaker: { ...speaker, name: string(speaker['name']) },
    source: { publisher: string(source['publisher']), origin: string(source['origin']) },
  };
  return thingsNamedBy(report as unknown as Report);
}

interface PartyTexts {
  readonly name?: string | undefined;
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly people?: readonly { readonly name: string }[] | undefined;
}

/** The texts of a party as the registry has it. */
export function textsOfParty({ name, names, aliases, people }: PartyTexts): FieldText[] {
  const all = [
    ...texts('name', name),
    ...texts('name', Object.values(names ?? {})),
    ...texts('alias', [...(aliases ?? [])]),
    ...texts(
      'person',
      (people ?? []).map((person) => person.name),
    ),
  ];
  return all.filter(({ text }, i) => all.findIndex((other) => other.text === text) === i);
}

/** A word that no query holds: phrases do not reach from one text to the next. */
const BOUNDARY = '¶';

/** Texts as the index holds them: words as folded, separated by spaces. */
export interface Columns {
  readonly main: string;
  readonly quote: string;
  readonly rest: string;
  /** Words with a hyphen or an apostrophe, as one. */
  readonly joined: string;
  /** The name of who speaks, apart from the rest: not everybody may find it. */
  readonly speaker: string;
  /** Words with a hyphen or an apostrophe in that name. */
  readonly speakerJoined: string;
}

const MAIN: ReadonlySet<string> = new Set(['summary', 'title', 'name']);

function columnOf(field: string): 'main' | 'quote' | 'rest' | 'speaker' {
  if (MAIN.has(field)) return 'main';
  return field === 'quote' || field === 'speaker' ? field : 'rest';
}

/** What the index holds of texts. */
export function columnsOf(given: readonly FieldText[]): Columns {
  const columns: Record<keyof Columns, string[]> = {
    main: [],
    quote: [],
    rest: [],
    joined: [],
    speaker: [],
    speakerJoined: [],
  };
  for (const { field, text } of given) {
    const words = wordsOf(text);
    const column = columns[columnOf(field)];
    if (column.length > 0) column.push(BOUNDARY);
    for (const { key } of words.inOrder) column.push(key);
    const joined = field === 'speaker' ? columns.speakerJoined : columns.joined;
    for (const { key } of words.joined) joined.push(key);
  }
  return {
    main: columns.main.join(' '),
    quote: columns.quote.join(' '),
    rest: columns.rest.join(' '),
    joined: columns.joined.join(' '),
    speaker: columns.speaker.join(' '),
    speakerJoined: columns.speakerJoined.join(' '),
  };
}
