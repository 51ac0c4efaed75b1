/** A thread: the reports that are tied to each other at any time, with all that their publishers changed in them. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Gradings } from '../record/grades.js';
import { named } from '../record/kinds.js';
import { counts, placed } from '../record/order.js';
import {
  arrivalOf,
  publishedBy,
  versionsOf,
  type Published,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import type { Told } from '../record/placed-report.js';

/** A report in its thread. */
export interface Line {
  readonly told: Told;
  readonly published: Published;
  readonly thread: Thread;
  /** In the status, not only in listings. */
  readonly counts: boolean;
}

/** What this desk knows of parties and sources. */
export interface Desk {
  readonly registry: Registry;
  readonly gradings: Gradings;
}

/** What had been published of threads by an instant. */
export interface PublishedBy {
  readonly by: Instant;
  of(thread: Thread): readonly Published[];
}

const NOTHING: ReadonlySet<string> = new Set();

/** `proposal:` and its slug, `report:` and its id; a counter names the one or the other. */
function offersSpokenOf(report: Report): string[] {
  const { proposal, report: about } = named(report);
  const counters = report.kind === 'proposal' ? report.counters : undefined;
  return [
    ...(proposal === undefined ? [] : [`proposal:${proposal}`]),
    ...(about === undefined ? [] : [`report:${about}`]),
    ...(counters === undefined ? [] : [`proposal:${counters}`, `report:${counters}`]),
  ];
}

export class Thread {
  /** When the first of it was published. */
  readonly from: Instant;
  /** From when on it reads as it does now. */
  readonly settledAt: Instant;
  /** When it came to read otherwise than before. */
  readonly moments: readonly Instant[];
  /** Its reports as they were entered, and after each of their corrections. */
  readonly versions: readonly Report[];
  /** As it reads now. */
  readonly published: readonly Published[];
  readonly lines: readonly Line[];
  /** The proposals of which any version of its reports speaks, and the reports that it names. */
  readonly speaksOf: ReadonlySet<string>;
  /** Whether any version of its reports makes a demand. */
  readonly demands: boolean;

  constructor(
    readonly entries: readonly ReportEntry[],
    readonly changes: readonly PublishedChange[],
    private readonly desk: Desk,
  ) {
    const arrivals = entries.map(arrivalOf);
    this.moments = [...arrivals, ...changes.map((change) => change.at)];
    this.from = Math.min(...arrivals);
    this.settledAt = Math.max(...this.moments);
    this.published = publishedBy(entries, changes, desk.gradings, Infinity);
    this.lines = this.linesOf(this.published.filter((p) => p.retractedBy === undefined));
    this.versions = entries.flatMap((entry) => versionsOf(entry, changes));
    const spoken = this.versions.flatMap(offersSpokenOf);
    this.speaksOf = spoken.length ? new Set(spoken) : NOTHING;
    this.demands = this.versions.some(({ kind }) => kind === 'demand');
  }

  publishedBy(by: Instant): readonly Published[] {
    if (by >= this.settledAt) return this.published;
    return by < this.from ? [] : publishedBy(this.entries, this.changes, this.desk.gradings, by);
  }

  /** Its lines as they read by then. */
  linesBy(published: PublishedBy): readonly Line[] {
    if (published.by >= this.settledAt) return this.lines;
    return this.linesOf(published.of(this).filter((p) => p.retractedBy === undefined));
  }

  /** These of its reports, at the place that they give each other. */
  linesOf(kept: readonly Published[]): Line[] {
    const all = placed(kept, this.desk.registry);
    const published = new Map<ReportId, Published>(kept.map((p) => [p.report.reportId, p]));
    const byId = new Map(all.map((t) => [t.id, t]));
    return all.flatMap((told) => {
      const p = published.get(told.id);
      return p ? [{ told, published: p, thread: this, counts: counts(told, byId) }] : [];
    });
  }
}
