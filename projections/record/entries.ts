/** Our desk's own slips: voidings and amendments, applied in recording order (domain.md, section 3). */
import type { JsonObject } from '../../events/envelope.js';
import { factOf, type Fact, type Logged } from '../../events/event.js';
import type { EntryId } from '../../events/ids.js';
import { mergePatch } from '../../events/merge-patch.js';
import { reportEventType, reportSchemas, type Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';

/** An entry of the log as it counts now: with our amendments merged in, and whether we have voided it. */
export interface Entry {
  readonly logged: Logged;
  readonly fact: Fact;
  readonly voidedBy: EntryId | undefined;
  readonly amendedBy: readonly EntryId[];
  /** A change that cannot be merged into a readable entry has no effect, and is named here. */
  readonly unreadable: string | undefined;
}

const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && Object.hasOwn(reportSchemas, kind);

/**
 * A report with an RFC 7386 patch merged in, its `kind` beside its data. Where that makes it one of another kind, it
 * leaves behind the fields that the new kind lacks, unless the patch itself sets them.
 */
export function mergedReport(report: Report, changes: JsonObject): JsonObject {
  const merged = mergePatch(report as unknown as JsonObject, changes) as JsonObject;
  const { kind } = merged;
  if (kind === report.kind || !isKind(kind)) return merged;
  const known = { ...reportSchemas[kind].shape, ...changes, kind };
  return Object.fromEntries(Object.entries(merged).filter(([field]) => Object.hasOwn(known, field)));
}

/** A fact with an RFC 7386 patch merged in, or why the result cannot be read. */
export function patched(fact: Fact, changes: JsonObject): Fact | { unreadable: string } {
  if (fact.type !== 'Report') return factOf(fact.type, mergePatch(fact.data as JsonObject, changes) as JsonObject);
  const { kind, ...data } = mergedReport(fact.report, changes);
  return factOf(typeof kind === 'string' ? reportEventType(kind as Kind) : '', data);
}

interface Pending {
  readonly voided: Map<EntryId, EntryId>;
  readonly amendments: Map<EntryId, { by: EntryId; changes: JsonObject }[]>;
}

function settle(logged: Logged, { voided, amendments }: Pending): Entry {
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
 * The entries as they count. Whatever voids or amends an entry was recorded after it, so one pass from the
 * newest to the oldest knows, at each entry, all that became of it: a voided voiding voids nothing.
 */
export function effectiveEntries(log: readonly Logged[]): Entry[] {
  const pending: Pending = { voided: new Map(), amendments: new Map() };
  const settled: Entry[] = [];
  for (const logged of log.toReversed()) {
    const named = logged.fact.type !== 'PartyAdded' && logged.fact.type !== 'NegotiationOpened';
    const entry = named
      ? settle(logged, pending)
      : { logged, fact: logged.fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    settled.push(entry);
    if (entry.voidedBy !== undefined) continue;
    if (entry.fact.type === 'EntryVoided') pending.voided.set(entry.fact.data.entry, logged.id);
    if (entry.fact.type === 'EntryAmended') {
      const { entry: of, changes } = entry.fact.data;
      pending.amendments.set(of, [{ by: logged.id, changes: changes }, ...(pending.amendments.get(of) ?? [])]);
    }
  }
  return settled.toReversed();
}
