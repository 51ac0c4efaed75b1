/** A negotiation as nanopublications, in TriG: each report is an assertion, with its provenance and who published it here. */
import { kindOfType } from '../../../events/event-types.js';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { contentOf } from '../event-line.js';
import { textOf, urn } from './names.js';
import {
  assertionOf,
  changeOf,
  KnownReports,
  PREFIXES,
  provenanceOf,
  sourcesIn,
  type Resource,
  type Statements,
  type Value,
} from './statements.js';

/** A text as TriG writes it. JSON escapes what TriG does, in the same way. */
const literal = (text: string): string => JSON.stringify(text.toWellFormed());

const termOf = (value: Value): string => {
  if ('iri' in value) return `<${value.iri}>`;
  return 'text' in value ? literal(value.text) : `${literal(value.instant)}^^xsd:dateTime`;
};

function statementsOf(subject: string, types: readonly string[], says: Statements): string {
  const typed = types.length > 0 ? [`a ${types.join(', ')}`] : [];
  const said = Object.entries(says).map(([name, values]) => `${name} ${values.map(termOf).join(', ')}`);
  return `  <${subject}> ${[...typed, ...said].join(' ;\n    ')} .\n`;
}

const graph = (name: string, ...statements: readonly string[]): string => `<${name}> {\n${statements.join('')}}\n`;

/** One nanopublication: four graphs, named after it. */
function nanopublication(
  { iri, types, says }: Resource,
  provenance: Statements,
  agents: readonly Resource[],
  recordedAt: string,
): string {
  const part = (name: string): string => `${iri}#${name}`;
  const head = {
    'np:hasAssertion': [{ iri: part('assertion') }],
    'np:hasProvenance': [{ iri: part('provenance') }],
    'np:hasPublicationInfo': [{ iri: part('pubinfo') }],
  };
  const from =
    Object.keys(provenance).length > 0 ? provenance : { 'prov:wasAttributedTo': [{ iri: 'urn:parley:desk' }] };
  return [
    graph(part('head'), statementsOf(part('nanopub'), ['np:Nanopublication'], head)),
    graph(part('assertion'), statementsOf(iri, types, says)),
    graph(
      part('provenance'),
      statementsOf(part('assertion'), [], from),
      ...agents.map((agent) => statementsOf(agent.iri, agent.types, agent.says)),
    ),
    graph(part('pubinfo'), statementsOf(part('nanopub'), [], { 'dcterms:created': [{ instant: recordedAt }] })),
  ].join('');
}

const prefixes = (): string =>
  Object.entries(PREFIXES)
    .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`)
    .join('');

/** Types of events that say who takes part, and assert nothing. */
const REGISTRY: ReadonlySet<string> = new Set(['NegotiationOpened', 'PartyAdded']);

/** Pieces of one document. */
export async function* trigOf(negotiation: string, events: AsyncIterable<StoredEvent>): AsyncGenerator<string> {
  const known = new KnownReports();
  yield prefixes();
  for await (const event of events) {
    if (REGISTRY.has(event.type)) continue;
    const data = contentOf(event).data ?? {};
    const kind = kindOfType(event.type);
    known.learn(event, data);
    const says = kind === undefined ? undefined : assertionOf(negotiation, kind, data);
    const report = { iri: urn(event.id), types: ['parley:Report'] };
    const id = { 'parley:reportId': [{ text: textOf(data['reportId']) ?? event.id }] };
    const resource = says ? { ...report, says: { ...says, ...id } } : changeOf(event, data, known);
    yield nanopublication(resource, provenanceOf(event, data, known), sourcesIn(data), event.recordedAt);
  }
}
