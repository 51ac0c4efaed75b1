/** The reports of an index by subject, as they read under a lens. */
import type { Instant } from '../../events/dates.js';
import { countUpTo, inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { IndexedReport, ReportGroup } from './report-group.js';
import { fromTheLast, subjectKeysOf, type SubjectIndex } from './subject-index.js';

/** The reports that are here alone, and those that are in the index alone. */
export interface Differences {
  readonly come: readonly IndexedReport[];
  readonly gone: readonly IndexedReport[];
}

/** Those of groups that read otherwise. @param changed each with its reports as they are here */
export function differencesIn(changed: ReadonlyMap<ReportGroup, readonly IndexedReport[]>): Differences {
  const [come, gone]: [IndexedReport[], IndexedReport[]] = [[], []];
  for (const [group, here] of changed) {
    for (const report of here) if (!group.reports.includes(report)) come.push(report);
    for (const report of group.reports) if (!here.includes(report)) gone.push(report);
  }
  return { come, gone };
}

/** See the file comment. */
export class SubjectsAsOf implements SubjectIndex {
  /** The counted reports that are here alone. */
  readonly #come = new Map<string, PlacedReport[]>();
  readonly #gone = new Set<PlacedReport>();
  readonly #lists = new Map<string, readonly PlacedReport[]>();

  /**
   * @param differences all that stand up to an instant
   * @param upTo that instant: what stands later in the index is not here
   */
  constructor(
    private readonly whole: SubjectIndex,
    { come, gone }: Differences,
    private readonly upTo: Instant,
  ) {
    for (const { placed, counts } of come)
      for (const key of counts ? subjectKeysOf(placed) : [])
        this.#come.set(key, [...(this.#come.get(key) ?? []), placed]);
    for (const { placed, counts } of gone) if (counts) this.#gone.add(placed);
  }

  /** Whether nothing differs but reports that name no agreement, and are of no kind that is looked up. */
  get differsInNoAgreement(): boolean {
    const isOther = (key: string): boolean => key.startsWith('claim:') || key.startsWith('proposal:');
    if (this.upTo !== Infinity || ![...this.#come.keys()].every(isOther)) return false;
    for (const t of this.#gone) if (!subjectKeysOf(t).every(isOther)) return false;
    return true;
  }

  of(key: string): readonly PlacedReport[] {
    const list = this.#lists.get(key) ?? this.#listOf(key);
    this.#lists.set(key, list);
    return list;
  }

  /** The list of the index itself, where it reads the same here. */
  #listOf(key: string): readonly PlacedReport[] {
    const whole = this.whole.of(key);
    const last = whole.at(-1);
    const upTo = last && last.place.at > this.upTo ? whole.slice(0, countUpTo(whole, this.upTo)) : whole;
    const left =
      this.#gone.size > 0 && upTo.some((t) => this.#gone.has(t)) ? upTo.filter((t) => !this.#gone.has(t)) : upTo;
    const come = this.#come.get(key);
    return come ? [...left, ...come].toSorted(inOrder) : left;
  }

  *backwards(key: string): Generator<PlacedReport> {
    const whole = this.whole.of(key);
    const come = (this.#come.get(key) ?? []).toSorted(inOrder);
    for (let at = countUpTo(whole, this.upTo) - 1; at >= 0; at -= 1) {
      const t = whole[at] as PlacedReport;
      if (this.#gone.has(t)) continue;
      for (let last = come.at(-1); last && inOrder(last, t) > 0; last = come.at(-1)) yield come.pop() as typeof t;
      yield t;
    }
    yield* fromTheLast(come);
  }
}
