/** A reading: all that follows from a log under a lens. Each part is worked out when it is first asked for. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { agreementAnswersOf, type AgreementAnswer } from '../phase/agreement-answers.js';
import { claimAnswersOf, type ClaimAnswer } from '../positions/claims.js';
import { contradictionsWithBecause, type ContradictionAnswer } from '../contradictions/contradictions.js';
import { fulfilmentOf } from '../positions/fulfilment.js';
import { historyOf, type HistoryQuery } from '../history/history.js';
import type { Lens } from '../record/lens.js';
import { offersWithBecause } from '../positions/offers.js';
import { lazy } from '../support/lazy.js';
import { overviewOf, type Overview } from './overview.js';
import { positionsWithBecause, type PositionAnswer } from '../positions/positions.js';
import { accountOf } from '../history/report-account.js';
import { select, type Log } from '../report-index/selection.js';
import { sourcesOf } from '../positions/sources.js';
import { statusOf } from './status.js';
import type { StatusAnswer } from './status-answer.js';
import { changesBetween, fieldValuesOf, type Change, type FieldValues } from './field-values.js';
import { statusValidUntil, summaryOf, type Summary } from './summary.js';
import { ledgerOf } from '../positions/terms.js';
import { countedReports, type CountedReports } from '../report-index/counted-reports.js';

export class LensProjections {
  private constructor(
    private readonly log: Log,
    readonly counted: CountedReports,
  ) {}

  /**
   * Null where the desk had not opened the negotiation by then.
   * @param now the present, in milliseconds since the epoch
   */
  static of(log: Log, lens: Lens, now: Instant): LensProjections | null {
    const selection = select(log, lens, now);
    return selection && new LensProjections(log, countedReports(selection));
  }

  /** The values of the status without `because`: cheap. */
  readonly summary = lazy((): Summary => summaryOf(this.counted));
  readonly status = lazy((): StatusAnswer => statusOf(this.counted, this.summary()));
  /** What two readings are compared by. */
  readonly fieldValues = lazy((): FieldValues => fieldValuesOf(this.counted, this.summary()));

  readonly claims = lazy((): ClaimAnswer[] => claimAnswersOf(this.counted));
  readonly positions = lazy((): PositionAnswer[] => positionsWithBecause(this.counted));
  readonly contradictions = lazy((): ContradictionAnswer[] => contradictionsWithBecause(this.counted));
  readonly offers = lazy(() => offersWithBecause(this.counted));
  readonly agreements = lazy((): AgreementAnswer[] => agreementAnswersOf(this.counted, this.summary().talks.run));
  readonly terms = lazy(() => ledgerOf(this.counted));
  readonly fulfilment = lazy(() => fulfilmentOf(this.counted));
  readonly sources = lazy(() => sourcesOf(this.counted));

  /** What a page shows of it. */
  readonly overview = lazy((): Overview => overviewOf(this.counted, this.summary()));

  history(query: HistoryQuery) {
    return historyOf(this.counted, query);
  }

  /** One report: as recorded, what became of it, what it changed when it was recorded, what contradicts it. */
  report(id: ReportId) {
    const account = accountOf(this.counted.selection, this.counted, id);
    if (!account) return null;
    const contradictions = this.contradictions().filter(({ because }) => because.includes(id));
    return { ...account, changed: changesAt(this.log, account.revision), contradictions };
  }

  /** The instant at which the clock alone next changes what the present status says. */
  validUntil(): Instant {
    return statusValidUntil(this.counted, this.summary());
  }
}

/** The record as it was up to a revision, read at an instant. */
export function projectionsUpTo(log: Log, revision: number, at: Instant): LensProjections | null {
  const negotiation = log.negotiation.filter((l) => l.revision <= revision);
  const position = negotiation.at(-1)?.position ?? 0n;
  return LensProjections.of({ negotiation, sources: log.sources.filter((l) => l.position < position) }, {}, at);
}

/** What the event at a revision changed when it was recorded: the same, whenever it is asked for. */
export function changesAt(log: Log, revision: number): Change[] {
  const at = log.negotiation.find((l) => l.revision === revision)?.recordedAt;
  if (at === undefined) return [];
  return changesBetween(
    projectionsUpTo(log, revision - 1, at)?.fieldValues(),
    projectionsUpTo(log, revision, at)?.fieldValues(),
  );
}
