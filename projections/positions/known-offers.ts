/** Known offers: proposals by slug and demands by development, as counted reports describe them. */
import type { IssueId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import { groupBy } from '../support/group-by.js';
import { partiesOf, type ReportsById } from '../record/kinds.js';
import { titleKey, type Registry } from '../record/registry.js';
import { demandsOf, issuesGivenBy, proposersOf, puts, type PutOffer } from '../threads/put-offers.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** What the reports that put an offer say of it. */
export interface OfferFields {
  /** Those who make it: as the first declared report has them, else the first that has any. */
  readonly proposers: readonly PartyId[];
  /** Whom it is meant for, as any of the reports says. */
  readonly to: readonly PartyId[];
  /** The date at which it lapses, as last given. */
  readonly until: string | undefined;
  /** The report that gave this date. */
  readonly untilBy: PlacedReport | undefined;
}

/** A proposal. A single-valued field is the first that a report gives, in order. */
export interface Proposal extends OfferFields {
  readonly proposal: ProposalId;
  /** The first report that names it, be it in `of`, `counters` or `replaces`. */
  readonly first: PlacedReport;
  /** Those of them that put it. */
  readonly puts: readonly PutOffer<'proposal'>[];
  /** The title that our desk gave it, else that of a report. */
  readonly title: string | undefined;
  /** Each issue, with the first report that gives it. */
  readonly issues: ReadonlyMap<IssueId, PlacedReport>;
}

/** All offers that counted reports name. */
export interface KnownOffers {
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  /** By development, the reports that put a demand, in order. */
  readonly demands: ReadonlyMap<ReportId, readonly PutOffer<'demand'>[]>;
  /** All published reports, whether or not they count. */
  readonly published: ReportsById;
  /** The development of a published report, whether or not the report counts: links keep their effect. */
  readonly developmentOf: (id: ReportId) => ReportId | undefined;
}

/**
 * What these reports say of the offer that they put.
 * @param untilIn the date at which it lapses, as a report gives it
 */
export function offerFieldsOf<T extends PlacedReport>(
  put: readonly T[],
  untilIn: (report: T['report']) => string | undefined,
): OfferFields {
  const untilBy = put.findLast((t) => untilIn(t.report) !== undefined);
  return {
    proposers: proposersOf(put),
    to: [...new Set(put.flatMap((t) => t.report.to ?? []))],
    until: untilBy && untilIn(untilBy.report),
    untilBy,
  };
}

function proposalOf(
  proposal: ProposalId,
  first: PlacedReport,
  reports: readonly PlacedReport[],
  { titles }: Registry,
): Proposal {
  const put = reports.filter((t) => puts(t, 'proposal'));
  return {
    proposal,
    first,
    puts: put,
    ...offerFieldsOf(put, ({ until }) => until),
    title:
      titles.get(titleKey('proposal', proposal)) ??
      reports.map((t) => (t.report as { readonly title?: string }).title).find((title) => title !== undefined),
    issues: issuesGivenBy(reports),
  };
}

const NONE: readonly ProposalId[] = [];

/** The proposals that a report names. What it counters or replaces is one where it is not the report of a demand. */
function proposalsNamedBy({ report, subjects }: PlacedReport, published: ReportsById): readonly ProposalId[] {
  const { of } = report as { of?: ProposalId };
  const { counters, replaces } = report.kind === 'proposal' ? report : {};
  if (of === undefined && counters === undefined && replaces === undefined)
    return subjects.proposal === undefined ? NONE : [subjects.proposal];
  const superseded = [counters, replaces].filter((name) => name !== undefined && !published.get(name as ReportId));
  return [subjects.proposal, of, ...(superseded as ProposalId[])].filter((id) => id !== undefined);
}

/**
 * Both in the order of their first reports.
 * @param reports those that are about offers, and perhaps others, in order
 */
export function knownOffersIn(
  { selection: { published }, registry }: Pick<CountedReports, 'selection' | 'registry'>,
  reports: readonly PlacedReport[],
): KnownOffers {
  const proposals = new Map<ProposalId, Proposal>();
  const reportsOf = groupBy(
    reports.filter(({ subjects }) => subjects.proposal !== undefined),
    (t) => t.subjects.proposal,
  );
  for (const t of reports)
    for (const id of proposalsNamedBy(t, published))
      if (!proposals.has(id)) proposals.set(id, proposalOf(id, t, reportsOf.get(id) ?? [], registry));
  return {
    proposals,
    demands: groupBy(
      reports.filter((t) => puts(t, 'demand')),
      (t) => t.development,
    ),
    published,
    developmentOf: (id) => published.get(id)?.development,
  };
}

/** The reports of the demand that a report names by the id of one of them; a list of them, empty where that is no demand. */
export function demandsNamed(
  { demands, developmentOf, published }: KnownOffers,
  id: ReportId,
): readonly (readonly PutOffer<'demand'>[])[] {
  const development = developmentOf(id);
  const tied = (development !== undefined && demands.get(development)) || [];
  const named = published.get(id)?.report;
  return named?.kind === 'demand' ? [demandsOf(tied, named.party)] : [];
}

/** The terms as a maker last declared them, else as any report last gave them. */
export function latestOfferTerms(offers: readonly PlacedReport[], proposers: readonly PartyId[]): Term[] {
  const detailed = offers.filter((t) => t.report.terms?.length);
  const own = detailed.findLast((t) => t.declares && partiesOf(t.report).some((party) => proposers.includes(party)));
  return [...((own ?? detailed.at(-1))?.report.terms ?? [])];
}
