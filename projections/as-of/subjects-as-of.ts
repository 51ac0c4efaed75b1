/** The reports of an index by subject, as they read under a lens. */
import type { Instant } from '../../events/dates.js';
import { countUpTo, inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { IndexedReport } from '../report-index/report-group.js';
import { fromTheLast, subjectKeysOf, type SubjectIndex } from '../report-index/subject-index.js';

/** The reports of changed groups that are here alone, and those that are in the index alone. */
export interface Differences {
  readonly come: readonly IndexedReport[];
  readonly gone: readonly IndexedReport[];
}

/** How the reports here are found. */
interface Here {
  /** What was published later is not here. */
  readonly asOf: Instant;
  /** Whether the differences are all. */
  readonly differsInGroupsAlone: boolean;
  /** Whether a report is here, and reads as it does. */
  has(t: PlacedReport): boolean;
}

/** See the file comment. */
export class SubjectsAsOf implements SubjectIndex {
  /** The counted reports that are here alone. */
  readonly #come = new Map<string, PlacedReport[]>();
  /** The subjects of reports that are here alone, or in the index alone. */
  readonly #changed = new Set<string>();

  constructor(
    private readonly whole: SubjectIndex,
    { come, gone }: Differences,
    private readonly here: Here,
  ) {
    for (const { placed, counts } of come)
      for (const key of counts ? subjectKeysOf(placed) : []) {
        this.#come.set(key, [...(this.#come.get(key) ?? []), placed]);
        this.#changed.add(key);
      }
    for (const { placed, counts } of gone)
      for (const key of counts ? subjectKeysOf(placed) : []) this.#changed.add(key);
  }

  /** Whether nothing differs but what is said of claims. */
  get differsInClaimsAlone(): boolean {
    return this.here.differsInGroupsAlone && [...this.#changed].every((key) => key.startsWith('claim:'));
  }

  of(key: string): readonly PlacedReport[] {
    const whole = this.whole.of(key);
    const { here } = this;
    if (here.differsInGroupsAlone && !this.#changed.has(key)) return whole;
    const come = this.#come.get(key);
    if (!come && whole.every((t) => here.has(t))) return whole;
    return [...whole.filter((t) => here.has(t)), ...(come ?? [])].toSorted(inOrder);
  }

  *backwards(key: string): Generator<PlacedReport> {
    const whole = this.whole.of(key);
    const come = (this.#come.get(key) ?? []).toSorted(inOrder);
    // What stands later than the instant had not been published.
    for (let at = countUpTo(whole, this.here.asOf) - 1; at >= 0; at -= 1) {
      const t = whole[at] as PlacedReport;
      if (!this.here.has(t)) continue;
      for (let last = come.at(-1); last && inOrder(last, t) > 0; last = come.at(-1)) yield come.pop() as typeof t;
      yield t;
    }
    yield* fromTheLast(come);
  }
}
