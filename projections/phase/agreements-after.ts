/** All agreements after one more report: what it says of each, and does about it. */
import type { AgreementId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { acceptsOutright, partiesOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { AgreementsState, AgreementWords } from './agreement-state.js';
import { allYes, copyOf, isOver, nothingSaidOf } from './agreement-state.js';
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
import type { AgreementsReading } from './agreements.js';

type PublishedById = Pick<ReadonlyMap<ReportId, PublishedReport>, 'get'>;

/** What one report changes. What it touches is copied first, so that the state before stays as it is. */
class Step {
  private readonly touched = new Map<AgreementId, AgreementWords>();

  constructor(
    private readonly before: AgreementsState,
    private readonly reading: AgreementsReading,
    private readonly t: PlacedReport,
  ) {}

  /** The report names agreements, itself or by the offer that they are of. */
  takeNamed(): void {
    const { agreement, proposal } = this.t.subjects;
    const named = agreement === undefined ? undefined : this.toChange(agreement);
    if (named) this.applyToNamed(named);
    for (const a of proposal === undefined ? [] : this.toChangeOf(proposal)) this.applyToOffered(a);
  }

  /** Each party takes back what it said in the development of its own report, or its answer to the offer of another. */
  withdraw(withdrawn: PublishedReport): void {
    if (!this.t.declares) return;
    for (const { party } of this.t.parties)
      if (partiesOf(withdrawn.report).includes(party)) this.withdrawOwn(party, withdrawn);
      else if (withdrawn.report.kind === 'proposal')
        for (const a of this.toChangeOf(withdrawn.report.proposal)) withdrawAnswer(a, party, withdrawn.report.proposal);
  }

  /** The state after it; the same one where it touches nothing. */
  done(): AgreementsState {
    if (this.touched.size === 0) return this.before;
    let { said } = this.before;
    for (const [id, words] of this.touched) said = said.with(id, words);
    const after = { ...this.before, said };
    return { ...after, standing: this.standingIn(after) };
  }

  private standingIn(after: AgreementsState): ReadonlySet<AgreementId> {
    const standing = new Set(after.standing);
    for (const id of this.touched.keys()) {
      const a = this.reading.stateIn(after, id);
      if (a && allYes(a) && !isOver(a, after.collapsedBy)) standing.add(id);
      else standing.delete(id);
    }
    return standing;
  }

  /** What is said of an agreement, to be changed; undefined where no report names it. */
  private toChange(id: AgreementId): AgreementWords | undefined {
    if (!this.reading.terms.get(id)) return undefined;
    const own = this.touched.get(id) ?? copyOf(this.before.said.get(id) ?? nothingSaidOf(id));
    this.touched.set(id, own);
    return own;
  }

  private toChangeOf(proposal: ProposalId): AgreementWords[] {
    return this.reading.terms.ofProposal(proposal).flatMap((id) => this.toChange(id) ?? []);
  }

  /** A halt of one agreement, or its end, is of its whole chain. */
  private applyToNamed(a: AgreementWords): void {
    takeWord(a, this.t);
    if (!haltsAgreement(this.t)) return;
    for (const id of this.reading.terms.chainOf(a.agreement)) {
      const other = this.toChange(id);
      if (other) takeHalt(other, this.t);
    }
  }

  /** To put or accept an offer is a yes to the agreement that is of it; to reject or withdraw it takes that yes back. */
  private applyToOffered(a: AgreementWords): void {
    const { t } = this;
    if (t.report.kind === 'proposal' || acceptsOutright(t.report)) setWord(a, t, 'yes', false);
    if (t.report.kind === 'rejection') rejectOffer(a, t);
    if (t.report.kind === 'withdrawal') withdrawWord(a, t);
  }

  /** Where the report put an offer, only this is taken back, with the word on what is of it; a demand gives no word. */
  private withdrawOwn(party: PartyId, { report, development }: PublishedReport): void {
    if (report.kind === 'demand') return;
    if (report.kind === 'proposal') {
      for (const a of this.toChangeOf(report.proposal)) {
        a.words.delete(party);
        a.ratified.delete(party);
      }
      return;
    }
    for (const known of this.before.said.values()) {
      const words = this.touched.get(known.agreement) ?? known;
      const a = isSaidIn(words, party, development) ? this.toChange(words.agreement) : undefined;
      if (a) withdrawSaidIn(a, party, development);
    }
  }
}

/** See the file comment. */
export function agreementsAfter(
  before: AgreementsState,
  t: PlacedReport,
  reading: AgreementsReading,
  published: PublishedById,
): AgreementsState {
  const step = new Step(before, reading, t);
  step.takeNamed();
  if (t.report.kind === 'withdrawal' && t.report.report !== undefined) {
    const withdrawn = published.get(t.report.report);
    if (withdrawn) step.withdraw(withdrawn);
  }
  return step.done();
}

/** After the talks have collapsed: what had been announced is over. */
export function agreementsAfterCollapse(
  { said, standing }: AgreementsState,
  by: PlacedReport,
  reading: AgreementsReading,
): AgreementsState {
  const after: AgreementsState = { said, standing, collapsedBy: by };
  const stands = (id: AgreementId): boolean => {
    const a = reading.stateIn(after, id);
    return a !== undefined && !isOver(a, by);
  };
  return { ...after, standing: new Set([...standing].filter(stands)) };
}
