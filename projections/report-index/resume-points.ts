/** Where a fold over the reports of a chronicle can be taken up again, by how many reports it had taken in. */

import { indexLimits } from './index-limits.js';

interface ResumePoint<S> {
  readonly at: number;
  readonly state: S;
}

/** The states that are kept are never changed: a fold that goes on from one goes on from a copy. */
export class ResumePoints<S> {
  readonly #kept: ResumePoint<S>[];

  constructor(kept: readonly ResumePoint<S>[] = []) {
    this.#kept = [...kept];
  }

  /** The last of them within the first so many reports. */
  within(reports: number): ResumePoint<S> | undefined {
    return this.#kept.findLast(({ at }) => at <= reports);
  }

  /** Whether one is wanted here: at some distance from the last, and wherever the chronicle ends. */
  wants(at: number, isEnd: boolean): boolean {
    const last = this.#kept.at(-1)?.at ?? 0;
    return at >= last + indexLimits.reportsPerResumePoint || (isEnd && at > last);
  }

  keep(at: number, state: S): void {
    const [before, last] = [this.#kept.at(-2)?.at ?? 0, this.#kept.at(-1)];
    if (last && at <= last.at) return;
    // The one at the end of the chronicle as it was gives way.
    if (last && last.at < before + indexLimits.reportsPerResumePoint) this.#kept.pop();
    this.#kept.push({ at, state });
  }

  /** For another chronicle that is the same for so many reports. */
  upTo(reports: number): ResumePoints<S> {
    return new ResumePoints(this.#kept.filter(({ at }) => at <= reports));
  }
}
