/** The lifecycle of one offer or demand: put, answered, countered, withdrawn, put again. */
import type { PartyId, ReportId } from '../../events/ids.js';
import { acceptsOutright } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { WithdrawalTarget } from './withdrawals.js';

/** `named`: reports name it, none puts it. */
export const OFFER_VALUES = ['open', 'accepted', 'rejected', 'countered', 'withdrawn', 'named'] as const;
export type OfferValue = (typeof OFFER_VALUES)[number];

/** What closes an offer. */
interface Closing {
  readonly how: 'accepted' | 'rejected' | 'countered' | 'withdrawn';
  readonly by: PlacedReport;
}

/** Takes reports in order. */
export class OfferLifecycle {
  private isNamed = false;
  private opened: PlacedReport | undefined;
  private closings: readonly Closing[] = [];
  private readonly changes: PlacedReport[] = [];
  private readonly puts: ReadonlySet<ReportId>;
  private readonly developments = new Set<ReportId>();

  /**
   * @param first the first report that names it
   * @param puts the reports that put it
   * @param party who makes it
   * @param to the principals for whom it is meant: only their answers close it
   */
  constructor(
    readonly first: PlacedReport,
    puts: readonly PlacedReport[],
    readonly party: PartyId | undefined,
    readonly to: readonly PartyId[],
  ) {
    this.puts = new Set(puts.map(({ id }) => id));
  }

  /**
   * Takes a report that names the offer, or that answers or withdraws one that does.
   * @param withdrawn what the report withdraws, if it is a withdrawal
   */
  take(t: PlacedReport, withdrawn: WithdrawalTarget): void {
    const { report } = t;
    this.isNamed ||= t === this.first;
    if (this.puts.has(t.id)) return this.put(t);
    if (report.kind === 'proposal') return this.isNamed ? this.close('countered', t) : undefined;
    if (!t.declares || report.party === undefined) return;
    const answers = this.to.includes(report.party);
    if (answers && acceptsOutright(report)) this.close('accepted', t);
    if (answers && report.kind === 'rejection') this.close('rejected', t);
    if (report.kind === 'withdrawal') this.withdraw(t, withdrawn);
  }

  value(): OfferValue {
    return this.closings.at(-1)?.how ?? (this.opened ? 'open' : 'named');
  }

  /** The report that made the value what it is. */
  since(): PlacedReport {
    const how = this.closings.at(-1)?.how;
    const run = this.closings.slice(this.closings.findLastIndex((c) => c.how !== how) + 1);
    return run[0]?.by ?? this.opened ?? this.first;
  }

  /** The reports that changed it, with the first that names it. */
  trail(): ReportId[] {
    return [this.first, ...this.changes].map(({ id }) => id);
  }

  /** Its maker opens it again with a later declared report of another development. A copy does not. */
  private put(t: PlacedReport): void {
    const isNew = !this.developments.has(t.development);
    this.developments.add(t.development);
    const again = this.closings.length > 0 && isNew && t.declares && t.report.party === this.party;
    if (this.opened && !again) return;
    this.opened = t;
    if (again) this.closings = [];
    this.changes.push(t);
  }

  /** Once withdrawn, it cannot be closed in another way. */
  private close(how: Closing['how'], by: PlacedReport): void {
    if (this.closings.at(-1)?.how === 'withdrawn') return;
    this.closings = [...this.closings, { how, by }];
    this.changes.push(by);
  }

  private withdraw(t: PlacedReport, withdrawn: WithdrawalTarget): void {
    if (t.report.party !== this.party || withdrawn.onReport !== undefined) return this.withdrawAnswer(t, withdrawn);
    const isOfIt = withdrawn.development === undefined || this.developments.has(withdrawn.development);
    if (isOfIt || withdrawn.proposal !== undefined) this.close('withdrawn', t);
  }

  /** An answer that is withdrawn no longer closes the offer. */
  private withdrawAnswer(t: PlacedReport, { development }: WithdrawalTarget): void {
    const isWithdrawn = ({ by }: Closing) =>
      by.report.party === t.report.party &&
      by.report.kind !== 'proposal' &&
      (development === undefined || by.development === development);
    const left = this.closings.filter((closing) => !isWithdrawn(closing));
    if (left.length === this.closings.length) return;
    this.closings = left;
    this.changes.push(t);
    if (this.opened && left.length === 0) this.opened = t;
  }
}
