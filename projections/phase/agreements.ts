/** Agreements as the walk goes on: the words of their members, and the state that follows from them. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import {
  allYes,
  withTerms,
  copyOf,
  isOver,
  leftToRatify,
  type AgreementState,
  type AgreementValue,
  type AgreementsState,
} from './agreement-state.js';
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import { acceptsOutright, named, saysAgreementWasMade } from '../record/kinds.js';
import type { PublishedReport } from '../record/published-reports.js';
import { PersistentMap } from '../support/persistent-map.js';
import type { PlacedReport } from '../record/placed-report.js';

type PublishedById = Pick<ReadonlyMap<ReportId, PublishedReport>, 'get'>;

export class Agreements {
  private states: PersistentMap<AgreementId, AgreementState> = PersistentMap.empty();
  /** Those that no other has seen, which may be changed; of any other a copy is. */
  private own = new WeakSet<AgreementState>();
  private readonly touched = new Set<AgreementState>();
  private readonly binding = new Set<AgreementId>();
  private collapsedAt = -1;
  private boundNow: ReadonlySet<PartyId> | undefined = new Set();

  /** @param isPrincipal who counts as a principal in this walk, of those that are principals by the registry */
  constructor(
    readonly terms: AgreementTermsIndex,
    private readonly isPrincipal: (party: PartyId) => boolean,
  ) {}

  /** How they stand now, whatever becomes of them. */
  snapshot(): AgreementsState {
    this.own = new WeakSet();
    return { states: this.states, binding: new Set(this.binding), collapsedAt: this.collapsedAt };
  }

  /** As they stood. */
  resumeFrom({ states, binding, collapsedAt }: AgreementsState): void {
    this.states = states;
    this.collapsedAt = collapsedAt;
    for (const id of binding) this.binding.add(id);
    this.boundNow = undefined;
  }

  /** In the order of their first reports. */
  ids(): AgreementId[] {
    return this.terms.ids();
  }

  /** Those that bind their members, in the same order. */
  bindingIds(): AgreementId[] {
    return this.terms.inOrder([...this.binding]);
  }

  get(id: AgreementId): AgreementState | undefined {
    const terms = this.terms.get(id);
    if (!terms) return undefined;
    const known = this.states.get(id);
    if (known?.terms === terms) return known;
    return withTerms(known, terms, this.isPrincipal);
  }

  /** The agreement with those that it extends or that extend it. */
  chainOf(id: AgreementId): readonly AgreementState[] {
    return this.terms.chainOf(id).flatMap((other) => this.get(other) ?? []);
  }

  /** To be changed. */
  private taken(id: AgreementId): AgreementState | undefined {
    const found = this.get(id);
    if (!found) return undefined;
    const own = this.own.has(found) ? found : this.copied(id, found);
    this.touched.add(own);
    return own;
  }

  private copied(id: AgreementId, found: AgreementState): AgreementState {
    const copy = copyOf(found);
    this.own.add(copy);
    this.states = this.states.with(id, copy);
    return copy;
  }

  /** Takes in one report of the walk. */
  apply(t: PlacedReport, step: number, published: PublishedById): void {
    const { agreement, proposal } = named(t.report);
    const own = agreement === undefined ? undefined : this.taken(agreement);
    if (own) this.applyOwn(own, t, step);
    for (const a of proposal === undefined ? [] : this.takenOf(proposal)) this.applyProposal(a, t, step);
    if (t.report.kind === 'withdrawal' && t.report.report !== undefined) {
      const takenBack = published.get(t.report.report);
      if (takenBack) this.takeBack(t, takenBack);
    }
    this.updateBinding();
  }

  private takenOf(proposal: ProposalId): AgreementState[] {
    return this.terms.of(proposal).flatMap((id) => this.taken(id) ?? []);
  }

  private updateBinding(): void {
    if (this.touched.size) this.boundNow = undefined;
    for (const a of this.touched)
      if (this.binds(a)) this.binding.add(a.terms.agreement);
      else this.binding.delete(a.terms.agreement);
    this.touched.clear();
  }

  private binds(a: AgreementState): boolean {
    return allYes(a) && !isOver(a, this.collapsedAt);
  }

  private applyOwn(a: AgreementState, t: PlacedReport, step: number): void {
    const { report } = t;
    switch (report.kind) {
      case 'agreement':
      case 'confirmation':
        return this.say(a, t, 'yes', step, true);
      case 'acceptance':
        return acceptsOutright(report) ? this.say(a, t, 'yes', step, true) : undefined;
      case 'denial':
      case 'rejection':
        return this.say(a, t, 'no', step, true);
      case 'ratification':
        if (t.declares && report.party !== undefined) a.ratified.set(report.party, { outcome: report.outcome, by: t });
        return this.say(a, t, report.outcome === 'approved' ? 'yes' : 'no', step, true);
      case 'withdrawal':
        return this.withdraw(a, t);
      case 'implementation':
        a.carriedOut ||= t.standing;
        return;
      case 'violation':
        a.violated ||= t.standing;
        return;
      case 'suspension':
      case 'resumption':
        if (t.standing) for (const other of this.takenChain(a)) other.suspended = report.kind === 'suspension';
        return;
      case 'breakdown':
        if (t.standing) for (const other of this.takenChain(a)) other.brokenAt = step;
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

  private takenChain({ terms }: AgreementState): AgreementState[] {
    return this.terms.chainOf(terms.agreement).flatMap((id) => this.taken(id) ?? []);
  }

  /** An offer made or accepted is a yes to the agreement that is of it; an offer taken back takes that yes with it. */
  private applyProposal(a: AgreementState, t: PlacedReport, step: number): void {
    if (t.report.kind === 'proposal' || acceptsOutright(t.report)) this.say(a, t, 'yes', step, false);
    if (t.report.kind === 'withdrawal') this.withdraw(a, t);
  }

  private say(a: AgreementState, t: PlacedReport, says: 'yes' | 'no', step: number, ofItself: boolean): void {
    if (!t.declares || t.report.party === undefined) return;
    a.words.set(t.report.party, { says, by: t });
    if (says === 'no') return;
    a.lastYes.set(t.report.party, step);
    a.someYes = true;
    if (ofItself && t.standing) a.announcedAt ??= step;
  }

  private withdraw(a: AgreementState, t: PlacedReport): void {
    if (!t.declares || t.report.party === undefined) return;
    a.words.delete(t.report.party);
    a.ratified.delete(t.report.party);
  }

  private takeBack(t: PlacedReport, takenBack: PublishedReport): void {
    if (!t.declares || t.report.party === undefined || takenBack.report.party !== t.report.party) return;
    for (const a of this.givenBy(takenBack, t.report.party)) this.withdraw(a, t);
  }

  /** Where the report put an offer, the agreements that are of it; else those on which the party's word is of its development. */
  private givenBy({ report, development }: PublishedReport, party: PartyId): readonly AgreementState[] {
    if (report.kind === 'proposal') return this.takenOf(report.proposal);
    if (report.kind === 'demand') return [];
    const given = this.ids().filter((id) => this.get(id)?.words.get(party)?.by.development === development);
    return given.flatMap((id) => this.taken(id) ?? []);
  }

  /** What had been announced when the talks collapsed is over. */
  collapse(step: number): void {
    this.collapsedAt = step;
    for (const id of this.binding) this.taken(id);
    this.updateBinding();
  }

  /** Whom some agreement binds: of them, those who are principals at the time. */
  bound(): ReadonlySet<PartyId> {
    this.boundNow ??= new Set([...this.binding].flatMap((id) => this.get(id)?.members ?? []));
    return this.boundNow;
  }

  /** Whom some agreement outside this one's chain binds. */
  boundWithout(id: AgreementId): ReadonlySet<PartyId> {
    const chain = new Set(this.terms.chainOf(id));
    return new Set([...this.binding].flatMap((other) => (chain.has(other) ? [] : (this.get(other)?.members ?? []))));
  }

  isBinding(id: AgreementId): boolean {
    return this.binding.has(id);
  }

  /** All members yes, whatever else holds. */
  isAllYes(id: AgreementId): boolean {
    const a = this.get(id);
    return a !== undefined && allYes(a);
  }

  /** The date at which the chain lapses: that of the last of it to which all its members say yes. */
  until(id: AgreementId): string | undefined {
    return this.chainOf(id).findLast(allYes)?.terms.until;
  }

  /** The state at an instant; the first that holds. */
  valueAt(id: AgreementId, at: Instant): AgreementValue {
    const a = this.get(id);
    if (!a) return 'denied';
    if (isOver(a, this.collapsedAt)) return 'ended';
    if (a.suspended) return 'suspended';
    if (a.someYes && a.members.some((member) => a.words.get(member)?.says === 'no')) return 'rejected';
    const until = this.until(id);
    if (allYes(a) && until !== undefined && at > latestInstant(until)) return 'expired';
    if (allYes(a) && !leftToRatify(a) && a.carriedOut) return 'implementing';
    if (allYes(a)) return leftToRatify(a) ? 'tentative' : 'agreed';
    if (a.announcedAt !== undefined) return 'announced';
    return a.terms.reports.some((t) => saysAgreementWasMade(t.report)) ? 'reported' : 'denied';
  }
}
