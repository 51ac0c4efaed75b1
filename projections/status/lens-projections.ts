/** All projections of one log under one lens. Each is computed when it is first needed, and kept. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { agreementAnswersOf, type AgreementAnswer } from '../phase/agreement-answers.js';
import { claimAnswerOf, type ClaimAnswer } from '../positions/claim-answers.js';
import { contradictionsOf, explaining } from '../contradictions/contradictions.js';
import { contradictedBy } from '../contradictions/of-report.js';
import { claimsOf, Folds } from '../positions/folds.js';
import { fulfilmentOf } from '../positions/fulfilment.js';
import { History } from '../history/history.js';
import { NOW_LENS, type Lens } from '../record/lens.js';
import { offersWithBecause } from '../positions/offers.js';
import { atOnce } from '../support/at-once.js';
import { lazy } from '../support/lazy.js';
import { eachInTurn, stepwise } from '../support/stepwise.js';
import { overviewOf, type Overview } from './overview.js';
import { positionAnswerOf, positionsOf, type PositionAnswer } from '../positions/positions.js';
import { accountOf } from '../history/report-account.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import { logUpTo, selecting, type Log } from '../report-index/selection.js';
import { sourcesOf } from '../positions/sources.js';
import { walkingIndex } from '../phase/walk-on-index.js';
import { statusOf } from './status.js';
import type { StatusAnswer } from './status-answer.js';
import {
  changesBetween,
  fieldValuesOf,
  readingThreads,
  type Change,
  type FieldPart,
  type FieldValues,
} from './field-values.js';
import { statusValidUntil, summaryOf, type Summary } from './summary.js';
import { ledgerOf } from '../positions/terms.js';
import { countedReports, type CountedReports } from '../report-index/counted-reports.js';

interface LengthOfLog {
  readonly negotiation: number;
  readonly sources: number;
}

/** The shapes of the answers are those of the schemas beside each projection. */
export class LensProjections {
  private constructor(
    private readonly log: Log,
    /** How much of the log there was: it may have grown since. */
    private readonly length: LengthOfLog,
    readonly counted: CountedReports,
    private readonly indexes: ReportIndexCache,
  ) {}

  /**
   * Null where the desk had not opened the negotiation by then.
   * @param now the present, in milliseconds since the epoch
   * @param indexes where report indexes are cached; without it one is built for this call alone
   * @example LensProjections.of(log, { reportedBy: '2023-11' }, Date.now())?.status().phase.value
   */
  static of(log: Log, lens: Lens, now: Instant, indexes = new ReportIndexCache()): LensProjections | null {
    return atOnce(LensProjections.making(log, lens, now, indexes));
  }

  /** The same step by step, so that a caller can let others work in between. The log may grow meanwhile. */
  static *making(
    log: Log,
    lens: Lens,
    now: Instant,
    indexes: ReportIndexCache,
  ): Generator<undefined, LensProjections | null> {
    const length = { negotiation: log.negotiation.length, sources: log.sources.length };
    const selection = yield* selecting(log, lens, now, indexes);
    return selection && new LensProjections(log, length, countedReports(selection), indexes);
  }

  /** The values of the status without `because`, which is much cheaper. */
  readonly summary = lazy((): Summary => summaryOf(this.counted));
  readonly status = lazy((): StatusAnswer => statusOf(this.counted, this.summary()));
  /** All values by field, for a comparison with those under another lens. */
  readonly fieldValues = lazy((): FieldValues => fieldValuesOf(this.counted, this.summary()));

  /** A copy of the log that they are of: what was recorded since is not in it. */
  recorded(): Log {
    const { negotiation, sources } = this.log;
    return {
      negotiation: negotiation.slice(0, this.length.negotiation),
      sources: sources.slice(0, this.length.sources),
    };
  }

  /** The summary, with pauses. */
  *summing(): Generator<undefined, Summary> {
    if (this.counted.indexAsOf) yield* walkingIndex(this.counted.selection.reportIndex);
    yield;
    return this.summary();
  }

  /** Reads, with pauses, what most of the rest is read from. @param parts what these are read from, all unless given */
  *readingThreads(parts?: readonly FieldPart[]): Generator<undefined, void> {
    yield* readingThreads(this.counted, parts);
  }

  /** The field values, with pauses. */
  *readingValues(): Generator<undefined, FieldValues> {
    yield;
    yield* this.summing();
    yield* this.readingThreads();
    return this.fieldValues();
  }

  readonly claims = stepwise(() =>
    eachInTurn(claimsOf(this.counted).values(), (claim): ClaimAnswer => claimAnswerOf(this.counted, claim)),
  );
  readonly positions = stepwise(() =>
    eachInTurn(positionsOf(new Folds(this.counted)), (p): PositionAnswer => positionAnswerOf(this.counted, p)),
  );
  readonly contradictions = stepwise(() =>
    eachInTurn(contradictionsOf(new Folds(this.counted)), explaining(this.counted)),
  );
  readonly offers = lazy(() => offersWithBecause(this.counted));
  readonly agreements = lazy((): AgreementAnswer[] => agreementAnswersOf(this.counted, this.summary().talks.run));
  readonly terms = lazy(() => ledgerOf(this.counted));
  readonly fulfilment = stepwise(() => fulfilmentOf(this.counted));
  readonly sources = lazy(() => sourcesOf(this.counted));

  /** The entries of the record. */
  readonly history = lazy(() => new History(this.counted));

  /** What a page shows: the latest of each part. */
  readonly overview = lazy((): Overview => overviewOf(this.counted, this.summary()));

  /**
   * One report: as recorded and as it reads now, what it changed when it was recorded, and what contradicts it. Null
   * where it is not in the record.
   */
  report(id: ReportId) {
    return atOnce(this.reporting(id));
  }

  /** The same, with pauses. */
  *reporting(id: ReportId) {
    const account = accountOf(this.counted.selection, this.counted, id);
    if (!account) return null;
    yield;
    const changed = yield* changesInTurns(this.log, account.revision, this.indexes);
    const contradictions = (yield* this.contradictions.steps()).filter(({ because }) => because.includes(id));
    const { run } = this.summary().talks;
    yield;
    return { ...account, changed, contradictions, contradicts: contradictedBy(id, new Folds(this.counted, run)) };
  }

  /** The first instant at which the clock alone changes the present status; Infinity where it never does. */
  validUntil(): Instant {
    return statusValidUntil(this.counted, this.summary());
  }
}

/**
 * The projections of the log up to a revision, at an instant in milliseconds since the epoch. Null before it begins.
 * @param lens without a bound of the record, which the revision is
 */
export function projectionsUpTo(
  log: Log,
  revision: number,
  at: Instant,
  indexes = new ReportIndexCache(),
  lens: Lens = NOW_LENS,
): LensProjections | null {
  return LensProjections.of(logUpTo(log, revision), lens, at, indexes);
}

/** What the event at a revision changed when it was recorded. Later events do not matter. */
export const changesAt = (log: Log, revision: number, indexes = new ReportIndexCache()): Change[] =>
  atOnce(changesInTurns(log, revision, indexes));

function* changesInTurns(log: Log, revision: number, indexes: ReportIndexCache): Generator<undefined, Change[]> {
  const at = log.negotiation.find((l) => l.revision === revision)?.recordedAt;
  if (at === undefined) return [];
  const before = yield* valuesUpTo(log, revision - 1, at, indexes);
  return changesBetween(before, yield* valuesUpTo(log, revision, at, indexes));
}

function* valuesUpTo(
  log: Log,
  revision: number,
  at: Instant,
  indexes: ReportIndexCache,
): Generator<undefined, FieldValues | undefined> {
  const projections = yield* LensProjections.making(logUpTo(log, revision), NOW_LENS, at, indexes);
  return projections ? yield* projections.readingValues() : undefined;
}
