/** A mixed selection: some elements of a record as one selection has them, the others as another has them. */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import { isRegistryEventType } from '../../events/event-types.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import { linkDevelopments } from '../record/developments.js';
import type { Entry } from '../record/entries.js';
import { registryOf, type Registry } from '../record/registry.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Selection } from '../report-index/selection.js';
import { atOnce } from '../support/at-once.js';
import { countedReports, type CountedReports } from '../report-index/counted-reports.js';

/** What can differ between two selections: a report, or an event of the registry. */
export type DifferingElement =
  { readonly kind: 'report'; readonly id: ReportId } | { readonly kind: 'registry'; readonly id: EntryId };

/** A report in one selection. */
export interface ReportVersion {
  readonly published: PublishedReport | undefined;
  /** Whether it counts. */
  readonly kept: boolean;
}

const isRegistry = ({ fact: { type } }: Entry): boolean => isRegistryEventType(type);

const content = (value: object): string => canonicalJson(value as JsonObject);

function sameReport(a: PublishedReport | undefined, b: PublishedReport | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return (
    a.reliability === b.reliability &&
    a.poor === b.poor &&
    a.publisher === b.publisher &&
    a.origin === b.origin &&
    (a.retractedBy === undefined) === (b.retractedBy === undefined) &&
    (a.report === b.report || content(a.report) === content(b.report))
  );
}

const sameEntry = (a: Entry | undefined, b: Entry): boolean =>
  a !== undefined && a.voidedBy === b.voidedBy && (a.fact === b.fact || content(a.fact) === content(b.fact));

/** Two selections of one record, an earlier and a later one, and any mix of them. */
export class MixedSelection {
  /** What differs: reports of the later selection in its order, those only in the earlier one, then registry events. */
  readonly differing: readonly DifferingElement[];
  readonly #keptFrom: ReadonlySet<ReportId>;
  readonly #keptTo: ReadonlySet<ReportId>;
  readonly #ids: readonly ReportId[];
  readonly #differs: ReadonlySet<ReportId>;
  readonly #registryDiffers: ReadonlySet<EntryId>;
  readonly #entriesFrom: ReadonlyMap<EntryId, Entry>;

  /** @param from null: before the negotiation was opened */
  constructor(
    readonly from: Selection | null,
    readonly to: Selection,
  ) {
    this.#keptFrom = new Set(from?.kept.map((p) => p.report.reportId));
    this.#keptTo = new Set(to.kept.map((p) => p.report.reportId));
    const gone = [...(from?.published.keys() ?? [])].filter((id) => !to.published.has(id));
    this.#ids = [...to.published.keys(), ...gone];
    this.#differs = new Set(this.#ids.filter((id) => this.#isOther(id)));
    this.#entriesFrom = new Map(from?.entries.map((entry) => [entry.logged.id, entry]));
    // Before the opening there is no registry to differ from: the later one is given, as it is for a `because`.
    const registry = (from ? to.entries : []).filter(
      (e) => isRegistry(e) && !sameEntry(this.#entriesFrom.get(e.logged.id), e),
    );
    this.#registryDiffers = new Set(registry.map((e) => e.logged.id));
    this.differing = [
      ...[...this.#differs].map((id): DifferingElement => ({ kind: 'report', id })),
      ...[...this.#registryDiffers].map((id): DifferingElement => ({ kind: 'registry', id })),
    ];
  }

  /** A report in the earlier selection. */
  before(id: ReportId): ReportVersion {
    return { published: this.from?.published.get(id), kept: this.#keptFrom.has(id) };
  }

  /** A report in the later selection. */
  after(id: ReportId): ReportVersion {
    return { published: this.to.published.get(id), kept: this.#keptTo.has(id) };
  }

  /**
   * The counted reports with these elements from the later selection, and all others from the earlier one. Time and
   * table are the later ones.
   */
  with(elements: readonly DifferingElement[]): CountedReports {
    return atOnce(this.mixing(elements));
  }

  /** The same step by step, so that a caller can let others work in between. */
  *mixing(elements: readonly DifferingElement[]): Generator<undefined, CountedReports> {
    const [reports, registry] = [new Set<ReportId>(), new Set<EntryId>()];
    for (const element of elements) {
      if (element.kind === 'report') reports.add(element.id);
      else registry.add(element.id);
    }
    const chosen = this.#ids.map((id) =>
      this.#differs.has(id) && !reports.has(id) ? this.before(id) : this.after(id),
    );
    yield;
    return yield* this.#counting(chosen, this.#registryWith(registry));
  }

  /** The counted reports of the earlier selection at the time of the later one; null before the opening. */
  fromAtLaterTime(): CountedReports | null {
    return this.from && countedReports({ ...this.from, at: this.to.at });
  }

  #isOther(id: ReportId): boolean {
    const [a, b] = [this.before(id), this.after(id)];
    return a.kept !== b.kept || !sameReport(a.published, b.published);
  }

  #registryWith(elements: ReadonlySet<EntryId>): Registry {
    if (elements.size === this.#registryDiffers.size) return this.to.registry;
    const known = this.to.entries.flatMap((entry) => {
      const { id } = entry.logged;
      return this.#registryDiffers.has(id) && !elements.has(id) ? (this.#entriesFrom.get(id) ?? []) : entry;
    });
    return registryOf(known, this.to.reportIndex.desk.merges) ?? this.to.registry;
  }

  *#counting(chosen: readonly ReportVersion[], registry: Registry): Generator<undefined, CountedReports> {
    const present = chosen.flatMap(({ published, kept }) => (published ? [{ published, kept }] : []));
    const developments = linkDevelopments(present.map(({ published }) => published.report));
    yield;
    const linked = present.map(({ published, kept }) => {
      const development = developments.get(published.report.reportId) ?? published.development;
      return { kept, published: development === published.development ? published : { ...published, development } };
    });
    const published = new Map(linked.map(({ published: p }) => [p.report.reportId, p]));
    const kept = linked.flatMap((l) => (l.kept ? [l.published] : []));
    yield;
    return countedReports({ ...this.to, registry, published, kept });
  }
}
