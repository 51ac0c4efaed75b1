/** Changes to the record: events that change how earlier events count, and leave those as they were stored. */
import { z } from 'zod';
import { edtf } from './edtf.js';
import { erasable } from './erasure/erasable.js';
import type { ChangeEventType } from './event-types.js';
import { ERASURE_REASONS } from './erasure/erased.js';
import { changeId, entryId, negotiationId, reportId, slug } from './ids.js';
import { publisherName, source } from './report.js';
import { prose } from './text.js';
import { MERGEABLE_SORTS, RELIABILITIES } from './vocabulary.js';

/** A merge patch (RFC 7386): fields to set, and null for fields to remove. */
export const mergePatch = z
  .record(z.string().max(60), z.json())
  .refine((patch) => Object.keys(patch).length > 0, { error: 'changes nothing' });

const common = {
  changeId: changeId.optional(),
  source: source.optional(),
  note: erasable(prose(4000)).optional(),
} as const;
const reason = erasable(prose(2000));

/** The schema of each change's data, by event type. */
export const changeSchemas = {
  /** The publisher withdrew a report. */
  ReportRetracted: z.strictObject({ negotiation: negotiationId, reportId, reportedAt: edtf, reason, ...common }),
  /** The publisher stands by a report again that it had withdrawn. */
  ReportReinstated: z.strictObject({ negotiation: negotiationId, reportId, reportedAt: edtf, reason, ...common }),
  /** The publisher corrected a report. */
  ReportCorrected: z.strictObject({
    negotiation: negotiationId,
    reportId,
    reportedAt: edtf,
    reason,
    changes: mergePatch,
    ...common,
  }),
  /** Our desk recorded an entry by mistake. Without `negotiation`: an entry of the stream `sources`. */
  EntryVoided: z.strictObject({ negotiation: negotiationId.optional(), entry: entryId, reason, ...common }),
  /** Our desk corrects an entry of its own. Without `negotiation`: an entry of the stream `sources`. */
  EntryAmended: z.strictObject({
    negotiation: negotiationId.optional(),
    entry: entryId,
    reason,
    changes: mergePatch,
    ...common,
  }),
  /**
   * The keys of texts of an entry were destroyed. It cannot be voided, and holds no text of its own, which could say again
   * what was erased. Without `negotiation`: an entry of the stream `sources`.
   */
  EntryErased: z.strictObject({
    negotiation: negotiationId.optional(),
    entry: entryId,
    /** The places of the texts, as JSON pointers; all that can be erased where not given. */
    fields: z
      .array(
        z
          .string()
          .max(300)
          .regex(/^(\/[^/]*)+$/, { error: 'must be a JSON pointer, such as /speaker/name' }),
      )
      .min(1)
      .max(1000)
      .optional(),
    reason: z.enum(ERASURE_REASONS),
    changeId: changeId.optional(),
  }),
  /** Our desk finds that two names stand for one thing: `from` is read as `into`. */
  SubjectMerged: z.strictObject({
    negotiation: negotiationId,
    what: z.enum(MERGEABLE_SORTS),
    from: slug,
    into: slug,
    reason,
    ...common,
  }),
  /** Our desk finds that two names of publishers or origins are one: `name` is shown as `of`. In the stream `sources`. */
  SourceAliased: z.strictObject({ name: publisherName, of: publisherName, reason, ...common }),
  /** Our desk gives a publisher another grade, from a date on. In the stream `sources`. */
  SourceRegraded: z.strictObject({
    publisher: publisherName,
    reliability: z.enum(RELIABILITIES),
    from: edtf,
    reason,
    ...common,
  }),
} as const satisfies Record<ChangeEventType, z.ZodType>;
