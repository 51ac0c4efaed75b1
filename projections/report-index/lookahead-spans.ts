/**
 * Matters: agreements with the offers that they are of and the agreements that they extend, as any report has ever told,
 * and from when to when they are spoken of. What is said of a matter later can change how the walk reads what was said
 * of it before; of no other matter can it. Spans only widen and ties only grow: a chronicle and those that continue it
 * have them in common.
 */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { named } from '../record/kinds.js';
import { subjectKeysOf, withdrawnReportIn, type WithReport } from './subject-index.js';
import type { ReportGroup } from './report-group.js';
import type { PlacedReport } from '../record/placed-report.js';

export interface LookaheadSpan {
  readonly first: Instant;
  readonly last: Instant;
  readonly agreements: ReadonlySet<AgreementId>;
  /** Reports that are taken back by name: whether they are there yet matters. */
  readonly withdrawnReports: ReadonlySet<ReportId>;
}

class Span implements LookaheadSpan {
  first = Infinity;
  last = -Infinity;
  readonly keys = new Set<string>();
  readonly agreements = new Set<AgreementId>();
  readonly withdrawnReports = new Set<ReportId>();

  widen(from: Instant, to: Instant): void {
    this.first = Math.min(this.first, from);
    this.last = Math.max(this.last, to);
  }

  absorb(other: Span): void {
    this.widen(other.first, other.last);
    for (const key of other.keys) this.keys.add(key);
    for (const agreement of other.agreements) this.agreements.add(agreement);
    for (const id of other.withdrawnReports) this.withdrawnReports.add(id);
  }
}

/** `of:x` ties to the offer x, `extends:x` to the agreement x. */
const tiedKey = (key: string): string => key.replace(/^of:/, 'proposal:').replace(/^extends:/, 'agreement:');

const keysIn = (t: WithReport): string[] => {
  const takenBack = withdrawnReportIn(t);
  const keys = subjectKeysOf(t).filter((key) => !key.startsWith('kind:'));
  return [...keys.map(tiedKey), ...(takenBack === undefined ? [] : [`report:${takenBack}`])];
};

export class LookaheadSpans {
  readonly #byKey = new Map<string, Span>();
  readonly #all = new Set<Span>();

  /** What a report tied before it was corrected or retracted is read so in readings of the past. */
  add({ reports, versions, published, settledAt }: ReportGroup): void {
    for (const report of versions) this.#tie({ report });
    for (const { placed } of reports) this.#tell(placed);
    for (const { report } of published) this.#byKey.get(`report:${report.reportId}`)?.widen(settledAt, settledAt);
  }

  #tie(speaking: WithReport): Span | undefined {
    const keys = keysIn(speaking);
    if (keys.length === 0) return undefined;
    const span = this.#tied(keys);
    const { agreement } = named(speaking.report);
    const takenBack = withdrawnReportIn(speaking);
    if (agreement !== undefined) span.agreements.add(agreement);
    if (takenBack !== undefined) span.withdrawnReports.add(takenBack);
    return span;
  }

  #tell(t: PlacedReport): void {
    this.#tie(t)?.widen(t.place.at, t.place.at);
  }

  /** Those that are spoken of both before and after. */
  spanning(at: Instant): LookaheadSpan[] {
    const found: LookaheadSpan[] = [];
    for (const span of this.#all) if (span.first <= at && span.last >= at) found.push(span);
    return found;
  }

  /** Those of which a report speaks, or in which it is taken back. */
  of(t: PlacedReport): LookaheadSpan[] {
    return [...keysIn(t), `report:${t.id}`].flatMap((key) => this.#byKey.get(key) ?? []);
  }

  /** That in which some report is taken back by name. */
  withdrawing(id: ReportId): LookaheadSpan | undefined {
    return this.#byKey.get(`report:${id}`);
  }

  /** One span for all of these keys. */
  #tied([key = '', ...others]: readonly string[]): Span {
    const span = this.#spanOf(key);
    for (const other of others) {
      const tied = this.#spanOf(other);
      if (tied === span) continue;
      span.absorb(tied);
      this.#all.delete(tied);
      for (const moved of tied.keys) this.#byKey.set(moved, span);
    }
    return span;
  }

  #spanOf(key: string): Span {
    const known = this.#byKey.get(key);
    if (known) return known;
    const span = new Span();
    span.keys.add(key);
    this.#byKey.set(key, span);
    this.#all.add(span);
    return span;
  }
}
