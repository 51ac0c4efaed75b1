/** A negotiation as PROV-O in JSON-LD: reports as entities, with their sources, what they rest on, and what changed them. */
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { kindOfType } from '../../../events/event-types.js';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { contentOf } from '../event-line.js';
import { urn, textOf } from './names.js';
import {
  assertionOf,
  changeOf,
  KnownReports,
  negotiationIri,
  partiesIn,
  PREFIXES,
  provenanceOf,
  sourcesIn,
  type Resource,
  type Value,
} from './statements.js';

/** Types of events that are no changes of reports. */
const REGISTRY: ReadonlySet<string> = new Set(['NegotiationOpened', 'PartyAdded']);

const jsonOf = (value: Value): JsonValue => {
  if ('iri' in value) return { '@id': value.iri };
  return 'text' in value ? value.text : { '@value': value.instant, '@type': 'xsd:dateTime' };
};

function nodeOf({ iri, types, says }: Resource): JsonObject {
  const properties = Object.entries(says).map(([name, values]) => {
    const all = values.map(jsonOf);
    return [name, all.length === 1 ? (all[0] ?? null) : all];
  });
  return { '@id': iri, '@type': [...types], ...Object.fromEntries(properties) };
}

/** The resources of one event. */
function resourcesOf(negotiation: string, event: StoredEvent, known: KnownReports): Resource[] {
  const data = contentOf(event).data ?? {};
  const kind = kindOfType(event.type);
  known.learn(event, data);
  const about = [...partiesIn(negotiation, event.type, data), ...sourcesIn(data)];
  if (kind === undefined) return REGISTRY.has(event.type) ? about : [...about, changeOf(event, data, known)];
  const says = {
    ...assertionOf(negotiation, kind, data),
    ...provenanceOf(event, data, known),
    'prov:generatedAtTime': [{ instant: event.recordedAt }],
    'parley:reportId': [{ text: textOf(data['reportId']) ?? event.id }],
  };
  return [...about, { iri: urn(event.id), types: ['prov:Entity', 'parley:Report'], says }];
}

/** Pieces of one JSON document. Agents are told once. */
export async function* provOf(negotiation: string, events: AsyncIterable<StoredEvent>): AsyncGenerator<string> {
  const known = new KnownReports();
  const told = new Set<string>();
  const talks = { iri: negotiationIri(negotiation), types: ['prov:Entity', 'parley:Negotiation'], says: {} };
  const slug = { 'parley:negotiation': [{ text: negotiation }] };
  yield `{"@context":${JSON.stringify(PREFIXES)},"@graph":[\n${JSON.stringify(nodeOf({ ...talks, says: slug }))}`;
  for await (const event of events)
    for (const resource of resourcesOf(negotiation, event, known)) {
      if (told.has(resource.iri)) continue;
      if (resource.types.includes('prov:Agent')) told.add(resource.iri);
      yield `,\n${JSON.stringify(nodeOf(resource))}`;
    }
  yield '\n]}\n';
}
