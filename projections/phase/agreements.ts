/** All agreements of a run of the phase machine: what each report does to them, and whom they bind. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { acceptsOutright, subjectFieldsOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import { PersistentMap } from '../support/persistent-map.js';
import {
  agreementValue,
  allYes,
  copyOf,
  isOver,
  setWord,
  withdrawWord,
  withTerms,
  type AgreementState,
  type AgreementValue,
  type AgreementsState,
} from './agreement-state.js';

type PublishedById = Pick<ReadonlyMap<ReportId, PublishedReport>, 'get'>;

/** Changes with each report. States are copied before they are changed, so that snapshots stay as they are. */
export class Agreements {
  private states: PersistentMap<AgreementId, AgreementState> = PersistentMap.empty();
  /** The states that no snapshot shares; they may be changed. */
  private own = new WeakSet<AgreementState>();
  /** The states that the current report changes. */
  private readonly changed = new Set<AgreementState>();
  private readonly binding = new Set<AgreementId>();
  private collapsedAt = -1;
  private boundNow: ReadonlySet<PartyId> | undefined = new Set();

  /** @param isPrincipal which of the principals count as such in this run */
  constructor(
    readonly terms: AgreementTermsIndex,
    private readonly isPrincipal: (party: PartyId) => boolean,
  ) {}

  /** The state as it is now, safe from what comes next. */
  snapshot(): AgreementsState {
    this.own = new WeakSet();
    return { states: this.states, binding: new Set(this.binding), collapsedAt: this.collapsedAt };
  }

  /** Goes on from a snapshot; to be called before the first report. */
  resumeFrom({ states, binding, collapsedAt }: AgreementsState): void {
    this.states = states;
    this.collapsedAt = collapsedAt;
    for (const id of binding) this.binding.add(id);
    this.boundNow = undefined;
  }

  /** All agreements that reports name, in the order of their first reports. */
  ids(): AgreementId[] {
    return this.terms.ids();
  }

  /** Those that bind their members, in the same order. */
  bindingIds(): AgreementId[] {
    return this.terms.inOrder([...this.binding]);
  }

  /** Undefined where no report names the agreement. */
  get(id: AgreementId): AgreementState | undefined {
    const terms = this.terms.get(id);
    if (!terms) return undefined;
    const known = this.states.get(id);
    return known?.terms === terms ? known : withTerms(known, terms, this.isPrincipal);
  }

  /** The agreement with all that `extends` ties to it, in the order of their first reports. */
  chainOf(id: AgreementId): readonly AgreementState[] {
    return this.terms.chainOf(id).flatMap((other) => this.get(other) ?? []);
  }

  /** Takes the next report. */
  apply(t: PlacedReport, step: number, published: PublishedById): void {
    const { agreement, proposal } = subjectFieldsOf(t.report);
    const named = agreement === undefined ? undefined : this.toChange(agreement);
    if (named) this.applyToNamed(named, t, step);
    for (const a of proposal === undefined ? [] : this.toChangeOf(proposal)) this.applyToOffered(a, t, step);
    if (t.report.kind === 'withdrawal' && t.report.report !== undefined) {
      const withdrawn = published.get(t.report.report);
      if (withdrawn) this.withdrawReport(t, withdrawn);
    }
    this.updateBinding();
  }

  /** The talks collapse: what had been announced is over. */
  collapse(step: number): void {
    this.collapsedAt = step;
    for (const id of this.binding) this.toChange(id);
    this.updateBinding();
  }

  /** The members of all binding agreements. */
  bound(): ReadonlySet<PartyId> {
    this.boundNow ??= new Set([...this.binding].flatMap((id) => this.get(id)?.members ?? []));
    return this.boundNow;
  }

  /** The members of all binding agreements outside the chain of this one. */
  boundWithout(id: AgreementId): ReadonlySet<PartyId> {
    const chain = new Set(this.terms.chainOf(id));
    return new Set([...this.binding].flatMap((other) => (chain.has(other) ? [] : (this.get(other)?.members ?? []))));
  }

  isBinding(id: AgreementId): boolean {
    return this.binding.has(id);
  }

  /** Whether all members say yes, whatever else holds. */
  isAllYes(id: AgreementId): boolean {
    const a = this.get(id);
    return a !== undefined && allYes(a);
  }

  /** The EDTF date at which the chain lapses: that of its last agreement to which all members say yes. */
  until(id: AgreementId): string | undefined {
    return this.chainOf(id).findLast(allYes)?.terms.until;
  }

  /** The value of an agreement at an instant; `denied` where no report names it. */
  valueAt(id: AgreementId, at: Instant): AgreementValue {
    const a = this.get(id);
    return a ? agreementValue(a, this.until(id), this.collapsedAt, at) : 'denied';
  }

  /** The state of an agreement, to be changed. */
  private toChange(id: AgreementId): AgreementState | undefined {
    const found = this.get(id);
    if (!found) return undefined;
    const own = this.own.has(found) ? found : this.copied(id, found);
    this.changed.add(own);
    return own;
  }

  private toChangeOf(proposal: ProposalId): AgreementState[] {
    return this.terms.ofProposal(proposal).flatMap((id) => this.toChange(id) ?? []);
  }

  private toChangeInChain({ terms }: AgreementState): AgreementState[] {
    return this.terms.chainOf(terms.agreement).flatMap((id) => this.toChange(id) ?? []);
  }

  private copied(id: AgreementId, found: AgreementState): AgreementState {
    const copy = copyOf(found);
    this.own.add(copy);
    this.states = this.states.with(id, copy);
    return copy;
  }

  private updateBinding(): void {
    if (this.changed.size) this.boundNow = undefined;
    for (const a of this.changed)
      if (allYes(a) && !isOver(a, this.collapsedAt)) this.binding.add(a.terms.agreement);
      else this.binding.delete(a.terms.agreement);
    this.changed.clear();
  }

  private applyToNamed(a: AgreementState, t: PlacedReport, step: number): void {
    const { report } = t;
    switch (report.kind) {
      case 'agreement':
      case 'confirmation':
        return setWord(a, t, 'yes', step, true);
      case 'acceptance':
        return acceptsOutright(report) ? setWord(a, t, 'yes', step, true) : undefined;
      case 'denial':
      case 'rejection':
        return setWord(a, t, 'no', step, true);
      case 'ratification':
        if (t.declares && report.party !== undefined) a.ratified.set(report.party, { outcome: report.outcome, by: t });
        return setWord(a, t, report.outcome === 'approved' ? 'yes' : 'no', step, true);
      case 'withdrawal':
        return withdrawWord(a, t);
      case 'implementation':
        a.carriedOut ||= t.standing;
        return;
      case 'violation':
        a.violated ||= t.standing;
        return;
      case 'suspension':
      case 'resumption':
        if (t.standing) for (const other of this.toChangeInChain(a)) other.suspended = report.kind === 'suspension';
        return;
      case 'breakdown':
        if (t.standing) for (const other of this.toChangeInChain(a)) other.brokenAt = step;
        return;
      case 'proposal':
      case 'refusal':
      case 'demand':
      case 'concession':
      case 'stance':
      case 'endorsement':
      case 'contact':
      case 'involvement':
      case 'assessment':
      case 'pressure':
      case 'conclusion':
      case 'no-comment':
        // These kinds name no agreement.
        return;
    }
  }

  /** To put or accept an offer is a yes to the agreement that is of it; to withdraw the offer takes that yes back. */
  private applyToOffered(a: AgreementState, t: PlacedReport, step: number): void {
    if (t.report.kind === 'proposal' || acceptsOutright(t.report)) setWord(a, t, 'yes', step, false);
    if (t.report.kind === 'withdrawal') withdrawWord(a, t);
  }

  private withdrawReport(t: PlacedReport, withdrawn: PublishedReport): void {
    if (!t.declares || t.report.party === undefined || withdrawn.report.party !== t.report.party) return;
    for (const a of this.toChangeByWordIn(withdrawn, t.report.party)) withdrawWord(a, t);
  }

  /** The agreements of the offer that the report put, or else those on which its development gave the party's word. */
  private toChangeByWordIn({ report, development }: PublishedReport, party: PartyId): readonly AgreementState[] {
    if (report.kind === 'proposal') return this.toChangeOf(report.proposal);
    if (report.kind === 'demand') return [];
    const given = this.ids().filter((id) => this.get(id)?.words.get(party)?.by.development === development);
    return given.flatMap((id) => this.toChange(id) ?? []);
  }
}
