/**
 * What reports look ahead to under a lens of the past, or one that keeps a part of the reports: most of what comes later
 * differs, so it is compared only for reports that are the same on both sides.
 */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ProposalId, ReportId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import { sameMembership, type AgreementTermsIndex } from './agreement-terms.js';
import type { Lookahead, Looking } from './lookahead.js';
import type { LookaheadSpan } from './lookahead-spans.js';
import type { ReportIndex } from './report-index.js';
import type { PublishedReports } from './selection.js';

interface Compared {
  readonly reportIndex: ReportIndex;
  readonly published: PublishedReports;
  /** The agreement terms as they read under the lens. */
  readonly terms: AgreementTermsIndex;
  /** The reports of changed groups, as they read under the lens. */
  readonly changed: readonly PlacedReport[];
  /** The place of the first difference. */
  readonly from: Instant;
}

/** See the file comment. */
export class LookaheadAsOf implements Lookahead {
  /** No report before this place means anything else. */
  readonly #from: Instant;
  readonly #differs = new Map<string, boolean>();

  constructor(private readonly of: Compared) {
    this.#from = Math.min(of.from, ...this.#spans().map(({ first }) => first));
  }

  differsFor({ reports, keys }: Looking, standing: ReadonlySet<AgreementId>): boolean {
    const last = reports.at(-1);
    if (!last || last.place.at < this.#from) return false;
    for (const id of standing) if (this.#differsBy(`agreement:${id}`)) return true;
    for (const key of keys()) if (this.#differsBy(key)) return true;
    return false;
  }

  /** The spans that reach beyond the first difference, or that a changed report belongs to, and mean something else. */
  #spans(): LookaheadSpan[] {
    const { reportIndex, changed, from } = this.of;
    const { lookaheadSpans } = reportIndex;
    return [...lookaheadSpans.spanning(from), ...changed.flatMap((t) => lookaheadSpans.of(t))].filter(
      ({ first, agreements, reportsRead }) =>
        first < from &&
        ([...agreements].some((id) => this.#isOther(id)) || [...reportsRead].some((id) => this.#isOtherReport(id))),
    );
  }

  #differsBy(key: string): boolean {
    const differs = this.#differs.get(key) ?? this.#compare(key);
    this.#differs.set(key, differs);
    return differs;
  }

  #compare(key: string): boolean {
    const [sort, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    if (sort === 'report') return this.#isOtherReport(id as ReportId);
    const { terms, reportIndex } = this.of;
    const found = (of: AgreementTermsIndex) =>
      sort === 'proposal' ? of.ofProposal(id as ProposalId) : of.chainOf(id as AgreementId);
    const [here, there] = [found(terms), found(reportIndex.terms)];
    return here.join() !== there.join() || here.some((one) => this.#isOther(one));
  }

  #isOther(id: AgreementId): boolean {
    return !sameMembership(this.of.terms.get(id), this.of.reportIndex.terms.get(id));
  }

  #isOtherReport(id: ReportId): boolean {
    return this.of.published.get(id) !== this.of.reportIndex.publishedReport(id);
  }
}
