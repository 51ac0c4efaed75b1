/**
 * Which reports read otherwise where some groups of reports have changed: those of the groups, and others that must be
 * read with them. Who names a report says something else once that is corrected.
 */
import type { AgreementId, ProposalId, ReportId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { ReportGroup } from '../report-index/report-group.js';
import { isSameState } from './same-state.js';
import type { Surroundings, SurroundingsInIndex } from './surroundings.js';
import { developmentNamedBy } from './withdrawals.js';

/** Reports that are no longer there, and those that are there in their place. One that reads otherwise is in both. */
export interface ChangedReports {
  readonly before: SurroundingsInIndex;
  readonly removed: ReadonlySet<PlacedReport>;
  readonly after: SurroundingsInIndex;
  readonly added: ReadonlySet<PlacedReport>;
}

const idsIn = (groups: Iterable<ReportGroup>): Set<ReportId> =>
  new Set([...groups].flatMap(({ entries }) => entries.map(({ fact }) => fact.report.reportId)));

const isWithdrawal = ({ report }: PlacedReport): boolean => report.kind === 'withdrawal';

/** The withdrawals that name one of these reports, or another of its development. */
const takingBackWhat = (reports: readonly PlacedReport[], around: Surroundings): PlacedReport[] =>
  reports.flatMap(({ development }) => around.onDevelopment(development)).filter(isWithdrawal);

/** The withdrawals of what was said of an offer: they name it, or a report of it. */
const takingBack = (proposal: ProposalId, around: SurroundingsInIndex): PlacedReport[] => [
  ...around.ofProposal(proposal).filter(isWithdrawal),
  ...takingBackWhat(around.ofProposal(proposal), around),
  ...around.namingOffer(proposal).filter(isWithdrawal),
];

/** Finds the reports that read otherwise, on both sides of a change. */
class Affected {
  readonly found = new Set<PlacedReport>();

  constructor(
    private readonly sides: readonly [before: SurroundingsInIndex, after: SurroundingsInIndex],
    private readonly own: readonly PlacedReport[],
  ) {}

  /** Who names a report of the changed groups; and who names another that one of them names as well. */
  addNaming(ids: Iterable<ReportId>): void {
    for (const id of ids) this.#add((around) => around.naming(id));
    for (const t of this.own)
      if (t.subjects.report !== undefined)
        this.#add((around) => around.onDevelopment(developmentNamedBy(t, around.counted) as ReportId));
  }

  /** All that is said of a proposal that has other makers or issues than before. */
  addOfOffers(): void {
    for (const proposal of this.#proposals()) {
      if (this.#isSame((around) => around.proposal(proposal))) continue;
      this.#add((around) => [...around.ofProposal(proposal), ...takingBack(proposal, around)]);
    }
  }

  /** All that is said of an agreement that is of another offer, or extends another, than before; and of its chain. */
  addOfAgreements(): void {
    for (const agreement of this.#agreements()) {
      const termsIn = (around: Surroundings) => around.terms.get(agreement);
      if (!this.#isSame((around) => termsIn(around)?.of))
        for (const around of this.sides) {
          const offer = termsIn(around)?.of;
          if (offer !== undefined) this.#add((side) => takingBack(offer, side));
        }
      if (!this.#isSame((around) => termsIn(around)?.extends)) this.#add((around) => around.ofAgreement(agreement));
    }
  }

  /** The papers of a chain that is another than before, or of an offer whose terms have changed: a ledger lists them together. */
  addOfChains(): void {
    const offered = this.own.flatMap(({ report }) => (report.kind === 'proposal' ? [report.proposal] : []));
    const ofOffers = new Set(offered.flatMap((id) => this.sides.flatMap(({ terms }) => terms.ofProposal(id))));
    for (const agreement of new Set([...this.#agreements(), ...ofOffers]))
      if (ofOffers.has(agreement) || !this.#isSame((around) => chainIn(around, agreement)))
        this.#add((around) => around.terms.chainOf(agreement).flatMap((id) => around.ofAgreement(id)));
  }

  /** What is said of reports that somebody denies, where that is news; and who takes back such words. */
  addDisputed(): void {
    const denied = this.own.flatMap((t) =>
      t.report.kind === 'denial' && t.subjects.report !== undefined
        ? this.sides.map((around) => developmentNamedBy(t, around.counted) as ReportId)
        : [],
    );
    for (const development of denied) this.#add((around) => around.ofDevelopment(development));
    const disputed = [...this.own, ...denied.flatMap((id) => this.sides.flatMap((around) => around.ofDevelopment(id)))];
    for (const t of new Set(disputed))
      if (denied.includes(t.development) || this.sides.some((around) => around.isDisputed(t.development)))
        this.#add((around) => this.#takingBackOfSubject(t, around));
  }

  /** A withdrawal takes back all that is said by the reports that it names. */
  addWithdrawals(): void {
    const found = [...this.found];
    this.#add((around) => takingBackWhat(found, around));
  }

  #takingBackOfSubject(
    { subjects: { claim, proposal, agreement } }: PlacedReport,
    around: SurroundingsInIndex,
  ): PlacedReport[] {
    if (proposal !== undefined) return takingBack(proposal, around);
    if (agreement !== undefined) return around.ofAgreement(agreement).filter(isWithdrawal);
    return claim === undefined ? [] : around.ofClaim(claim).filter(isWithdrawal);
  }

  #add(find: (around: SurroundingsInIndex) => readonly PlacedReport[]): void {
    for (const around of this.sides) for (const t of find(around)) this.found.add(t);
  }

  #isSame(value: (around: Surroundings) => unknown): boolean {
    const [before, after] = this.sides.map(value);
    return isSameState(before, after);
  }

  #proposals(): Set<ProposalId> {
    return new Set(this.own.flatMap(({ subjects }) => subjects.proposal ?? []));
  }

  #agreements(): Set<AgreementId> {
    return new Set(this.own.flatMap(({ subjects }) => subjects.agreement ?? []));
  }
}

const chainIn = ({ terms }: Surroundings, id: AgreementId) => terms.chainOf(id).map((one) => [one, terms.get(one)?.of]);

/** @param groups those that have changed, as they were or as they are */
export function changedReports(
  before: SurroundingsInIndex,
  after: SurroundingsInIndex,
  groups: Iterable<ReportGroup>,
): ChangedReports {
  const ids = idsIn(groups);
  const [gone, come] = [before.reportsOf(ids), after.reportsOf(ids)];
  const affected = new Affected([before, after], [...gone, ...come]);
  affected.addNaming(ids);
  affected.addOfOffers();
  affected.addOfAgreements();
  affected.addOfChains();
  affected.addDisputed();
  affected.addWithdrawals();
  const there = (around: SurroundingsInIndex) => [...affected.found].filter((t) => around.has(t));
  return { before, removed: new Set([...gone, ...there(before)]), after, added: new Set([...come, ...there(after)]) };
}
