/** Tables: sets of principals that bargain with each other, and the reports that concern them. */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { groupBy } from '../support/group-by.js';
import { isOutsideVoice, namedParties, namedSubjectsOf } from './kinds.js';
import { roleAt, type Registry } from './registry.js';
import type { PlacedReport, PlacedReportsById } from './placed-report.js';

/** The principals who sit at it. */
export type Table = readonly PartyId[];

type Principals = ReadonlyMap<string | undefined, ReadonlySet<PartyId>>;

/** By proposal or agreement, the principals that its `proposal` or `agreement` reports name. */
function principalsBy(
  reports: readonly PlacedReport[],
  keyOf: (t: PlacedReport) => string | undefined,
  principalsIn: (t: PlacedReport) => PartyId[],
): Principals {
  return new Map([...groupBy(reports, keyOf)].map(([key, of]) => [key, new Set(of.flatMap(principalsIn))]));
}

/** The principals that a report names, itself or through the proposal, agreement or report that it names. */
function principalsNamedBy(
  reports: readonly PlacedReport[],
  byId: Pick<PlacedReportsById, 'get'>,
  registry: Registry,
): (t: PlacedReport) => Set<PartyId> {
  const own = (t: PlacedReport) =>
    namedParties(t.report).filter((p) => roleAt(registry, p, t.place.at) === 'principal');
  const ofKind = (kind: Kind) => reports.filter((t) => t.report.kind === kind);
  const proposals = principalsBy(ofKind('proposal'), (t) => namedSubjectsOf(t.report).proposal, own);
  const agreements = principalsBy(ofKind('agreement'), (t) => namedSubjectsOf(t.report).agreement, own);
  return (t) => {
    const { proposal, agreement, report } = namedSubjectsOf(t.report);
    const named = report === undefined ? undefined : byId.get(report);
    const about = named && !isOutsideVoice(named.report) ? named : undefined;
    return new Set([
      ...own(t),
      ...(proposal === undefined ? [] : (proposals.get(proposal) ?? [])),
      ...(agreement === undefined ? [] : (agreements.get(agreement) ?? [])),
      ...(about ? own(about) : []),
    ]);
  };
}

/**
 * Whether a report concerns a table. Of the principals that it names, those who sit at every table are left out: if none
 * is left it concerns all tables, else those at which one of the rest sits.
 * @param reports all counted reports, in order
 * @param byId these, and those that are listed alone: a report may name a copy
 */
export function concernsTable(
  reports: readonly PlacedReport[],
  byId: Pick<PlacedReportsById, 'get'>,
  registry: Registry,
  table: Table,
): (t: PlacedReport) => boolean {
  const principals = principalsNotEverywhere(reports, byId, registry);
  return (t) => {
    const rest = principals(t);
    return rest.length === 0 || rest.some((p) => table.includes(p));
  };
}

/** The principals that a report names, without those who sit at every table. */
function principalsNotEverywhere(
  reports: readonly PlacedReport[],
  byId: Pick<PlacedReportsById, 'get'>,
  registry: Registry,
): (t: PlacedReport) => PartyId[] {
  const principals = principalsNamedBy(reports, byId, registry);
  const everywhere = new Set(registry.tables[0]?.filter((p) => registry.tables.every((t) => t.includes(p))));
  return (t) => [...principals(t)].filter((p) => !everywhere.has(p));
}

/** The reports that concern each of these tables, as `concernsTable` says, found in one pass over the reports. */
export function reportsByTable(
  reports: readonly PlacedReport[],
  byId: Pick<PlacedReportsById, 'get'>,
  registry: Registry,
  tables: readonly Table[],
): PlacedReport[][] {
  const principals = principalsNotEverywhere(reports, byId, registry);
  const found = tables.map((): PlacedReport[] => []);
  const seats = groupBy(
    tables.flatMap((table, at) => table.map((party) => ({ party, of: found[at] as PlacedReport[] }))),
    ({ party }) => party,
  );
  for (const t of reports) {
    const rest = principals(t);
    const concerned =
      rest.length === 0 ? found : new Set(rest.flatMap((p) => (seats.get(p) ?? []).map(({ of }) => of)));
    for (const of of concerned) of.push(t);
  }
  return found;
}
