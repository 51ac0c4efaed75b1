/** The events that change the record without changing the past. */
import { z } from 'zod';
import { edtf } from './dates.js';
import { changeId, entryId, negotiationId, reportId } from './ids.js';
import { publisherName, source } from './report.js';
import { prose } from './text.js';
import { RELIABILITIES } from './vocabulary.js';

/** An RFC 7386 merge patch: fields to set, and null for those to remove. */
export const mergePatch = z
  .record(z.string().max(60), z.json())
  .refine((patch) => Object.keys(patch).length > 0, { error: 'changes nothing' });

const common = { changeId: changeId.optional(), source: source.optional(), note: prose(4000).optional() } as const;
const reason = prose(2000);

export const changeSchemas = {
  /** The publisher withdrew the report. */
  ReportRetracted: z.strictObject({ negotiation: negotiationId, reportId, reportedAt: edtf, reason, ...common }),
  /** The publisher changed the report. */
  ReportCorrected: z.strictObject({
    negotiation: negotiationId,
    reportId,
    reportedAt: edtf,
    reason,
    changes: mergePatch,
    ...common,
  }),
  /** Our desk entered it wrongly. Without `negotiation`: an entry of the stream `sources`. */
  EntryVoided: z.strictObject({ negotiation: negotiationId.optional(), entry: entryId, reason, ...common }),
  /** Our desk fixes its own entry. Without `negotiation`: an entry of the stream `sources`. */
  EntryAmended: z.strictObject({
    negotiation: negotiationId.optional(),
    entry: entryId,
    reason,
    changes: mergePatch,
    ...common,
  }),
  /** Our desk grades a publisher anew, in the stream `sources`. */
  SourceRegraded: z.strictObject({
    publisher: publisherName,
    reliability: z.enum(RELIABILITIES),
    from: edtf,
    reason,
    ...common,
  }),
} as const;

export type ChangeEventType = keyof typeof changeSchemas;
