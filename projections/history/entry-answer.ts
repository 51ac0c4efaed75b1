/** The answer for an entry of the record: one shape for reports, changes and registry events. */
import { z } from 'zod';
import type { Fact } from '../../events/event.js';
import { entryId, partyId, reportId, type EntryId } from '../../events/ids.js';
import { ERASURE_WORDS } from '../../events/erasure/erased.js';
import { source, speaker, type Report } from '../../events/report.js';
import { KINDS } from '../../events/vocabulary.js';
import { partiesOf, subjectFieldsOf } from '../record/kinds.js';
import { subjectOrReport, type SubjectOrReport } from '../record/subjects.js';

/** `not-counted`: the lens leaves the report out. */
export const ENTRY_STATES = ['active', 'retracted', 'corrected', 'voided', 'not-counted'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** One entry. Dates that a report gives are EDTF as written; `recordedAt` is an instant in ISO 8601. */
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
  jointly: z.array(partyId).meta({ description: 'The other parties whose act or words a report tells; mostly none.' }),
  speaker: speaker.nullable(),
  summary: z.string().nullable(),
  words: z.string().nullable().meta({ description: 'What an entry of the registry says, as a sentence.' }),
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

/** The fields that depend on the type of the entry. */
type EntryContent = Pick<
  EntryAnswer,
  'kind' | 'occurredAt' | 'reportedAt' | 'party' | 'jointly' | 'speaker' | 'summary' | 'source' | 'subject'
>;

const NOTHING: Readonly<EntryContent> = {
  kind: null,
  occurredAt: null,
  reportedAt: null,
  party: null,
  jointly: [],
  speaker: null,
  summary: null,
  source: null,
  subject: null,
};

/** The schema of a kind lets its reports name one of these at most. */
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
  jointly: partiesOf(report).slice(1),
  speaker: report.speaker,
  summary: report.summary,
  source: report.source,
  subject: subjectOf(report),
});

/** What an entry says, whatever its type; null where its type has no such field. */
export function entryContentOf(fact: Fact): EntryContent {
  switch (fact.type) {
    case 'Report':
      return reportContentOf(fact.report);
    case 'ReportRetracted':
    case 'ReportReinstated':
    case 'ReportCorrected': {
      const { reportId: report, reportedAt, reason, source: by } = fact.data;
      return { ...NOTHING, reportedAt, summary: reason, source: by ?? null, subject: { report } };
    }
    case 'EntryVoided':
    case 'EntryAmended': {
      const { entry, reason, source: by } = fact.data;
      return { ...NOTHING, summary: reason, source: by ?? null, subject: { entry } };
    }
    case 'SubjectMerged':
    case 'SourceAliased':
    case 'SourceRegraded':
    case 'NegotiationArchived':
      return { ...NOTHING, summary: fact.data.reason };
    case 'EntryErased': {
      const { entry, reason } = fact.data;
      return { ...NOTHING, summary: `Erased, because ${ERASURE_WORDS[reason]}`, subject: { entry } };
    }
    case 'SubjectRetitled':
    case 'NegotiationRevised':
      return { ...NOTHING, summary: fact.data.title ?? null };
    case 'NegotiationOpened':
      return { ...NOTHING, summary: fact.data.title };
    case 'PartyAdded':
    case 'PartyRevised':
      return { ...NOTHING, party: fact.data.party, summary: fact.data.name ?? null };
  }
}

/** The report or entry that a change is about; undefined for other entries. */
export function targetOfChange(fact: Fact): EntryId | undefined {
  switch (fact.type) {
    case 'ReportRetracted':
    case 'ReportReinstated':
    case 'ReportCorrected':
      return fact.data.reportId as string as EntryId;
    case 'EntryVoided':
    case 'EntryAmended':
    case 'EntryErased':
      return fact.data.entry;
    case 'Report':
    case 'SubjectMerged':
    case 'SourceAliased':
    case 'SubjectRetitled':
    case 'NegotiationRevised':
    case 'SourceRegraded':
    case 'NegotiationOpened':
    case 'NegotiationArchived':
    case 'PartyAdded':
    case 'PartyRevised':
      return undefined;
  }
}
