/** The shape of the answer for the status. */
import { z } from 'zod';
import { agreementId, negotiationId, partyId, reportId } from '../../events/ids.js';
import { OUTLOOKS, SCOPES } from '../../events/vocabulary.js';
import { CONFIDENCES } from '../phase/confidence.js';
import { lensSchema } from '../record/lens.js';
import { openDemandAnswer, openProposalAnswer } from '../positions/offers.js';
import { PHASES, RULE_NAMES } from '../phase/phases.js';

const why = { because: z.array(reportId), reason: z.string().optional() } as const;
const since = z
  .string()
  .nullable()
  .meta({ description: 'The place of the report that made it so, as precise as told.' });

/** A phase, with the rule that led to it; null where no rule has fired. */
export const phaseAnswer = z.strictObject({
  value: z.enum(PHASES),
  rule: z.enum(RULE_NAMES).nullable(),
  since,
  ...why,
});
/** The headline agreement. All but `value` is empty or null where there is none. */
export const agreementInStatus = z.strictObject({
  value: z.string().meta({ description: 'The state of the agreement shown, or none.' }),
  agreement: agreementId.nullable(),
  inForce: z.array(agreementId).meta({ description: 'All agreements in force, those of most principals first.' }),
  title: z.string().nullable(),
  scope: z.enum(SCOPES).nullable(),
  stage: z.string().nullable(),
  until: z.string().nullable(),
  members: z.array(partyId),
  violated: z.boolean(),
  ...why,
});

/** The status. Dates are EDTF as precise as reports give them; `at` is an instant in ISO 8601. */
export const statusAnswer = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  lens: lensSchema,
  at: z.string().meta({ description: 'The time at which freshness and expiry were measured.' }),
  revision: z.int(),
  position: z.string(),
  phase: phaseAnswer,
  contested: z.strictObject({ value: z.boolean(), by: z.array(partyId), since, ...why }),
  reportedHalt: z
    .strictObject({ value: z.enum(['suspended', 'collapsed']), since, origins: z.array(z.string()), ...why })
    .nullable(),
  reportedRestart: z
    .strictObject({ since, origins: z.array(z.string()), ...why })
    .nullable()
    .meta({
      description: 'While they have stopped: that they are on again, as two origins report and nobody declares.',
    }),
  agreement: agreementInStatus,
  outlook: z.strictObject({
    value: z.enum([...OUTLOOKS, 'unknown']),
    onTheRecord: z.enum([...OUTLOOKS, 'unknown']),
    ...why,
    onTheRecordBecause: z.array(reportId),
  }),
  confidence: z.strictObject({ value: z.enum(CONFIDENCES), reasons: z.array(z.string()), ...why }),
  freshness: z.strictObject({
    value: z.enum(['active', 'quiet', 'stale']),
    newestReportAt: z.string().nullable(),
    ageDays: z.int().nullable(),
    ...why,
  }),
  openProposals: z.array(openProposalAnswer),
  openDemands: z.array(openDemandAnswer),
  pressure: z.array(
    z.strictObject({
      party: partyId.nullable(),
      measure: z.string(),
      against: partyId.nullable(),
      since,
      until: z.string().nullable().meta({ description: 'When it is to end, as last told since it began.' }),
      ...why,
    }),
  ),
  tables: z.array(z.strictObject({ parties: z.array(partyId), phase: phaseAnswer, agreement: agreementInStatus })),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;
