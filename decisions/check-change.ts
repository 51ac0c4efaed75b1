/** What a change to the record must keep to: its target is there, and stays one that could be recorded. */
import { canonicalJson } from '../events/canonical.js';
import { latestInstant } from '../events/dates.js';
import type { JsonObject } from '../events/envelope.js';
import { typeOfFact, type Fact } from '../events/event.js';
import { withoutMarks } from '../events/erasure/marks.js';
import type { EntryId } from '../events/ids.js';
import { mergePatch } from '../events/merge-patch.js';
import { reportEventType } from '../events/event-types.js';
import { mergedReport } from '../projections/record/entries.js';
import { unknownEntry, unknownReport } from './check-references.js';
import { closureOf, correctedBefore, effectiveEntry } from './effective-entries.js';
import { dataOf, kindOf, parseFact, type Parsed } from './parse-fact.js';
import { escaped } from './pointer.js';
import { invalid, under, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

type Correction = Extract<Fact, { type: 'ReportCorrected' }>['data'];
type Amendment = Extract<Fact, { type: 'EntryAmended' }>['data'];

/** What is wrong with a fact whose schema it has passed. */
type Check = (fact: Fact) => DataFinding[];

/** How many changes may name one entry, directly or through others: each is merged anew to check the next. */
const MOST_CHANGES = 100;

/** These fields are an event's identity: with other values it would be another event. */
const FIXED = ['negotiation', 'reportId', 'changeId', 'entry'] as const;

function changedIdentity(before: JsonObject, after: JsonObject, changes: JsonObject): DataFinding[] {
  const isAnother = (field: string) =>
    Object.hasOwn(changes, field) && canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null);
  return FIXED.filter(isAnother).map((field) =>
    invalid(`/${escaped(field)}`, 'cannot be changed: record another entry'),
  );
}

function merged(target: Fact, changes: JsonObject): { readonly data: JsonObject; readonly parsed: Parsed } {
  if (target.type !== 'Report') {
    const data = mergePatch(withoutMarks(dataOf(target)), changes) as JsonObject;
    return { data, parsed: parseFact(typeOfFact(target), data) };
  }
  const { marks: _marks, ...report } = target.report;
  const all = mergedReport(report, changes);
  const { kind: _, ...data } = all;
  const given = kindOf(all);
  return { data, parsed: 'findings' in given ? given : parseFact(reportEventType(given.kind), data, ['kind']) };
}

/** What would be wrong with the target once these changes are merged in; pointers are into the result. */
function mergedFindings(target: Fact, changes: JsonObject, check: Check): DataFinding[] {
  const { data, parsed } = merged(target, changes);
  const fixed = changedIdentity(dataOf(target), data, changes);
  if (fixed.length > 0) return fixed;
  if ('findings' in parsed) return [...parsed.findings];
  // A target that is itself a change was checked against its own target, unless its `changes` are what changes now.
  const isUnchecked = Object.hasOwn(changes, 'changes') || !('data' in parsed.fact && 'changes' in parsed.fact.data);
  return isUnchecked ? check(parsed.fact) : [];
}

function tooManyChanges(state: NegotiationState, entry: EntryId): DataFinding[] {
  if (closureOf(state, entry, MOST_CHANGES).length <= MOST_CHANGES) return [];
  return [invalid('', `${entry} has been changed ${MOST_CHANGES} times: void it and enter it anew`)];
}

/** @param check applied to the report as it would be once corrected */
export function correctionFindings(
  state: NegotiationState,
  { reportId, reportedAt, changes, changeId }: Correction,
  check: Check,
): DataFinding[] {
  const id = reportId as string as EntryId;
  const first = [...unknownReport(state, reportId), ...tooManyChanges(state, id)];
  if (first.length > 0) return first;
  const target = correctedBefore(state, id, { at: latestInstant(reportedAt), id: changeId ?? '' });
  return target ? under('/changes', mergedFindings(target, changes, check)) : [];
}

/** @param check applied to the entry as it would be once amended */
export function amendmentFindings(state: NegotiationState, { entry, changes }: Amendment, check: Check): DataFinding[] {
  const first = [...unknownEntry(state, entry), ...tooManyChanges(state, entry)];
  const target = first.length > 0 ? undefined : effectiveEntry(state, entry);
  return target ? under('/changes', mergedFindings(target.fact, changes, check)) : first;
}
