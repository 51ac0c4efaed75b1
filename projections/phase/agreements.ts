/** All agreements of a run of the phase machine: what each report does to them, and whom they bind. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { acceptsOutright, partiesOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import { PersistentMap } from '../support/persistent-map.js';
import {
  agreementValue,
  allYes,
  boundBy,
  copyOf,
  isOver,
  withTerms,
  type AgreementState,
  type AgreementValue,
  type AgreementsState,
  type ReadonlyBound,
} from './agreement-state.js';
import {
  haltsAgreement,
  isSaidIn,
  rejectOffer,
  setWord,
  takeHalt,
  takeWord,
  withdrawAnswer,
  withdrawSaidIn,
  withdrawWord,
} from './agreement-words.js';

type PublishedById = Pick<ReadonlyMap<ReportId, PublishedReport>, 'get'>;

/** Changes with each report. States are copied before they are changed, so that snapshots stay as they are. */
export class Agreements {
  private states: PersistentMap<AgreementId, AgreementState> = PersistentMap.empty();
  /** The states that no snapshot shares; they may be changed. */
  private own = new WeakSet<AgreementState>();
  /** The states that the current report changes. */
  private readonly changed = new Set<AgreementState>();
  /** Those to which all members say yes, and that have not ended. */
  private readonly standing = new Set<AgreementId>();
  private readonly untils = new Map<readonly AgreementId[], string | undefined>();
  private collapsedAt = -1;
  private boundNow: ReadonlyBound | undefined = new Map();

  /** @param isPrincipal which of the principals count as such in this run */
  constructor(
    readonly terms: AgreementTermsIndex,
    private readonly isPrincipal: (party: PartyId) => boolean,
  ) {}

  /** The state as it is now, safe from what comes next. */
  snapshot(): AgreementsState {
    this.own = new WeakSet();
    return { states: this.states, standing: new Set(this.standing), collapsedAt: this.collapsedAt };
  }

  /** Goes on from a snapshot; to be called before the first report. */
  resumeFrom({ states, standing, collapsedAt }: AgreementsState): void {
    this.states = states;
    this.collapsedAt = collapsedAt;
    for (const id of standing) this.standing.add(id);
    this.boundNow = undefined;
  }

  /** All agreements that reports name, in the order of their first reports. */
  ids(): AgreementId[] {
    return this.terms.ids();
  }

  /** Those to which all members say yes, and that have not ended, in the same order. */
  standingIds(): AgreementId[] {
    return this.terms.inOrder([...this.standing]);
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
    return this.statesOf(this.terms.chainOf(id));
  }

  /** The last of a chain to which all members say yes, in order. */
  lastYesOf(id: AgreementId): AgreementState | undefined {
    return this.chainOf(id).findLast(allYes);
  }

  private statesOf(ids: readonly AgreementId[]): AgreementState[] {
    return ids.flatMap((id) => this.get(id) ?? []);
  }

  /** Takes the next report. */
  apply(t: PlacedReport, step: number, published: PublishedById): void {
    const { agreement, proposal } = t.subjects;
    const named = agreement === undefined ? undefined : this.toChange(agreement);
    if (named) this.applyToNamed(named, t, step);
    for (const a of proposal === undefined ? [] : this.toChangeOf(proposal)) this.applyToOffered(a, t, step);
    if (t.report.kind === 'withdrawal' && t.report.report !== undefined) {
      const withdrawn = published.get(t.report.report);
      if (withdrawn) this.withdrawReport(t, withdrawn);
    }
    this.updateStanding();
  }

  /** The talks collapse: what had been announced is over. */
  collapse(step: number): void {
    this.collapsedAt = step;
    for (const id of this.standing) this.toChange(id);
    this.updateStanding();
  }

  /** The parties that are bound, each in part where agreements of scope `partial` alone bind it. */
  bound(): ReadonlyBound {
    return (this.boundNow ??= boundBy(this.statesOf([...this.standing])));
  }

  /** The parties that are bound by agreements outside the chain of this one. */
  boundWithout(id: AgreementId): ReadonlyBound {
    const chain = new Set(this.terms.chainOf(id));
    return boundBy(this.statesOf([...this.standing].filter((other) => !chain.has(other))));
  }

  /** Whether it binds a principal. */
  isBinding(id: AgreementId): boolean {
    return this.standing.has(id) && (this.get(id)?.bindable.length ?? 0) > 0;
  }

  /** Whether all members say yes, whatever else holds. */
  isAllYes(id: AgreementId): boolean {
    const a = this.get(id);
    return a !== undefined && allYes(a);
  }

  /**
   * The EDTF date at which it lapses. Agreements to which all members say yes lapse together, at the date of the last of
   * their chain; any other has its own. Undefined where it does not lapse.
   */
  until(id: AgreementId): string | undefined {
    const a = this.get(id);
    return a && allYes(a) ? this.untilOfChain(id) : a?.terms.until;
  }

  /** Looked up once for all of a chain, until a report changes one of them. */
  private untilOfChain(id: AgreementId): string | undefined {
    const chain = this.terms.chainOf(id);
    if (!this.untils.has(chain)) this.untils.set(chain, this.statesOf(chain).findLast(allYes)?.terms.until);
    return this.untils.get(chain);
  }

  /** The first instant at which each lapses of those that do: what all members agreed to, and what was announced. */
  lapses(): Instant[] {
    const dated = new Set(this.terms.dated().flatMap((id) => this.terms.chainOf(id)));
    return [...dated].flatMap((id) => {
      const a = this.get(id);
      const until = a && (allYes(a) || a.announcedAt !== undefined) ? this.until(id) : undefined;
      return until === undefined ? [] : [latestInstant(until) + 1];
    });
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

  private updateStanding(): void {
    if (this.changed.size) {
      this.boundNow = undefined;
      this.untils.clear();
    }
    for (const a of this.changed)
      if (allYes(a) && !isOver(a, this.collapsedAt)) this.standing.add(a.terms.agreement);
      else this.standing.delete(a.terms.agreement);
    this.changed.clear();
  }

  /** A halt of one agreement, or its end, is of its whole chain. */
  private applyToNamed(a: AgreementState, t: PlacedReport, step: number): void {
    takeWord(a, t, step);
    if (haltsAgreement(t)) for (const other of this.toChangeInChain(a)) takeHalt(other, t, step);
  }

  /** To put or accept an offer is a yes to the agreement that is of it; to reject or withdraw it takes that yes back. */
  private applyToOffered(a: AgreementState, t: PlacedReport, step: number): void {
    if (t.report.kind === 'proposal' || acceptsOutright(t.report)) setWord(a, t, 'yes', step, false);
    if (t.report.kind === 'rejection') rejectOffer(a, t);
    if (t.report.kind === 'withdrawal') withdrawWord(a, t);
  }

  /** Each party takes back what it said in the development of its own report, or its answer to the offer of another. */
  private withdrawReport(t: PlacedReport, withdrawn: PublishedReport): void {
    if (!t.declares) return;
    for (const { party } of t.parties)
      if (partiesOf(withdrawn.report).includes(party)) this.withdrawOwn(party, withdrawn);
      else if (withdrawn.report.kind === 'proposal')
        for (const a of this.toChangeOf(withdrawn.report.proposal)) withdrawAnswer(a, party, withdrawn.report.proposal);
  }

  /** Where the report put an offer, only this is taken back, with the word on what is of it; a demand gives no word. */
  private withdrawOwn(party: PartyId, { report, development }: PublishedReport): void {
    if (report.kind === 'demand') return;
    if (report.kind === 'proposal')
      for (const a of this.toChangeOf(report.proposal)) {
        a.words.delete(party);
        a.ratified.delete(party);
      }
    else
      for (const id of this.ids().filter((of) => this.isSaidIn(of, party, development))) {
        const a = this.toChange(id);
        if (a) withdrawSaidIn(a, party, development);
      }
  }

  private isSaidIn(id: AgreementId, party: PartyId, development: ReportId): boolean {
    const a = this.get(id);
    return a !== undefined && isSaidIn(a, party, development);
  }
}
