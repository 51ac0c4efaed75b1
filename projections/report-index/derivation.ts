/** What is derived from an index of reports, and kept with it. */
import { remembering, type Once } from '../support/once.js';
import type { ReportGroup } from './report-group.js';

/** A value that is derived from an index and brought up to date, not derived again, when the index grows. */
export interface DerivedFrom<I> {
  /**
   * The value for the next index, in which these groups are new or have changed. What it derives from is up to date.
   * @param once works out, for all values, what several need
   */
  with(next: I, groups: readonly ReportGroup[], once: Once): DerivedFrom<I>;
}

/** Derives a value from a whole index. The value is kept under its derivation, as by a key. */
export interface DerivationFrom<I, T extends DerivedFrom<I>> {
  /** Step by step, so that a caller can let others work in between. */
  building(index: I): Generator<undefined, T>;
}

/** An index with one more event: what is derived from it is not there yet. */
export interface Grown<I> {
  readonly next: I;
  /** Those that are new or have changed, as they were and as they are. */
  readonly groups: readonly ReportGroup[];
}

/** By its derivation. */
export type Derived<I> = Map<DerivationFrom<I, DerivedFrom<I>>, DerivedFrom<I>>;

/** Brings what is derived from an index up to date for the next one, with a pause after each value. */
export function* bringingUpToDate<I>(
  known: Derived<I>,
  { next, groups }: Grown<I>,
  derived: Derived<I>,
): Generator<undefined, void> {
  const once = remembering();
  // In the order in which they were first derived: one may derive from another.
  for (const [key, value] of known) {
    derived.set(key, value.with(next, groups, once));
    yield;
  }
}
