/** The lifecycle of one offer or demand: put, answered, countered, replaced, withdrawn, put again. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import { acceptsOutright } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { OfferFields, Proposal } from './known-offers.js';
import type { PutOffer } from '../threads/put-offers.js';
import type { WithdrawalTarget } from '../threads/withdrawals.js';

/** `named`: reports name it, none puts it, and nobody answered it. */
export const OFFER_VALUES = [
  'open',
  'accepted',
  'rejected',
  'countered',
  'replaced',
  'withdrawn',
  'lapsed',
  'named',
] as const;
export type OfferValue = (typeof OFFER_VALUES)[number];

/** What closes an offer. An answer is that of one party; several may give it in one report. */
interface Closing {
  readonly how: 'accepted' | 'rejected' | 'countered' | 'replaced' | 'withdrawn';
  readonly by: PlacedReport;
  readonly answerOf?: PartyId;
}

/** Takes reports in order. */
export class OfferLifecycle {
  readonly proposers: readonly PartyId[];
  readonly to: readonly PartyId[];
  readonly until: string | undefined;
  private readonly untilBy: PlacedReport | undefined;
  private opened: PlacedReport | undefined;
  private told: PlacedReport | undefined;
  private timesTold = 0;
  private closings: readonly Closing[] = [];
  private readonly changes: PlacedReport[] = [];
  private readonly putIn = new Set<ReportId>();
  private readonly declaredIn = new Set<ReportId>();

  /** @param first the first report that names it */
  constructor(
    readonly first: PlacedReport,
    { proposers, to, until, untilBy }: OfferFields,
  ) {
    this.proposers = proposers;
    this.to = to;
    this.until = until;
    this.untilBy = untilBy;
  }

  /** Whether a report taken so far has put it. */
  get isTold(): boolean {
    return this.opened !== undefined;
  }

  /** The last report that told it for the first time, or declared it anew: rivals that are told later replace it. */
  get lastTold(): PlacedReport | undefined {
    return this.told;
  }

  /** Whether it was declared anew after it had been told. */
  get isToldAnew(): boolean {
    return this.timesTold > 1;
  }

  /** What it is at an instant after the last report. */
  value(at: Instant): OfferValue {
    const value = this.closings.at(-1)?.how ?? (this.opened ? 'open' : 'named');
    return value === 'open' && this.until !== undefined && latestInstant(this.until) < at ? 'lapsed' : value;
  }

  /** Whether nothing has closed it but, perhaps, the time. */
  get isUnanswered(): boolean {
    return this.opened !== undefined && this.closings.length === 0;
  }

  /** The report that made the value what it is. */
  since(): PlacedReport {
    const how = this.closings.at(-1)?.how;
    const run = this.closings.slice(this.closings.findLastIndex((c) => c.how !== how) + 1);
    return run[0]?.by ?? this.opened ?? this.first;
  }

  /** The reports that changed it, with the first that names it. */
  trail(): ReportId[] {
    return [this.first, ...(this.untilBy ? [this.untilBy] : []), ...this.changes].map(({ id }) => id);
  }

  /**
   * A report that puts it. Its first telling leaves earlier answers as they are; only a later declared word of its makers,
   * of a development in which none of them had declared it, opens it again.
   * @returns whether it is told for the first time or declared anew
   */
  put(t: PlacedReport): boolean {
    const isOwn = t.declares && t.parties.some(({ party }) => this.proposers.includes(party));
    const isAnew = isOwn && !this.declaredIn.has(t.development);
    if (isOwn) this.declaredIn.add(t.development);
    this.putIn.add(t.development);
    const isNews = !this.opened || isAnew;
    if (!isNews) return false;
    this.told = t;
    this.timesTold += 1;
    if (!this.opened || this.closings.length > 0) this.openWith(t);
    return true;
  }

  /** Where an offer was answered before it was first put, the answers stay. */
  private openWith(t: PlacedReport): void {
    if (this.opened) this.closings = [];
    this.opened = t;
    this.changes.push(t);
  }

  /**
   * A declared answer of parties. An answer by one of its makers closes nothing.
   * @param principals at the place of the answer
   * @returns whether it closes the offer
   */
  answer(t: PlacedReport, principals: readonly PartyId[]): boolean {
    const how = acceptsOutright(t.report) ? 'accepted' : t.report.kind === 'rejection' ? 'rejected' : undefined;
    if (!how || !t.declares) return false;
    const named = principals.filter((party) => this.to.includes(party));
    const meantFor = named.length ? named : principals;
    const answering = t.parties.flatMap(({ party }) => (meantFor.includes(party) ? [party] : []));
    const others = answering.filter((party) => !this.proposers.includes(party));
    for (const answerOf of others) this.close({ how, by: t, answerOf });
    return others.length > 0;
  }

  /** Another offer counters it, or takes its place. */
  supersede(how: 'countered' | 'replaced', by: PlacedReport): void {
    this.close({ how, by });
  }

  /** A declared withdrawal: of the offer, by any of its makers, or of answers to it. */
  withdraw(t: PlacedReport, withdrawn: WithdrawalTarget): void {
    if (!t.declares) return;
    this.withdrawAnswers(t, withdrawn);
    const { onReport, development, onlyOffer, proposal } = withdrawn;
    const isNamed = onlyOffer || proposal !== undefined || development === undefined;
    const isOfIt = isNamed || this.putIn.has(development);
    const isOwn = t.parties.some(({ party }) => this.proposers.includes(party));
    if (isOwn && isOfIt && onReport === undefined) this.close({ how: 'withdrawn', by: t });
  }

  /** Once withdrawn, it cannot be closed in another way. */
  private close(closing: Closing): void {
    if (this.closings.at(-1)?.how === 'withdrawn') return;
    this.closings = [...this.closings, closing];
    this.changes.push(closing.by);
  }

  /** An answer that its party takes back closes the offer no longer. */
  private withdrawAnswers(t: PlacedReport, { development, onlyOffer }: WithdrawalTarget): void {
    if (onlyOffer) return;
    const isWithdrawn = ({ by, answerOf }: Closing) =>
      answerOf !== undefined &&
      t.parties.some(({ party }) => party === answerOf) &&
      (development === undefined || by.development === development);
    const left = this.closings.filter((closing) => !isWithdrawn(closing));
    if (left.length === this.closings.length) return;
    this.closings = left;
    this.changes.push(t);
    if (this.opened && left.length === 0) this.opened = t;
  }
}

/** One proposal. */
export interface ProposalLifecycle {
  readonly proposal: Proposal;
  readonly lifecycle: OfferLifecycle;
}

/** One demand: that of one party in one development. */
export interface DemandLifecycle {
  /** Its first report. */
  readonly demand: PutOffer<'demand'>;
  /** All its reports, in order. */
  readonly puts: readonly PutOffer<'demand'>[];
  readonly lifecycle: OfferLifecycle;
}

/** In the order of their first reports. */
export interface OfferLifecycles {
  readonly proposals: readonly ProposalLifecycle[];
  readonly demands: readonly DemandLifecycle[];
}
