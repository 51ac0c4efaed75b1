/** Whether the parties and entries that an event names are there. */
import type { EntryId, PartyId } from '../events/ids.js';
import type { Report } from '../events/report.js';
import { nearest } from './nearest.js';
import { finding, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

/** The fields by which any kind of report names parties. */
interface NamesParties {
  readonly party?: PartyId;
  readonly speaker: { readonly party?: PartyId };
  readonly about?: PartyId;
  readonly by?: readonly PartyId[];
  readonly jointly?: readonly PartyId[];
  readonly to?: readonly PartyId[];
  readonly with?: readonly PartyId[];
  readonly between?: readonly PartyId[];
  readonly subjectTo?: readonly PartyId[];
}
type At = readonly [pointer: string, party: PartyId | undefined];

const listed = (field: string, parties: readonly PartyId[] | undefined): At[] =>
  (parties ?? []).map((party, i) => [`/${field}/${i}`, party]);

function partiesIn(report: Report): At[] {
  const names = report as NamesParties;
  return [
    ['/party', names.party],
    ['/speaker/party', names.speaker.party],
    ...listed('jointly', names.jointly),
    ...listed('to', names.to),
    ...listed('with', names.with),
    ...listed('between', names.between),
    ...listed('subjectTo', names.subjectTo),
    ...listed('by', names.by),
    ['/about', names.about],
  ];
}

export function unknownParty({ registry }: NegotiationState, pointer: string, party: PartyId): DataFinding[] {
  if (registry?.parties.has(party)) return [];
  const meant = nearest(registry?.parties.keys() ?? [], party);
  return [finding('unknown-party', pointer, `${party} is not in the registry of parties`, meant)];
}

export const unknownParties = (state: NegotiationState, report: Report): DataFinding[] =>
  partiesIn(report).flatMap(([pointer, party]) => (party === undefined ? [] : unknownParty(state, pointer, party)));

export function unknownEntry({ entries }: NegotiationState, entry: EntryId): DataFinding[] {
  if (entries.has(entry)) return [];
  const detail = `${entry} is neither a report nor a change that is recorded here`;
  return [finding('unknown-entry', '/entry', detail, nearest(entries.keys(), entry))];
}

const reportsOf = function* ({ entries }: NegotiationState): Iterable<EntryId> {
  for (const id of entries.keys()) if (entries.get(id)?.fact.type === 'Report') yield id;
};

/** A retraction or a correction is of a report. */
export function unknownReport(state: NegotiationState, id: string): DataFinding[] {
  if (state.entries.get(id as EntryId)?.fact.type === 'Report') return [];
  return [
    finding('unknown-entry', '/reportId', `${id} is no report that is recorded here`, nearest(reportsOf(state), id)),
  ];
}
