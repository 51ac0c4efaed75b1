/** The reports that count, each with its place, in order: what every projection reads. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { isOutsideVoice } from '../record/kinds.js';
import { counts, placed, type PlacedReportsById } from '../record/order.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import { reportFilterOf, filtersReports, PublishedReports, type Selection } from './selection.js';
import { IndexAsOf } from './index-as-of.js';
import { concernsTable, type Table } from '../record/tables.js';
import type { PlacedReport } from '../record/placed-report.js';

export interface CountedReports {
  readonly selection: Selection;
  readonly registry: Registry;
  readonly at: Instant;
  /** The reports that count in the status, in order. */
  readonly reports: readonly PlacedReport[];
  /** These with the voices of the past and the identical copies: for freshness, counts and listings. */
  readonly all: readonly PlacedReport[];
  readonly byId: PlacedReportsById;
  /** Where it is seen in a chronicle: what is so there need not be worked out again. */
  readonly indexAsOf?: IndexAsOf;
}

/** What does not concern the table does not count, nor does it place what does. */
function atTable(kept: readonly PublishedReport[], registry: Registry, table: Table): PlacedReport[] {
  const all = placed(kept, registry);
  const concerns = concernsTable(
    all.filter((t) => !isOutsideVoice(t.report)),
    registry,
    table,
  );
  const concerning = new Set(all.filter(concerns).map((t) => t.id));
  return placed(
    kept.filter(({ report }) => concerning.has(report.reportId)),
    registry,
  );
}

/** The view of these reports and no others, put in their places anew. */
function countedAmong(selection: Selection, kept: readonly PublishedReport[]): CountedReports {
  const { registry, lens, at } = selection;
  const all = lens.table ? atTable(kept, registry, lens.table) : placed(kept, registry);
  const byId = new Map(all.map((t) => [t.id, t]));
  return { selection, registry, at, reports: all.filter((t) => counts(t, byId)), all, byId };
}

/** What the lens lets see of the chronicle, with all that it leaves as it is. */
class IndexedReports implements CountedReports {
  readonly registry: Registry;
  readonly at: Instant;
  readonly reports: readonly PlacedReport[];
  readonly byId: PlacedReportsById;
  #all: readonly PlacedReport[] | undefined;

  constructor(
    readonly selection: Selection,
    readonly indexAsOf: IndexAsOf,
  ) {
    ({ registry: this.registry, at: this.at } = selection);
    this.reports = indexAsOf.reports();
    this.byId = indexAsOf;
  }

  get all(): readonly PlacedReport[] {
    return (this.#all ??= this.indexAsOf.all());
  }
}

/** The view of these kept reports, or of all that are kept, as the selection's lens has them. */
export function countedReports(selection: Selection, kept?: readonly PublishedReport[]): CountedReports {
  const { lens, reportIndex, published } = selection;
  // A selection put together from two has reports that no chronicle has.
  if (kept || lens.table || !(published instanceof PublishedReports))
    return countedAmong(selection, kept ?? selection.kept);
  return new IndexedReports(
    selection,
    new IndexAsOf(reportIndex, published, filtersReports(lens) ? reportFilterOf(lens) : undefined),
  );
}

/** The view as if these reports did not count. */
export function countedWithout({ selection }: CountedReports, gone: ReadonlySet<PublishedReport>): CountedReports {
  const { lens, reportIndex, published } = selection;
  if (lens.table || !(published instanceof PublishedReports))
    return countedAmong(
      selection,
      selection.kept.filter((p) => !gone.has(p)),
    );
  const isChosen = reportFilterOf(lens);
  return new IndexedReports(selection, new IndexAsOf(reportIndex, published, (p) => !gone.has(p) && isChosen(p)));
}

/** The view as if only these of its reports counted; changes and links keep their effect. */
export function countedOnly({ selection }: CountedReports, ids: Iterable<ReportId>): CountedReports {
  const kept = [...new Set(ids)].flatMap((id) => selection.published.get(id) ?? []);
  return countedAmong(selection, kept);
}
