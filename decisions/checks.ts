/** What an event must keep to besides its schema, against what is recorded. */
import { firstInstant, latestInstant, type Instant } from '../events/dates.js';
import type { JsonObject } from '../events/envelope.js';
import { typeOfFact, type Fact } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import { mergePatch } from '../events/merge-patch.js';
import { canonicalJson } from '../events/canonical.js';
import { reportEventType } from '../events/report.js';
import { mergedReport } from '../projections/record/entries.js';
import { escaped } from './pointer.js';
import { invalid, under, type Finding } from './finding.js';
import { openingFindings } from './opening-checks.js';
import { dataOf, kindOf, parseFact, type Parsed } from './parse-fact.js';
import { unknownEntry, unknownParties, unknownParty, unknownReport } from './references.js';
import { closureOf, correctedBefore, effectiveEntry } from './effective-entries.js';
import type { NegotiationState } from './state.js';

/** How far clocks and time zones may be apart, in milliseconds, before a date counts as one in the future. */
const TOLERANCE = 48 * 60 * 60 * 1000;

/** How many changes may hang on an entry that is corrected or amended: each is merged anew to check the next. */
const MOST_CHANGES = 100;

/** How many parties a negotiation may have. */
const MOST_PARTIES = 1_000;

function future(field: string, date: string | undefined, now: Instant): Finding[] {
  if (date === undefined || firstInstant(date) <= now + TOLERANCE) return [];
  return [invalid(`/${field}`, `${date} lies in the future`)];
}

/** What an event names is its identity: another one is another event. */
const FIXED = ['negotiation', 'reportId', 'changeId', 'entry'] as const;

function moved(before: JsonObject, after: JsonObject, changes: JsonObject): Finding[] {
  const isAnother = (field: string) =>
    Object.hasOwn(changes, field) && canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null);
  return FIXED.filter(isAnother).map((field) =>
    invalid(`/${escaped(field)}`, 'cannot be changed: record another entry'),
  );
}

function merged(target: Fact, changes: JsonObject): { readonly data: JsonObject; readonly parsed: Parsed } {
  if (target.type !== 'Report') {
    const data = mergePatch(dataOf(target), changes) as JsonObject;
    return { data, parsed: parseFact(typeOfFact(target), data) };
  }
  const all = mergedReport(target.report, changes);
  const { kind: _, ...data } = all;
  const given = kindOf(all);
  return { data, parsed: 'findings' in given ? given : parseFact(reportEventType(given.kind), data, ['kind']) };
}

/** What would be wrong with the target once these changes are merged in; pointers are into what results. */
function mergedFindings(state: NegotiationState, target: Fact, changes: JsonObject, now: Instant): Finding[] {
  const { data, parsed } = merged(target, changes);
  const fixed = moved(dataOf(target), data, changes);
  if (fixed.length > 0) return fixed;
  if ('findings' in parsed) return [...parsed.findings];
  // What the merged change does to its own target has been checked, unless that is what is changed.
  const asks = Object.hasOwn(changes, 'changes') || !('data' in parsed.fact && 'changes' in parsed.fact.data);
  return asks ? factFindings(state, parsed.fact, now) : [];
}

function crowded(state: NegotiationState, entry: EntryId): Finding[] {
  if (closureOf(state, entry, MOST_CHANGES).length <= MOST_CHANGES) return [];
  return [invalid('', `${entry} has been changed ${MOST_CHANGES} times: void it and enter it anew`)];
}

function correctionFindings(
  state: NegotiationState,
  { reportId, reportedAt, changes, changeId }: Extract<Fact, { type: 'ReportCorrected' }>['data'],
  now: Instant,
): Finding[] {
  const id = reportId as string as EntryId;
  const first = [...unknownReport(state, reportId), ...crowded(state, id)];
  if (first.length > 0) return first;
  const target = correctedBefore(state, id, { at: latestInstant(reportedAt), id: changeId ?? '' });
  return target ? under('/changes', mergedFindings(state, target, changes, now)) : [];
}

function amendmentFindings(
  state: NegotiationState,
  { entry, changes }: Extract<Fact, { type: 'EntryAmended' }>['data'],
  now: Instant,
): Finding[] {
  const first = [...unknownEntry(state, entry), ...crowded(state, entry)];
  const target = first.length > 0 ? undefined : effectiveEntry(state, entry);
  return target ? under('/changes', mergedFindings(state, target.fact, changes, now)) : first;
}

const REVISABLE = ['name', 'names', 'role', 'since'] as const;

function revisionFindings(state: NegotiationState, data: Extract<Fact, { type: 'PartyRevised' }>['data']): Finding[] {
  const nothing = REVISABLE.every((field) => data[field] === undefined);
  const detail = `revises nothing: it needs one of ${REVISABLE.join(', ')}`;
  return [...unknownParty(state, '/party', data.party), ...(nothing ? [invalid('', detail)] : [])];
}

function additionFindings({ registry }: NegotiationState): Finding[] {
  const full = (registry?.parties.size ?? 0) >= MOST_PARTIES;
  return full ? [invalid('/party', `a negotiation has at most ${MOST_PARTIES} parties`)] : [];
}

/** What is wrong with a fact whose schema it has passed; nothing, where it can be recorded. */
export function factFindings(state: NegotiationState, fact: Fact, now: Instant): Finding[] {
  switch (fact.type) {
    case 'Report':
      return [
        ...unknownParties(state, fact.report),
        ...future('occurredAt', fact.report.occurredAt, now),
        ...future('reportedAt', fact.report.reportedAt, now),
      ];
    case 'NegotiationOpened':
      return openingFindings(fact.data);
    case 'PartyAdded':
      return additionFindings(state);
    case 'PartyRevised':
      return revisionFindings(state, fact.data);
    case 'ReportRetracted':
      return [...unknownReport(state, fact.data.reportId), ...future('reportedAt', fact.data.reportedAt, now)];
    case 'ReportCorrected':
      return [...future('reportedAt', fact.data.reportedAt, now), ...correctionFindings(state, fact.data, now)];
    case 'EntryVoided':
      return unknownEntry(state, fact.data.entry);
    case 'EntryAmended':
      return amendmentFindings(state, fact.data, now);
    case 'NegotiationArchived':
    case 'SourceRegraded':
      return [];
  }
}
