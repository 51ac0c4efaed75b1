/** What an event says, as statements about things with names: for PROV-O, and for nanopublications. */
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { kindOfType } from '../../../events/event-types.js';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { uriOf, isLink, objectIn, textOf, textsOf, urn, uuidOf } from './names.js';

export const PREFIXES = {
  np: 'http://www.nanopub.org/nschema#',
  prov: 'http://www.w3.org/ns/prov#',
  dcterms: 'http://purl.org/dc/terms/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  parley: 'urn:parley:',
} as const;

/** A thing by its IRI, or a text, or an instant. */
export type Value = { readonly iri: string } | { readonly text: string } | { readonly instant: string };
/** By prefixed names of predicates. */
export type Statements = Readonly<Record<string, readonly Value[]>>;

/** A thing, and what is said of it. */
export interface Resource {
  readonly iri: string;
  readonly types: readonly string[];
  readonly says: Statements;
}

const text = (value: JsonValue | undefined): Value[] => {
  const found = textOf(value);
  return found === undefined ? [] : [{ text: found }];
};
const json = (value: JsonValue | undefined): Value[] =>
  value === undefined ? [] : [{ text: JSON.stringify(value).toWellFormed() }];
const thing = (iri: string | undefined): Value[] => (iri === undefined ? [] : [{ iri }]);

const given = (says: Record<string, readonly Value[]>): Statements =>
  Object.fromEntries(Object.entries(says).filter(([, values]) => values.length > 0));

export const negotiationIri = (negotiation: string): string => urn(uuidOf('negotiation', negotiation));
export const partyIri = (negotiation: string, party: string): string => urn(uuidOf('party', negotiation, party));
export const sourceIri = (name: string): string => urn(uuidOf('source', name));

/** Fields of a report that are texts, as they are called in the vocabulary of Parley. */
const TEXTS = [
  'claim',
  'issue',
  'proposal',
  'agreement',
  'attribution',
  'occurredAt',
  'toward',
  'outlook',
  'role',
  'measure',
].concat(['scope', 'stage', 'outcome', 'until', 'deadline', 'conditions', 'cameo', 'lang']);
const NAMED_PARTIES = ['party', 'jointly', 'to', 'with', 'between', 'by', 'subjectTo'];
/** Fields that name another report of the negotiation. */
const NAMED_REPORTS = ['corroborates', 'report', 'counters', 'replaces'];

/** The ids under which a report of this id may be stored: its kind is not known here. */
function reportIris(stream: string, id: string, known: ReadonlyMap<string, string>): Value[] {
  return thing(known.get(`${stream} ${id}`));
}

/** Remembers reports by their ids, so that later events can name them. */
export class KnownReports {
  readonly iris = new Map<string, string>();

  learn({ stream, type, id }: StoredEvent, data: JsonObject): void {
    const own = data['reportId'];
    if (kindOfType(type) && typeof own === 'string') this.iris.set(`${stream} ${own}`, urn(id));
  }
}

const partiesOf = (negotiation: string, value: JsonValue | undefined): Value[] =>
  (typeof value === 'string' ? [value] : textsOf(value)).map((party) => ({ iri: partyIri(negotiation, party) }));

/** What a report says: the assertion of a nanopublication. */
export function assertionOf(negotiation: string, kind: string, data: JsonObject): Statements {
  const speaker = objectIn(data['speaker']);
  const named = Object.fromEntries(
    NAMED_PARTIES.map((field) => [`parley:${field}`, partiesOf(negotiation, data[field])]),
  );
  const texts = Object.fromEntries(
    TEXTS.map((field) => [
      `parley:${field}`,
      Array.isArray(data[field]) ? textsOf(data[field]).map((one) => ({ text: one })) : text(data[field]),
    ]),
  );
  return given({
    'dcterms:isPartOf': thing(negotiationIri(negotiation)),
    'parley:kind': [{ text: kind }],
    'dcterms:description': text(data['summary']),
    'prov:value': text(data['quote']),
    'dcterms:title': text(data['title']),
    'dcterms:subject': textsOf(data['tags']).map((tag) => ({ text: tag })),
    'parley:speaker': text(speaker['name']),
    'parley:capacity': text(speaker['capacity']),
    'parley:terms': Array.isArray(data['terms']) && data['terms'].length > 0 ? json(data['terms']) : [],
    ...named,
    ...texts,
  });
}

/** Where a report comes from, and what it rests on: its provenance. */
export function provenanceOf(event: StoredEvent, data: JsonObject, known: KnownReports): Statements {
  const source = objectIn(data['source']);
  const [publisher, origin] = [textOf(source['publisher']), textOf(source['origin'])];
  const url = source['url'];
  const credibility = data['credibility'];
  return given({
    'prov:wasAttributedTo': publisher === undefined ? [] : thing(sourceIri(publisher)),
    'prov:hadPrimarySource': origin === undefined || origin === publisher ? [] : thing(sourceIri(origin)),
    'dcterms:source': isLink(url) ? thing(uriOf(url)) : [],
    'dcterms:issued': text(data['reportedAt']),
    'parley:reliability': text(source['reliability']),
    'parley:credibility': typeof credibility === 'number' ? [{ text: String(credibility) }] : [],
    'prov:wasDerivedFrom': NAMED_REPORTS.flatMap((field) => {
      const id = textOf(data[field]);
      return id === undefined ? [] : reportIris(event.stream, id, known.iris);
    }),
  });
}

/** What a change of the record says: of a report it is a revision, or it invalidates one. */
export function changeOf(event: StoredEvent, data: JsonObject, known: KnownReports): Resource {
  const target = textOf(data['reportId']) ?? textOf(data['entry']);
  const of = target === undefined ? [] : reportIris(event.stream, target, known.iris);
  const relation = data['changes'] === undefined ? 'parley:changes' : 'prov:wasRevisionOf';
  return {
    iri: urn(event.id),
    types: ['prov:Entity', `parley:${event.type}`],
    says: given({
      [relation]: of,
      'parley:entry': text(target),
      'dcterms:description': text(data['reason']),
      'parley:patch': json(data['changes']),
      'parley:from': text(data['from']),
      'parley:into': text(data['into']),
      'prov:generatedAtTime': [{ instant: event.recordedAt }],
    }),
  };
}

/** The parties of a negotiation, as an event names them. */
export function partiesIn(negotiation: string, type: string, data: JsonObject): Resource[] {
  const listed = type === 'NegotiationOpened' ? (data['parties'] ?? []) : type === 'PartyAdded' ? [data] : [];
  return (Array.isArray(listed) ? listed : []).flatMap((one: JsonValue): Resource[] => {
    const party = objectIn(one);
    const slug = textOf(party['party']);
    if (slug === undefined) return [];
    const says = given({ 'rdfs:label': text(party['name']), 'parley:role': text(party['role']) });
    return [{ iri: partyIri(negotiation, slug), types: ['prov:Agent'], says }];
  });
}

/** Publishers and origins that an event names. */
export function sourcesIn(data: JsonObject): Resource[] {
  const source = objectIn(data['source']);
  return [source['publisher'], source['origin']].flatMap((name): Resource[] => {
    const found = textOf(name);
    if (found === undefined) return [];
    return [
      { iri: sourceIri(found), types: ['prov:Agent', 'prov:Organization'], says: { 'rdfs:label': [{ text: found }] } },
    ];
  });
}
