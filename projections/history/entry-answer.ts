/** An entry of the record as it is answered: one form for reports, changes and the registry's events. */
import { z } from 'zod';
import type { Fact } from '../../events/event.js';
import { entryId, partyId, reportId, type EntryId } from '../../events/ids.js';
import { source, speaker, type Report } from '../../events/report.js';
import { KINDS } from '../../events/vocabulary.js';
import { subjectFieldsOf } from '../record/kinds.js';
import { subjectOrReport, type SubjectOrReport } from '../record/subjects.js';

export const ENTRY_STATES = ['active', 'retracted', 'corrected', 'voided', 'not-counted'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

export const entryAnswer = z.strictObject({
  id: entryId,
  type: z.string().meta({ description: 'The type of the event as recorded.' }),
  kind: z.enum(KINDS).nullable().meta({ description: 'The kind of the report as it now reads.' }),
  standing: z.enum(ENTRY_STATES).meta({ description: 'not-counted: the lens leaves it out.' }),
  occurredAt: z.string().nullable(),
  reportedAt: z.string().nullable(),
  recordedAt: z.string(),
  recorder: z.string().meta({ description: 'Who recorded it.' }),
  revision: z.int(),
  position: z.string(),
  party: partyId.nullable(),
  speaker: speaker.nullable(),
  summary: z.string().nullable(),
  source: source.nullable(),
  subject: z
    .union([subjectOrReport, z.strictObject({ entry: entryId })])
    .nullable()
    .meta({ description: 'What the report is about, or the report or entry that a change names.' }),
  amendedBy: z.array(entryId),
  correctedBy: z.array(entryId),
  retractedBy: entryId.nullable(),
  voidedBy: entryId.nullable(),
  place: z.string().meta({ description: 'Its date in the story; of our own acts, when they were recorded.' }),
  development: reportId.nullable(),
});
export type EntryAnswer = z.infer<typeof entryAnswer>;

type EntryContent = Pick<
  EntryAnswer,
  'kind' | 'occurredAt' | 'reportedAt' | 'party' | 'speaker' | 'summary' | 'source' | 'subject'
>;

const NOTHING: Readonly<EntryContent> = {
  kind: null,
  occurredAt: null,
  reportedAt: null,
  party: null,
  speaker: null,
  summary: null,
  source: null,
  subject: null,
};

/** A report is about one thing at most: its kind's schema sees to that. */
function subjectOf(report: Report): SubjectOrReport | null {
  const { claim, issue, proposal, agreement, report: about } = subjectFieldsOf(report);
  if (claim !== undefined) return { claim };
  if (proposal !== undefined) return { proposal };
  if (agreement !== undefined) return { agreement };
  if (about !== undefined) return { report: about };
  return issue === undefined ? null : { issue };
}

const reportContentOf = (report: Report): EntryContent => ({
  kind: report.kind,
  occurredAt: report.occurredAt ?? null,
  reportedAt: report.reportedAt,
  party: report.party ?? null,
  speaker: report.speaker,
  summary: report.summary,
  source: report.source,
  subject: subjectOf(report),
});

/** What an entry says, whatever its type. */
export function entryContentOf(fact: Fact): EntryContent {
  switch (fact.type) {
    case 'Report':
      return reportContentOf(fact.report);
    case 'ReportRetracted':
    case 'ReportCorrected': {
      const { reportId: report, reportedAt, reason, source: by } = fact.data;
      return { ...NOTHING, reportedAt, summary: reason, source: by ?? null, subject: { report } };
    }
    case 'EntryVoided':
    case 'EntryAmended': {
      const { entry, reason, source: by } = fact.data;
      return { ...NOTHING, summary: reason, source: by ?? null, subject: { entry } };
    }
    case 'SourceRegraded':
    case 'NegotiationArchived':
      return { ...NOTHING, summary: fact.data.reason };
    case 'NegotiationOpened':
      return { ...NOTHING, summary: fact.data.title };
    case 'PartyAdded':
    case 'PartyRevised':
      return { ...NOTHING, party: fact.data.party, summary: fact.data.name ?? null };
  }
}

/** The report or entry that a change names. */
export function targetOfChange(fact: Fact): EntryId | undefined {
  switch (fact.type) {
    case 'ReportRetracted':
    case 'ReportCorrected':
      return fact.data.reportId as string as EntryId;
    case 'EntryVoided':
    case 'EntryAmended':
      return fact.data.entry;
    case 'Report':
    case 'SourceRegraded':
    case 'NegotiationOpened':
    case 'NegotiationArchived':
    case 'PartyAdded':
    case 'PartyRevised':
      return undefined;
  }
}
