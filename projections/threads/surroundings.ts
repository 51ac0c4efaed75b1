/**
 * Surroundings: what a report is read with. Who put the offer that it accepts, what the report that it names said, what
 * others say of the same. In an index these are look-ups; among some reports alone, one pass over them.
 */
import type { AgreementId, ClaimId, IssueId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { demandsOf, issuesGivenBy, proposersOf, puts, type PutOffer } from './put-offers.js';
import { developmentNamedBy } from './withdrawals.js';
import type { SubjectFields } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import { AgreementTermsIndex, AgreementTermsReader } from '../report-index/agreement-terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { ScannedSubjects } from '../report-index/subject-index.js';
import { groupBy } from '../support/group-by.js';
import { lazy } from '../support/lazy.js';

/** What the reports of a proposal say of it, as far as other reports depend on that. */
export interface OfferedIssues {
  readonly proposers: readonly PartyId[];
  /** Each issue, with the first report that gives it. */
  readonly issues: ReadonlyMap<IssueId, PlacedReport>;
}

/** Where counted reports are found. */
interface Neighbours {
  readonly terms: AgreementTermsIndex;
  /** In order. @param key `claim:`, `proposal:` or `agreement:` and a slug */
  about(key: string): readonly PlacedReport[];
  /** Those that name a report of this development; in no order. */
  onDevelopment(id: ReportId): readonly PlacedReport[];
  /** In order. */
  ofDevelopment(id: ReportId): readonly PlacedReport[];
}

class NeighboursInIndex implements Neighbours {
  readonly terms: AgreementTermsIndex;

  constructor(
    private readonly counted: CountedReports,
    private readonly indexAsOf: IndexAsOf,
  ) {
    this.terms = new AgreementTermsIndex(indexAsOf, counted.selection.reportIndex.termsReader);
  }

  about(key: string): readonly PlacedReport[] {
    return this.indexAsOf.of(key);
  }

  onDevelopment(id: ReportId): readonly PlacedReport[] {
    const { reportIndex } = this.counted.selection;
    // It need not be in the record.
    const tied = reportIndex.groupOf(id)?.entries.map(({ fact }) => fact.report.reportId) ?? [id];
    return [...new Set(tied.flatMap((one) => reportIndex.groupsNaming(`report:${one}`)))]
      .flatMap((group) => this.indexAsOf.reportsOf(group))
      .filter((t) => developmentNamedBy(t, this.counted) === id);
  }

  ofDevelopment(id: ReportId): readonly PlacedReport[] {
    const group = this.counted.selection.reportIndex.groupOf(id);
    return group ? this.indexAsOf.reportsOf(group).filter(({ development }) => development === id) : [];
  }
}

class NeighboursAmong implements Neighbours {
  readonly terms: AgreementTermsIndex;
  readonly #subjects: ScannedSubjects;
  readonly #byDevelopment = lazy(() => groupBy(this.counted.reports, ({ development }) => development));
  readonly #onDevelopment = lazy(() => groupBy(this.counted.reports, (t) => developmentNamedBy(t, this.counted)));

  constructor(private readonly counted: CountedReports) {
    this.#subjects = new ScannedSubjects(counted.reports);
    this.terms = new AgreementTermsIndex(this.#subjects, new AgreementTermsReader(counted.registry));
  }

  about(key: string): readonly PlacedReport[] {
    return this.#subjects.of(key);
  }

  onDevelopment(id: ReportId): readonly PlacedReport[] {
    return this.#onDevelopment().get(id) ?? [];
  }

  ofDevelopment(id: ReportId): readonly PlacedReport[] {
    return this.#byDevelopment().get(id) ?? [];
  }
}

const NOBODY: OfferedIssues = { proposers: [], issues: new Map() };

/** The surroundings of all counted reports under a lens. */
export class Surroundings {
  readonly #neighbours: Neighbours;
  readonly #disputed = new Map<string, readonly ReportId[]>();
  readonly #proposals = new Map<ProposalId, OfferedIssues>();

  constructor(readonly counted: CountedReports) {
    const { indexAsOf } = counted;
    this.#neighbours = indexAsOf ? new NeighboursInIndex(counted, indexAsOf) : new NeighboursAmong(counted);
  }

  /** All published reports, whether or not they count. */
  get published(): CountedReports['selection']['published'] {
    return this.counted.selection.published;
  }

  /** The agreements, as all their reports have them. */
  get terms(): AgreementTermsIndex {
    return this.#neighbours.terms;
  }

  ofDevelopment(id: ReportId): readonly PlacedReport[] {
    return this.#neighbours.ofDevelopment(id);
  }

  onDevelopment(id: ReportId): readonly PlacedReport[] {
    return this.#neighbours.onDevelopment(id);
  }

  /** The reports of a proposal, in order. */
  ofProposal(id: ProposalId): readonly PlacedReport[] {
    return this.#neighbours.about(`proposal:${id}`);
  }

  /** The reports of an agreement, in order. */
  ofAgreement(id: AgreementId): readonly PlacedReport[] {
    return this.#neighbours.about(`agreement:${id}`);
  }

  /** The reports of a claim, in order. */
  ofClaim(id: ClaimId): readonly PlacedReport[] {
    return this.#neighbours.about(`claim:${id}`);
  }

  /** Who makes an offer, and on which issues. */
  proposal(id: ProposalId | undefined): OfferedIssues {
    if (id === undefined) return NOBODY;
    const known = this.#proposals.get(id);
    if (known) return known;
    const reports = this.ofProposal(id);
    const proposal = {
      proposers: proposersOf(reports.filter((t) => puts(t, 'proposal'))),
      issues: issuesGivenBy(reports),
    };
    this.#proposals.set(id, proposal);
    return proposal;
  }

  /** The reports of the demand that a report names by the id of one of them; none where that is no demand. */
  demandNamed(id: ReportId): readonly PutOffer<'demand'>[] {
    const named = this.published.get(id);
    if (named?.report.kind !== 'demand') return [];
    return demandsOf(this.ofDevelopment(named.development), named.report.party);
  }

  /** The developments that a declared denial names, and in which a report says something of a claim, an offer or an agreement. */
  disputedAbout(subjects: SubjectFields): readonly ReportId[] {
    const { claim, proposal, agreement } = subjects;
    const key = JSON.stringify([claim, proposal, agreement]);
    const found =
      this.#disputed.get(key) ??
      [
        ...(claim === undefined ? [] : this.ofClaim(claim)),
        ...(proposal === undefined ? [] : this.ofProposal(proposal)),
        ...(agreement === undefined ? [] : this.ofAgreement(agreement)),
      ].flatMap(({ development }) => (this.isDisputed(development) ? development : []));
    this.#disputed.set(key, found);
    return found;
  }

  /** Whether a declared denial names a report of this development. */
  isDisputed(development: ReportId): boolean {
    return this.onDevelopment(development).some((t) => t.declares && t.report.kind === 'denial');
  }
}

/** Counted reports that come from an index. */
export type CountedInIndex = CountedReports & { readonly indexAsOf: IndexAsOf };

/** Surroundings in an index: what has changed in another version of it is found by look-ups. */
export class SurroundingsInIndex extends Surroundings {
  constructor(private readonly inIndex: CountedInIndex) {
    super(inIndex);
  }

  /** The counted reports of the groups to which these belong. */
  reportsOf(ids: Iterable<ReportId>): readonly PlacedReport[] {
    const { reportIndex } = this.inIndex.selection;
    const groups = new Set([...ids].flatMap((id) => reportIndex.groupOf(id) ?? []));
    return [...groups].flatMap((group) => this.inIndex.indexAsOf.reportsOf(group));
  }

  /** The counted reports that name this one. */
  naming(id: ReportId): readonly PlacedReport[] {
    return this.inIndex.selection.reportIndex
      .groupsNaming(`report:${id}`)
      .flatMap((group) => this.inIndex.indexAsOf.reportsOf(group))
      .filter(({ subjects }) => subjects.report === id);
  }

  /** The counted reports that name one by which this offer was put: it may be retracted, and what names it still reads it. */
  namingOffer(proposal: ProposalId): readonly PlacedReport[] {
    return this.inIndex.selection.reportIndex
      .groupsNaming(`proposal:${proposal}`)
      .flatMap((group) => group.published)
      .filter(({ report }) => report.kind === 'proposal' && report.proposal === proposal)
      .flatMap(({ report }) => this.naming(report.reportId));
  }

  /** Whether it counts here, and reads as it does. */
  has(t: PlacedReport): boolean {
    return this.inIndex.indexAsOf.get(t.id) === t;
  }
}
