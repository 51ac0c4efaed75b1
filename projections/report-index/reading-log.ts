/** A log as an index is built from it: its entries as they now count, and what the desk has recorded of parties and sources. */
import type { Logged } from '../../events/event.js';
import { Aliases } from '../record/aliases.js';
import { effectiveEntries, enteringEffective, type Entry } from '../record/entries.js';
import { sourceGradesOf } from '../record/grades.js';
import { Merges } from '../record/merges.js';
import type { SourceDesk } from '../record/published-reports.js';
import { registryOf } from '../record/registry.js';
import { withPauses } from '../support/at-once.js';
import type { DeskRecord } from './report-group.js';

export const isActive = (entry: Entry): boolean => entry.voidedBy === undefined;

/** What is read of a log. */
export interface ReadLog {
  /** All entries, in the order of recording. */
  readonly entries: readonly Entry[];
  /** Those that are not voided. */
  readonly counting: readonly Entry[];
  readonly last: Logged;
  readonly desk: DeskRecord;
}

/** Reads a log step by step; null where it opens no negotiation. The lists must not change meanwhile. */
export function* readingLog(
  negotiation: readonly Logged[],
  sources: readonly Logged[],
): Generator<undefined, ReadLog | null> {
  const recorded = yield* enteringEffective(negotiation);
  const merges = Merges.of(recorded.filter(isActive));
  yield;
  const entries: Entry[] = [];
  yield* withPauses(recorded, 1_000, (entry) => entries.push(merges.entry(entry)));
  const counting = entries.filter(isActive);
  yield;
  const registry = registryOf(counting, merges);
  const last = negotiation.at(-1);
  if (!registry || !last) return null;
  return { entries, counting, last, desk: { registry, merges, ...sourceDeskOf(sources) } };
}

/** What the desk has recorded of sources, in the order of recording. */
export function sourceDeskOf(sources: readonly Logged[]): SourceDesk {
  const ofSources = effectiveEntries(sources).filter(isActive);
  const aliases = Aliases.of(ofSources);
  return { aliases, grades: sourceGradesOf(ofSources, aliases) };
}
