/**
 * Lookahead spans. What a report of an agreement means can depend on a later report: of the same agreement, of the offer
 * that it is of, of an agreement that it extends, or on a report that is withdrawn or accepted by name. Each span holds all reports
 * that can depend on each other in this way, from the place of the first to that of the last. Reports of different
 * spans never do. Spans only widen and merge, so an index shares them with those that continue it.
 */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { subjectFieldsOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { ReportGroup } from './report-group.js';
import { subjectKeysOf, reportReadBy, type WithReport } from './subject-index.js';

/** One span, as others read it. */
export interface LookaheadSpan {
  /** The places of its first and its last report. */
  readonly first: Instant;
  readonly last: Instant;
  readonly agreements: ReadonlySet<AgreementId>;
  /** The reports that withdrawals and acceptances name; they may not have been recorded or published yet. */
  readonly reportsRead: ReadonlySet<ReportId>;
}

class Span implements LookaheadSpan {
  first = Infinity;
  last = -Infinity;
  readonly keys = new Set<string>();
  readonly agreements = new Set<AgreementId>();
  readonly reportsRead = new Set<ReportId>();

  widen(from: Instant, to: Instant): void {
    this.first = Math.min(this.first, from);
    this.last = Math.max(this.last, to);
  }

  absorb(other: Span): void {
    this.widen(other.first, other.last);
    for (const key of other.keys) this.keys.add(key);
    for (const agreement of other.agreements) this.agreements.add(agreement);
    for (const id of other.reportsRead) this.reportsRead.add(id);
  }
}

/** `of:x` is tied to the offer x, `extends:x` to the agreement x. */
const tiedKey = (key: string): string => key.replace(/^of:/, 'proposal:').replace(/^extends:/, 'agreement:');

/** What a report is read with: agreements, offers, and the report that it withdraws or accepts. */
export const lookaheadKeysOf = (t: WithReport): string[] => {
  const withdrawn = reportReadBy(t);
  const keys = subjectKeysOf(t).filter((key) => !key.startsWith('kind:') && !key.startsWith('claim:'));
  return [...keys.map(tiedKey), ...(withdrawn === undefined ? [] : [`report:${withdrawn}`])];
};

/** All spans of an index. */
export class LookaheadSpans {
  readonly #byKey = new Map<string, Span>();
  readonly #all = new Set<Span>();

  /** Adds a group, with all versions of its reports: lenses of the past read the earlier ones. */
  add({ reports, versions, published, settledAt }: ReportGroup): void {
    for (const report of versions) this.#spanWith({ report });
    for (const { placed } of reports) this.#spanWith(placed)?.widen(placed.place.at, placed.place.at);
    for (const { report } of published) this.#byKey.get(`report:${report.reportId}`)?.widen(settledAt, settledAt);
  }

  /** The spans that begin by then and end then or later. */
  spanning(at: Instant): LookaheadSpan[] {
    const found: LookaheadSpan[] = [];
    for (const span of this.#all) if (span.first <= at && span.last >= at) found.push(span);
    return found;
  }

  /** The spans of the subjects that a report names, and of the report itself where a withdrawal or an acceptance names it. */
  of(t: PlacedReport): LookaheadSpan[] {
    return [...lookaheadKeysOf(t), `report:${t.id}`].flatMap((key) => this.#byKey.get(key) ?? []);
  }

  /** The span of the withdrawals and acceptances that name a report. */
  reading(id: ReportId): LookaheadSpan | undefined {
    return this.#byKey.get(`report:${id}`);
  }

  #spanWith(t: WithReport): Span | undefined {
    const keys = lookaheadKeysOf(t);
    if (keys.length === 0) return undefined;
    const span = this.#merged(keys);
    const { agreement } = subjectFieldsOf(t.report);
    const withdrawn = reportReadBy(t);
    if (agreement !== undefined) span.agreements.add(agreement);
    if (withdrawn !== undefined) span.reportsRead.add(withdrawn);
    return span;
  }

  /** One span for all of these keys. */
  #merged([key = '', ...others]: readonly string[]): Span {
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
