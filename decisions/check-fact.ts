/** What an event must keep to besides its schema, by its type, against what is recorded. */
import { firstInstant, latestInstant, type Instant } from '../events/dates.js';
import type { Fact } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import type { Report } from '../events/report.js';
import { amendmentFindings, correctionFindings } from './check-change.js';
import { invisibleFindings } from './names/check-names.js';
import { MOST_PARTIES, negotiationRevisionFindings, openingFindings } from './check-opening.js';
import { unknownEntry, unknownParties, unknownParty, unknownReport } from './check-references.js';
import { mergeFindings } from './check-renaming.js';
import { effectiveEntry } from './effective-entries.js';
import { inexactNumber } from './exact-number.js';
import { invalid, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

/** How far clocks and time zones may be apart, in milliseconds, before a date counts as one in the future. */
const TOLERANCE = 48 * 60 * 60 * 1000;

function future(field: string, date: string | undefined, now: Instant): DataFinding[] {
  if (date === undefined || firstInstant(date) <= now + TOLERANCE) return [];
  return [invalid(`/${field}`, `${date} lies in the future`)];
}

function additionFindings({ registry }: NegotiationState): DataFinding[] {
  const full = (registry?.parties.size ?? 0) >= MOST_PARTIES;
  return full ? [invalid('/party', `a negotiation has at most ${MOST_PARTIES} parties`)] : [];
}

const REVISABLE = ['name', 'names', 'aliases', 'people', 'role', 'since'] as const;

function revisionFindings(
  state: NegotiationState,
  data: Extract<Fact, { type: 'PartyRevised' }>['data'],
): DataFinding[] {
  const nothing = REVISABLE.every((field) => data[field] === undefined);
  const detail = `revises nothing: it needs one of ${REVISABLE.join(', ')}`;
  return [...unknownParty(state, '/party', data.party), ...(nothing ? [invalid('', detail)] : [])];
}

/** A publisher cannot have withdrawn what was not published. */
function retractionFindings(
  state: NegotiationState,
  { reportId, reportedAt }: Extract<Fact, { type: 'ReportRetracted' }>['data'],
): DataFinding[] {
  const unknown = unknownReport(state, reportId);
  const fact = unknown.length > 0 ? undefined : effectiveEntry(state, reportId as string as EntryId)?.fact;
  if (fact?.type !== 'Report' || latestInstant(reportedAt) >= firstInstant(fact.report.reportedAt)) return unknown;
  return [invalid('/reportedAt', `${reportedAt} lies before the report was published (${fact.report.reportedAt})`)];
}

const QUANTITIES = ['quantity', 'min', 'max'] as const;

/** JSON that comes in is checked as it is written; this is for numbers that come another way. */
const inexactTerms = ({ terms = [] }: Report): DataFinding[] =>
  terms.flatMap((term, i) =>
    QUANTITIES.flatMap((field) => {
      const detail = term[field] === undefined ? undefined : inexactNumber(String(term[field]));
      return detail === undefined ? [] : [invalid(`/terms/${i}/${field}`, detail)];
    }),
  );

/** What was erased stays erased. */
const erasureFindings = ({ entries }: NegotiationState, entry: EntryId): DataFinding[] =>
  entries.get(entry)?.fact.type === 'EntryErased' ? [invalid('/entry', 'an erasure cannot be undone')] : [];

/**
 * What is wrong with a fact that has passed its schema; nothing where it can be recorded. Of a merge or an alias, what
 * others leave no room for is found by `renamingFindings`.
 * @param now milliseconds since the epoch
 */
export function factFindings(state: NegotiationState, fact: Fact, now: Instant): DataFinding[] {
  return [...invisibleFindings(fact), ...findingsOfType(state, fact, now)];
}

function findingsOfType(state: NegotiationState, fact: Fact, now: Instant): DataFinding[] {
  const check = (changed: Fact) => factFindings(state, changed, now);
  switch (fact.type) {
    case 'Report':
      return [
        ...unknownParties(state, fact.report),
        ...inexactTerms(fact.report),
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
      return [...retractionFindings(state, fact.data), ...future('reportedAt', fact.data.reportedAt, now)];
    case 'ReportReinstated':
      return [...unknownReport(state, fact.data.reportId), ...future('reportedAt', fact.data.reportedAt, now)];
    case 'ReportCorrected':
      return [...future('reportedAt', fact.data.reportedAt, now), ...correctionFindings(state, fact.data, check)];
    case 'EntryVoided':
      return [...unknownEntry(state, fact.data.entry), ...erasureFindings(state, fact.data.entry)];
    case 'EntryAmended':
      return [...erasureFindings(state, fact.data.entry), ...amendmentFindings(state, fact.data, check)];
    case 'EntryErased':
      return unknownEntry(state, fact.data.entry);
    case 'SubjectMerged':
      return mergeFindings(state, fact.data);
    case 'NegotiationRevised':
      return negotiationRevisionFindings(state, fact.data);
    case 'SubjectRetitled':
    case 'SourceAliased':
    case 'NegotiationArchived':
    case 'SourceRegraded':
      return [];
  }
}
