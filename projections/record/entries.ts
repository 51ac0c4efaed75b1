/** Entries as they now count: the desk's own voidings and amendments are applied (docs/rules.md, section 3). */
import type { JsonObject } from '../../events/envelope.js';
import { factOf, type Fact, type Logged } from '../../events/event.js';
import type { EntryId } from '../../events/ids.js';
import { mergePatch } from '../../events/merge-patch.js';
import { reportSchemas, type Report } from '../../events/report.js';
import { reportEventType } from '../../events/event-types.js';
import type { Kind } from '../../events/vocabulary.js';
import { atOnce } from '../support/at-once.js';

/** An entry of the log. */
export interface Entry {
  /** As it was recorded. */
  readonly logged: Logged;
  /** With the desk's amendments merged in. */
  readonly fact: Fact;
  /** The desk's voiding of it. */
  readonly voidedBy: EntryId | undefined;
  readonly amendedBy: readonly EntryId[];
  /** The last amendment that has no effect, since the merged entry could not be read, and why. */
  readonly unreadable: string | undefined;
}

const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && Object.hasOwn(reportSchemas, kind);

/**
 * A report with an RFC 7386 patch merged in, its `kind` beside its data. If the patch changes the kind, fields that the
 * new kind lacks are dropped, unless the patch itself sets them.
 */
export function mergedReport(report: Report, changes: JsonObject): JsonObject {
  const merged = mergePatch(report as unknown as JsonObject, changes) as JsonObject;
  const { kind } = merged;
  if (kind === report.kind || !isKind(kind)) return merged;
  const known = { ...reportSchemas[kind].shape, ...changes, kind, marks: null };
  return Object.fromEntries(Object.entries(merged).filter(([field]) => Object.hasOwn(known, field)));
}

/** A fact with an RFC 7386 patch merged in, or the reason why the result is unreadable. */
export function patched(fact: Fact, changes: JsonObject): Fact | { unreadable: string } {
  if (fact.type !== 'Report') return factOf(fact.type, mergePatch(fact.data as JsonObject, changes) as JsonObject);
  const { kind, ...data } = mergedReport(fact.report, changes);
  return factOf(typeof kind === 'string' ? reportEventType(kind as Kind) : '', data);
}

/** The changes seen so far, by the entry that they name. */
interface ChangesByEntry {
  readonly voided: Map<EntryId, EntryId>;
  readonly amendments: Map<EntryId, { by: EntryId; changes: JsonObject }[]>;
}

function changedEntry(logged: Logged, { voided, amendments }: ChangesByEntry): Entry {
  let fact = logged.fact;
  let unreadable: string | undefined;
  const amendedBy: EntryId[] = [];
  for (const { by, changes } of amendments.get(logged.id) ?? []) {
    const result = patched(fact, changes);
    if ('unreadable' in result) unreadable = `${by}: ${result.unreadable}`;
    else {
      fact = result;
      amendedBy.push(by);
    }
  }
  return { logged, fact, voidedBy: voided.get(logged.id), amendedBy, unreadable };
}

/**
 * The entries of a log, in the order of recording. What voids or amends an entry was recorded after it, so one pass from
 * the newest to the oldest knows at each entry which changes of it hold: a voided voiding voids nothing.
 * @param log in the order of recording
 */
export const effectiveEntries = (log: readonly Logged[]): Entry[] => atOnce(enteringEffective(log));

/** The same step by step: a caller can let others work in between. */
export function* enteringEffective(log: readonly Logged[]): Generator<undefined, Entry[]> {
  const changesByEntry: ChangesByEntry = { voided: new Map(), amendments: new Map() };
  const entries: Entry[] = [];
  for (const logged of log.toReversed()) {
    if (entries.length % 1_000 === 999) yield;
    const canChange = logged.fact.type !== 'PartyAdded' && logged.fact.type !== 'NegotiationOpened';
    const entry = canChange
      ? changedEntry(logged, changesByEntry)
      : { logged, fact: logged.fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    entries.push(entry);
    if (entry.voidedBy !== undefined) continue;
    if (entry.fact.type === 'EntryVoided') changesByEntry.voided.set(entry.fact.data.entry, logged.id);
    if (entry.fact.type === 'EntryAmended') {
      const { entry: of, changes } = entry.fact.data;
      changesByEntry.amendments.set(of, [{ by: logged.id, changes }, ...(changesByEntry.amendments.get(of) ?? [])]);
    }
  }
  return entries.toReversed();
}
