/** Known offers: proposals by slug and demands by development, as counted reports describe them. */
import type { IssueId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { groupBy } from '../support/group-by.js';
import { subjectFieldsOf, type ReportsById } from '../record/kinds.js';
import { principalsAt, type Registry } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** A report that puts a proposal or a demand. */
export type PutOffer<K extends 'proposal' | 'demand'> = PlacedReport & {
  readonly report: Extract<Report, { kind: K }>;
};

const puts = <K extends 'proposal' | 'demand'>(t: PlacedReport, kind: K): t is PutOffer<K> => t.report.kind === kind;

/** A proposal. A single-valued field is the first that a report gives, in order. */
export interface Proposal {
  readonly proposal: ProposalId;
  /** The reports that name it, in order. */
  readonly reports: readonly PlacedReport[];
  /** Those of them that put it. */
  readonly puts: readonly PutOffer<'proposal'>[];
  /** Who makes it. */
  readonly party: PartyId | undefined;
  readonly title: string | undefined;
  /** Each issue, with the first report that gives it. */
  readonly issues: ReadonlyMap<IssueId, PlacedReport>;
}

/** All offers that counted reports name. */
export interface KnownOffers {
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  /** By development, the reports that put the demand, in order. */
  readonly demands: ReadonlyMap<ReportId, readonly PutOffer<'demand'>[]>;
  /** All published reports, whether or not they count. */
  readonly published: ReportsById;
  /** The development of a published report, whether or not the report counts: links keep their effect. */
  readonly developmentOf: (id: ReportId) => ReportId | undefined;
}

type OfferFields = { readonly title?: string; readonly issues?: readonly IssueId[] };

function proposalOf(proposal: ProposalId, reports: readonly PlacedReport[]): Proposal {
  const issues = new Map<IssueId, PlacedReport>();
  for (const t of reports)
    for (const issue of (t.report as OfferFields).issues ?? []) if (!issues.has(issue)) issues.set(issue, t);
  const put = reports.filter((t) => puts(t, 'proposal'));
  return {
    proposal,
    reports,
    puts: put,
    party: put.map((t) => t.report.party).find((party) => party !== undefined),
    title: reports.map((t) => (t.report as OfferFields).title).find((title) => title !== undefined),
    issues,
  };
}

/** Both in the order of their first reports. */
export function knownOffersIn(counted: CountedReports): KnownOffers {
  const proposals = new Map<ProposalId, Proposal>();
  for (const [id, reports] of groupBy(counted.reports, (t) => subjectFieldsOf(t.report).proposal))
    if (id !== undefined) proposals.set(id, proposalOf(id, reports));
  return {
    proposals,
    demands: groupBy(
      counted.reports.filter((t) => puts(t, 'demand')),
      (t) => t.development,
    ),
    published: counted.selection.published,
    developmentOf: (id) => counted.selection.published.get(id)?.development,
  };
}

/** The principals for whom an offer is meant: those that it names in `to`, else all but its maker. */
export function meantFor(registry: Registry, offers: readonly PlacedReport[], maker: PartyId | undefined): PartyId[] {
  const others = principalsAt(registry, offers[0]?.place.at ?? 0).filter((party) => party !== maker);
  const to = new Set(offers.flatMap((t) => t.report.to ?? []));
  const addressed = others.filter((party) => to.has(party));
  return addressed.length ? addressed : others;
}

/** The terms as the maker last declared them, else as any report last gave them. */
export function latestOfferTerms(offers: readonly PlacedReport[], maker: PartyId | undefined): Term[] {
  const detailed = offers.filter((t) => t.report.terms?.length);
  const own = detailed.findLast((t) => t.declares && t.report.party === maker);
  return [...((own ?? detailed.at(-1))?.report.terms ?? [])];
}
