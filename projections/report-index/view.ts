/** The reports that count, each with its place, in order: what every projection reads. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { isVoiceOfThePast } from '../record/kinds.js';
import { counts, placed, type Finder } from '../record/order.js';
import type { Published } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import { chooser, chooses, PublishedReports, type Selection } from './selection.js';
import { Seen } from './index-as-of.js';
import { concernsTable, type Table } from '../record/tables.js';
import type { Told } from '../record/placed-report.js';

export interface View {
  readonly selection: Selection;
  readonly registry: Registry;
  readonly at: Instant;
  /** The reports that count in the status, in order. */
  readonly reports: readonly Told[];
  /** These with the voices of the past and the identical copies: for freshness, counts and listings. */
  readonly all: readonly Told[];
  readonly byId: Finder;
  /** Where it is seen in a chronicle: what is so there need not be worked out again. */
  readonly seen?: Seen;
}

/** What does not concern the table does not count, nor does it place what does. */
function atTable(kept: readonly Published[], registry: Registry, table: Table): Told[] {
  const all = placed(kept, registry);
  const concerns = concernsTable(
    all.filter((t) => !isVoiceOfThePast(t.report)),
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
function viewOfKept(selection: Selection, kept: readonly Published[]): View {
  const { registry, lens, at } = selection;
  const all = lens.table ? atTable(kept, registry, lens.table) : placed(kept, registry);
  const byId = new Map(all.map((t) => [t.id, t]));
  return { selection, registry, at, reports: all.filter((t) => counts(t, byId)), all, byId };
}

/** What the lens lets see of the chronicle, with all that it leaves as it is. */
class Chosen implements View {
  readonly registry: Registry;
  readonly at: Instant;
  readonly reports: readonly Told[];
  readonly byId: Finder;
  #all: readonly Told[] | undefined;

  constructor(
    readonly selection: Selection,
    readonly seen: Seen,
  ) {
    ({ registry: this.registry, at: this.at } = selection);
    this.reports = seen.reports();
    this.byId = seen;
  }

  get all(): readonly Told[] {
    return (this.#all ??= this.seen.all());
  }
}

/** The view of these kept reports, or of all that are kept, as the selection's lens has them. */
export function viewOf(selection: Selection, kept?: readonly Published[]): View {
  const { lens, chronicle, published } = selection;
  // A selection put together from two has reports that no chronicle has.
  if (kept || lens.table || !(published instanceof PublishedReports))
    return viewOfKept(selection, kept ?? selection.kept);
  return new Chosen(selection, new Seen(chronicle, published, chooses(lens) ? chooser(lens) : undefined));
}

/** The view as if these reports did not count. */
export function viewWithout({ selection }: View, gone: ReadonlySet<Published>): View {
  const { lens, chronicle, published } = selection;
  if (lens.table || !(published instanceof PublishedReports))
    return viewOfKept(
      selection,
      selection.kept.filter((p) => !gone.has(p)),
    );
  const isChosen = chooser(lens);
  return new Chosen(selection, new Seen(chronicle, published, (p) => !gone.has(p) && isChosen(p)));
}

/** The view as if only these of its reports counted; changes and links keep their effect. */
export function keepOnly({ selection }: View, ids: Iterable<ReportId>): View {
  const kept = [...new Set(ids)].flatMap((id) => selection.published.get(id) ?? []);
  return viewOfKept(selection, kept);
}
