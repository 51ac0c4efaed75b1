/** A thread: the reports that are tied to each other at any time, with all that their publishers changed in them. */
import type { Instant } from '../events/dates.js';
import type { ReportId } from '../events/ids.js';
import type { Gradings } from './grades.js';
import { counts, placed } from './placing.js';
import { arrivalOf, publishedBy, type Published, type PublishedChange, type ReportEntry } from './published.js';
import type { Registry } from './registry.js';
import type { Told } from './told.js';

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

export class Thread {
  /** When the first of it was published. */
  readonly from: Instant;
  /** From when on it reads as it does now. */
  readonly settledAt: Instant;
  /** As it reads now. */
  readonly published: readonly Published[];
  readonly lines: readonly Line[];

  constructor(
    readonly entries: readonly ReportEntry[],
    readonly changes: readonly PublishedChange[],
    private readonly desk: Desk,
  ) {
    const arrivals = entries.map(arrivalOf);
    this.from = Math.min(...arrivals);
    this.settledAt = Math.max(...arrivals, ...changes.map((change) => change.at));
    this.published = publishedBy(entries, changes, desk.gradings, Infinity);
    this.lines = this.linesOf(this.published.filter((p) => p.retractedBy === undefined));
  }

  publishedBy(by: Instant): readonly Published[] {
    if (by >= this.settledAt) return this.published;
    return by < this.from ? [] : publishedBy(this.entries, this.changes, this.desk.gradings, by);
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
