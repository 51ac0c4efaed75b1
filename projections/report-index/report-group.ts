/** A thread: the reports that are tied to each other at any time, with all that their publishers changed in them. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { SourceGrades } from '../record/grades.js';
import { named } from '../record/kinds.js';
import { counts, placed } from '../record/order.js';
import {
  publicationOf,
  publishedAsOf,
  versionsOf,
  type PublishedReport,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';

/** A report in its thread. */
export interface IndexedReport {
  readonly placed: PlacedReport;
  readonly published: PublishedReport;
  readonly group: ReportGroup;
  /** In the status, not only in listings. */
  readonly counts: boolean;
}

/** What this desk knows of parties and sources. */
export interface RegistryAndGrades {
  readonly registry: Registry;
  readonly grades: SourceGrades;
}

/** What had been published of threads by an instant. */
export interface PublishedAsOf {
  readonly asOf: Instant;
  of(group: ReportGroup): readonly PublishedReport[];
}

const NOTHING: ReadonlySet<string> = new Set();

/** `proposal:` and its slug, `report:` and its id; a counter names the one or the other. */
function offerKeysIn(report: Report): string[] {
  const { proposal, report: about } = named(report);
  const counters = report.kind === 'proposal' ? report.counters : undefined;
  return [
    ...(proposal === undefined ? [] : [`proposal:${proposal}`]),
    ...(about === undefined ? [] : [`report:${about}`]),
    ...(counters === undefined ? [] : [`proposal:${counters}`, `report:${counters}`]),
  ];
}

export class ReportGroup {
  /** When the first of it was published. */
  readonly firstPublishedAt: Instant;
  /** From when on it reads as it does now. */
  readonly settledAt: Instant;
  /** When it came to read otherwise than before. */
  readonly changedAt: readonly Instant[];
  /** Its reports as they were entered, and after each of their corrections. */
  readonly versions: readonly Report[];
  /** As it reads now. */
  readonly published: readonly PublishedReport[];
  readonly reports: readonly IndexedReport[];
  /** The proposals of which any version of its reports speaks, and the reports that it names. */
  readonly offerKeys: ReadonlySet<string>;
  /** Whether any version of its reports makes a demand. */
  readonly makesDemand: boolean;

  constructor(
    readonly entries: readonly ReportEntry[],
    readonly changes: readonly PublishedChange[],
    private readonly desk: RegistryAndGrades,
  ) {
    const arrivals = entries.map(publicationOf);
    this.changedAt = [...arrivals, ...changes.map((change) => change.at)];
    this.firstPublishedAt = Math.min(...arrivals);
    this.settledAt = Math.max(...this.changedAt);
    this.published = publishedAsOf(entries, changes, desk.grades, Infinity);
    this.reports = this.indexed(this.published.filter((p) => p.retractedBy === undefined));
    this.versions = entries.flatMap((entry) => versionsOf(entry, changes));
    const spoken = this.versions.flatMap(offerKeysIn);
    this.offerKeys = spoken.length ? new Set(spoken) : NOTHING;
    this.makesDemand = this.versions.some(({ kind }) => kind === 'demand');
  }

  publishedAsOf(by: Instant): readonly PublishedReport[] {
    if (by >= this.settledAt) return this.published;
    return by < this.firstPublishedAt ? [] : publishedAsOf(this.entries, this.changes, this.desk.grades, by);
  }

  /** Its lines as they read by then. */
  reportsAsOf(published: PublishedAsOf): readonly IndexedReport[] {
    if (published.asOf >= this.settledAt) return this.reports;
    return this.indexed(published.of(this).filter((p) => p.retractedBy === undefined));
  }

  /** These of its reports, at the place that they give each other. */
  indexed(kept: readonly PublishedReport[]): IndexedReport[] {
    const all = placed(kept, this.desk.registry);
    const published = new Map<ReportId, PublishedReport>(kept.map((p) => [p.report.reportId, p]));
    const byId = new Map(all.map((t) => [t.id, t]));
    return all.flatMap((report) => {
      const p = published.get(report.id);
      return p ? [{ placed: report, published: p, group: this, counts: counts(report, byId) }] : [];
    });
  }
}
