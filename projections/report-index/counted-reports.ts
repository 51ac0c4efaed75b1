/** The reports that count under a lens, each with its place, in order: what every projection folds. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { counts, originalsAmong } from '../record/copies.js';
import { isOutsideVoice } from '../record/kinds.js';
import { placed } from '../record/order.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import { concernsTable, type Table } from '../record/tables.js';
import { IndexAsOf } from './index-as-of.js';
import type { Kept } from '../record/kept.js';
import { sequenceOf, type ReportSequence } from '../record/report-sequence.js';
import { choiceOf, reportFilterOf, PublishedReports, type Selection } from './selection.js';

/** What a projection is given. */
export interface CountedReports {
  /** What the lens keeps of the record. */
  readonly selection: Selection;
  readonly registry: Registry;
  /** The lens's time, in milliseconds since the epoch: freshness and expiry are measured at it. */
  readonly at: Instant;
  /** The reports that count in the status, in order. */
  readonly reports: readonly PlacedReport[];
  /** The same with outside voices and identical copies, for freshness, numbers and listings. */
  readonly all: readonly PlacedReport[];
  /** All of these by id. */
  readonly byId: PlacedReportsById;
  /** The part of the report index that they come from; a fold over it need not begin anew. */
  readonly indexAsOf?: IndexAsOf;
}

/** A report that does not concern the table does not count there, nor does it place others. */
function atTable(kept: readonly PublishedReport[], registry: Registry, table: Table): PlacedReport[] {
  const all = placed(kept, registry);
  const concerns = concernsTable(
    all.filter((t) => !isOutsideVoice(t.report)),
    new Map(all.map((t) => [t.id, t])),
    registry,
    table,
  );
  const concerning = new Set(all.filter(concerns).map((t) => t.id));
  return placed(
    kept.filter(({ report }) => concerning.has(report.reportId)),
    registry,
  );
}

/** Exactly these reports, placed anew. */
function countedAmong(selection: Selection, kept: readonly PublishedReport[]): CountedReports {
  const { registry, lens, at } = selection;
  const all = lens.table ? atTable(kept, registry, lens.table) : placed(kept, registry);
  const byId = new Map(all.map((t) => [t.id, t]));
  const originals = originalsAmong(all);
  return { selection, registry, at, reports: all.filter((t) => counts(t, originals)), all, byId };
}

/** Reports from the index, with their places in it as far as the lens leaves these as they are. */
class CountedInIndex implements CountedReports {
  readonly registry: Registry;
  readonly at: Instant;
  readonly byId: PlacedReportsById;
  #reports: readonly PlacedReport[] | undefined;
  #all: readonly PlacedReport[] | undefined;

  constructor(
    readonly selection: Selection,
    readonly indexAsOf: IndexAsOf,
  ) {
    ({ registry: this.registry, at: this.at } = selection);
    this.byId = indexAsOf;
  }

  get reports(): readonly PlacedReport[] {
    return (this.#reports ??= this.indexAsOf.reports());
  }

  get all(): readonly PlacedReport[] {
    return (this.#all ??= this.indexAsOf.all());
  }
}

/** The reports that count in the status, for who needs the last of them alone. */
export const sequenceIn = (counted: CountedReports): ReportSequence =>
  counted.indexAsOf?.sequence ?? sequenceOf(counted.reports);

/**
 * The counted reports of a selection.
 * @param kept these reports alone, in place of all that the selection keeps
 */
export function countedReports(selection: Selection, kept?: readonly PublishedReport[]): CountedReports {
  const { lens, reportIndex, published } = selection;
  // A selection mixed from two holds reports as no index has them.
  if (kept || lens.table || !(published instanceof PublishedReports))
    return countedAmong(selection, kept ?? selection.kept);
  return new CountedInIndex(selection, new IndexAsOf(reportIndex, published, keptBy(selection)));
}

/** What the lens keeps of what had been published. */
function keptBy({ lens, reportIndex }: Selection): Kept {
  const choice = choiceOf(lens);
  return {
    ...(lens.happenedBy === undefined ? {} : { happenedBy: latestInstant(lens.happenedBy) }),
    ...(choice && { filter: reportFilterOf(choice, reportIndex.desk.aliases) }),
  };
}

/** The counted reports of the same selection, were some of them not there. */
export function countedWithout({ selection }: CountedReports, removed: ReadonlySet<PublishedReport>): CountedReports {
  const { lens, reportIndex, published } = selection;
  if (lens.table || !(published instanceof PublishedReports))
    return countedAmong(
      selection,
      selection.kept.filter((p) => !removed.has(p)),
    );
  return new CountedInIndex(
    selection,
    new IndexAsOf(reportIndex, published, { ...keptBy(selection), without: removed }),
  );
}

/** The counted reports of the same selection, were only these there. Changes and links keep their effect. */
export function countedOnly({ selection }: CountedReports, ids: Iterable<ReportId>): CountedReports {
  const kept = [...new Set(ids)].flatMap((id) => selection.published.get(id) ?? []);
  return countedAmong(selection, kept);
}
