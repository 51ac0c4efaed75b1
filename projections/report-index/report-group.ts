/** A report group: the reports that `corroborates` ties to each other at any time, and their publishers' changes. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { counts, originalsAmong } from '../record/copies.js';
import { subjectFieldsOf } from '../record/kinds.js';
import { placed } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import {
  publicationOf,
  publishedAsOf,
  versionsOf,
  type PublishedReport,
  type PublishedChange,
  type ReportEntry,
  type SourceDesk,
} from '../record/published-reports.js';
import type { Merges } from '../record/merges.js';
import type { Registry } from '../record/registry.js';

/** A report of a group, as the index holds it. */
export interface IndexedReport {
  readonly placed: PlacedReport;
  readonly published: PublishedReport;
  readonly group: ReportGroup;
  /** Whether it counts in the status; else in listings alone. */
  readonly counts: boolean;
}

/** What the desk has recorded of parties and of sources. */
export interface DeskRecord extends SourceDesk {
  readonly registry: Registry;
  readonly merges: Merges;
}

/** What had been published of groups by an instant. */
export interface PublishedAsOf {
  readonly asOf: Instant;
  of(group: ReportGroup): readonly PublishedReport[];
}

const NO_REPORTS: readonly IndexedReport[] = [];
const NO_KEYS: ReadonlySet<string> = new Set();

/** `proposal:` and its slug, `report:` and its id. A counter names the one or the other; an agreement is `of` an offer. */
function offerKeysIn(report: Report): string[] {
  const { proposal, report: about } = subjectFieldsOf(report);
  const { counters, replaces } = report.kind === 'proposal' ? report : {};
  const { of } = report as { readonly of?: string };
  return [
    ...(proposal === undefined ? [] : [`proposal:${proposal}`]),
    ...(about === undefined ? [] : [`report:${about}`]),
    ...(of === undefined ? [] : [`proposal:${of}`]),
    ...[counters, replaces].flatMap((offer) => (offer === undefined ? [] : [`proposal:${offer}`, `report:${offer}`])),
  ];
}

const isSame = (a: IndexedReport, b: IndexedReport): boolean =>
  a.published === b.published &&
  a.counts === b.counts &&
  a.placed.placedBy === b.placed.placedBy &&
  a.placed.place.at === b.placed.place.at &&
  a.placed.place.text === b.placed.place.text;

/** A group never changes: with another report or change it is another group. */
export class ReportGroup {
  /** When its first report was published. */
  readonly firstPublishedAt: Instant;
  /** The instant from which it reads as it does now. */
  readonly settledAt: Instant;
  /** When the first of its reports happened that nobody has retracted, and the last. */
  readonly happenedFrom: Instant;
  readonly happenedTo: Instant;
  /** The instants at which a report or a change was published, in no order. */
  readonly changedAt: readonly Instant[];
  /** Its reports as they were entered, and after each correction. */
  readonly versions: readonly Report[];
  /** Its reports as they read now, retracted ones included. */
  readonly published: readonly PublishedReport[];
  /** Its reports as they read now, without retracted ones, in order. */
  readonly reports: readonly IndexedReport[];
  /** What any version of a report names: `proposal:` and a slug, `report:` and an id. */
  readonly offerKeys: ReadonlySet<string>;
  /** Whether any version of a report makes a demand. */
  readonly makesDemand: boolean;

  /**
   * @param entries its reports, in the order of recording
   * @param changes the retractions, reinstatements and corrections of these reports
   */
  constructor(
    readonly entries: readonly ReportEntry[],
    readonly changes: readonly PublishedChange[],
    private readonly desk: DeskRecord,
  ) {
    const publications = entries.map(publicationOf);
    this.changedAt = [...publications, ...changes.map((change) => change.at)];
    this.firstPublishedAt = Math.min(...publications);
    this.settledAt = Math.max(...this.changedAt);
    this.published = publishedAsOf(entries, changes, desk, Infinity);
    this.reports = this.#indexedAnew(this.published.filter((p) => p.retractedBy === undefined));
    const happened = this.reports.map(({ published: { happenedAt } }) => happenedAt);
    this.happenedFrom = Math.min(...happened);
    this.happenedTo = Math.max(...happened);
    this.versions = entries.flatMap((entry) => versionsOf(entry, changes));
    const offerKeys = this.versions.flatMap(offerKeysIn);
    this.offerKeys = offerKeys.length ? new Set(offerKeys) : NO_KEYS;
    this.makesDemand = this.versions.some(({ kind }) => kind === 'demand');
  }

  /** Whether an offer may depend on it. */
  get isAboutOffers(): boolean {
    return this.makesDemand || this.offerKeys.size > 0;
  }

  /** Its reports as they had been published by an instant. */
  publishedAsOf(by: Instant): readonly PublishedReport[] {
    if (by >= this.settledAt) return this.published;
    return by < this.firstPublishedAt ? [] : publishedAsOf(this.entries, this.changes, this.desk, by);
  }

  /** The same, without retracted ones, in order. */
  reportsAsOf(published: PublishedAsOf): readonly IndexedReport[] {
    if (published.asOf >= this.settledAt) return this.reports;
    return this.indexed(published.of(this).filter((p) => p.retractedBy === undefined));
  }

  /** These reports of the group, at the places that they alone give each other, in order. What reads the same is the same. */
  indexed(kept: readonly PublishedReport[]): readonly IndexedReport[] {
    if (kept.length === 0) return NO_REPORTS;
    return this.#indexedAnew(kept).map((report) => this.reports.find((own) => isSame(own, report)) ?? report);
  }

  #indexedAnew(kept: readonly PublishedReport[]): IndexedReport[] {
    const all = placed(kept, this.desk.registry);
    const published = new Map<ReportId, PublishedReport>(kept.map((p) => [p.report.reportId, p]));
    const originals = originalsAmong(all);
    return all.flatMap((t) => {
      const p = published.get(t.id);
      return p ? [{ placed: t, published: p, group: this, counts: counts(t, originals) }] : [];
    });
  }
}
