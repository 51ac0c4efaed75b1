/** What an event must keep to besides its schema, by its type, against what is recorded. */
import { firstInstant, type Instant } from '../events/dates.js';
import type { Fact } from '../events/event.js';
import { amendmentFindings, correctionFindings } from './check-change.js';
import { openingFindings } from './check-opening.js';
import { unknownEntry, unknownParties, unknownParty, unknownReport } from './check-references.js';
import { invalid, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

/** How far clocks and time zones may be apart, in milliseconds, before a date counts as one in the future. */
const TOLERANCE = 48 * 60 * 60 * 1000;

/** How many parties a negotiation may have. */
const MOST_PARTIES = 1_000;

function future(field: string, date: string | undefined, now: Instant): DataFinding[] {
  if (date === undefined || firstInstant(date) <= now + TOLERANCE) return [];
  return [invalid(`/${field}`, `${date} lies in the future`)];
}

function additionFindings({ registry }: NegotiationState): DataFinding[] {
  const full = (registry?.parties.size ?? 0) >= MOST_PARTIES;
  return full ? [invalid('/party', `a negotiation has at most ${MOST_PARTIES} parties`)] : [];
}

const REVISABLE = ['name', 'names', 'role', 'since'] as const;

function revisionFindings(
  state: NegotiationState,
  data: Extract<Fact, { type: 'PartyRevised' }>['data'],
): DataFinding[] {
  const nothing = REVISABLE.every((field) => data[field] === undefined);
  const detail = `revises nothing: it needs one of ${REVISABLE.join(', ')}`;
  return [...unknownParty(state, '/party', data.party), ...(nothing ? [invalid('', detail)] : [])];
}

/**
 * What is wrong with a fact that has passed its schema; nothing where it can be recorded.
 * @param now milliseconds since the epoch
 */
export function factFindings(state: NegotiationState, fact: Fact, now: Instant): DataFinding[] {
  const check = (changed: Fact) => factFindings(state, changed, now);
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
      return [...future('reportedAt', fact.data.reportedAt, now), ...correctionFindings(state, fact.data, check)];
    case 'EntryVoided':
      return unknownEntry(state, fact.data.entry);
    case 'EntryAmended':
      return amendmentFindings(state, fact.data, check);
    case 'ReportReinstated':
    case 'SubjectMerged':
    case 'SubjectRetitled':
    case 'NegotiationRevised':
    case 'SourceAliased':
    case 'NegotiationArchived':
    case 'SourceRegraded':
      return [];
  }
}
