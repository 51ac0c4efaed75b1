/** Points from which a fold over the reports of an index can be resumed, so that not all reports are folded again. */

/**
 * Names a fold, and the type of its state. Whoever owns the fold holds the key; the index knows nothing of the state.
 * @example const PHASE_STATES = new ResumeKey<PhaseState>('phase');
 */
export class ResumeKey<S> {
  /** For the type checker alone: keys of different states are different types. */
  declare protected readonly state: S;

  constructor(readonly name: string) {}
}

interface ResumePoint<S> {
  /** How many reports the fold had taken. */
  readonly at: number;
  readonly state: S;
}

/** The states of one fold, by the number of reports taken. States are shared: a fold that resumes must copy them. */
export class ResumePoints<S> {
  readonly #points: ResumePoint<S>[];

  /** @param spacing the number of reports between two points */
  constructor(
    private readonly spacing: number,
    points: readonly ResumePoint<S>[] = [],
  ) {
    this.#points = [...points];
  }

  /** The last point within the first `reports` reports. */
  within(reports: number): ResumePoint<S> | undefined {
    return this.#points.findLast(({ at }) => at <= reports);
  }

  /** Whether to keep a point after `at` reports: far enough from the last one, or at the end of the index. */
  wants(at: number, isEnd: boolean): boolean {
    const last = this.#points.at(-1)?.at ?? 0;
    return at >= last + this.spacing || (isEnd && at > last);
  }

  /** Keeps a point. Nothing happens where a later one is kept already. */
  keep(at: number, state: S): void {
    const [before, last] = [this.#points.at(-2)?.at ?? 0, this.#points.at(-1)];
    if (last && at <= last.at) return;
    // The last point marked an earlier end of the index, closer than the spacing: it is replaced.
    if (last && last.at < before + this.spacing) this.#points.pop();
    this.#points.push({ at, state });
  }

  /** The points that hold for another index whose first `reports` reports are the same. */
  upTo(reports: number): ResumePoints<S> {
    return new ResumePoints(
      this.spacing,
      this.#points.filter(({ at }) => at <= reports),
    );
  }
}

/** The resume points of all folds over one index, by their keys. */
export class ResumePointsByKey {
  readonly #byKey: Map<ResumeKey<unknown>, ResumePoints<unknown>>;

  /** @param spacing the number of reports between two points of a fold */
  constructor(
    private readonly spacing: number,
    byKey: Iterable<readonly [ResumeKey<unknown>, ResumePoints<unknown>]> = [],
  ) {
    this.#byKey = new Map(byKey);
  }

  /** The points of one fold; none at first. */
  of<S>(key: ResumeKey<S>): ResumePoints<S> {
    const points = this.#byKey.get(key) ?? new ResumePoints<unknown>(this.spacing);
    this.#byKey.set(key, points);
    // Under this key nothing but states of its own type is ever kept.
    return points as ResumePoints<S>;
  }

  /** The points of all folds that hold for another index whose first `reports` reports are the same. */
  upTo(reports: number): ResumePointsByKey {
    const kept = [...this.#byKey].map(([key, points]) => [key, points.upTo(reports)] as const);
    return new ResumePointsByKey(this.spacing, kept);
  }
}
