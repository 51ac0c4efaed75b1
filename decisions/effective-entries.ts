/** One entry with what has been changed in it, found without reading the whole stream. */
import { latestInstant } from '../events/dates.js';
import type { Fact, Logged } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import { patched, effectiveEntries, type Entry } from '../projections/record/entries.js';
import type { NegotiationState } from './state.js';

/**
 * The entry, all changes that name it, all that name those, and so on, in the order of recording.
 * @param most where there are more, it stops at one more than this
 */
export function closureOf(state: NegotiationState, id: EntryId, most = Infinity): Logged[] {
  const own = state.entries.get(id);
  const found: Logged[] = own ? [own] : [];
  for (let i = 0; i < found.length && found.length <= most; i += 1) {
    const next = found[i];
    for (let naming = next && state.naming.get(next.id); naming && found.length <= most; naming = naming.before)
      found.push(naming.by);
  }
  return found.toSorted((a, b) => a.revision - b.revision);
}

const effectiveAmong = (closure: readonly Logged[], id: EntryId): Entry | undefined =>
  effectiveEntries(closure).find(({ logged }) => logged.id === id);

/** The entry after our desk's voidings and amendments; undefined where there is no such entry. */
export const effectiveEntry = (state: NegotiationState, id: EntryId): Entry | undefined =>
  effectiveAmong(closureOf(state, id), id);

/** The voiding because of which the entry does not count; undefined where it counts. */
export const voidingOf = (state: NegotiationState, id: EntryId): EntryId | undefined =>
  state.naming.get(id) === undefined ? undefined : effectiveEntry(state, id)?.voidedBy;

/** Where a correction stands among others: by the time of its publication, then by its id. */
export interface CorrectionMoment {
  readonly at: number;
  readonly id: string;
}

const isBefore = (a: CorrectionMoment, b: CorrectionMoment): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** The report with the corrections merged in that were published before this moment; undefined where it is not recorded. */
export function correctedBefore(state: NegotiationState, id: EntryId, moment: CorrectionMoment): Fact | undefined {
  const entries = effectiveEntries(closureOf(state, id));
  const report = entries.find(({ logged }) => logged.id === id)?.fact;
  const corrections = entries
    .flatMap(({ fact, logged, voidedBy }) => {
      if (fact.type !== 'ReportCorrected' || voidedBy !== undefined || (fact.data.reportId as string) !== id) return [];
      return [{ at: latestInstant(fact.data.reportedAt), id: logged.id, changes: fact.data.changes }];
    })
    .filter((correction) => correction.id !== moment.id && isBefore(correction, moment))
    .toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return corrections.reduce<Fact | undefined>((fact, { changes }) => {
    const result = fact && patched(fact, changes);
    return !result || 'unreadable' in result ? fact : result;
  }, report);
}
