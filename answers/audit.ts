/** For auditors: what is verified or exported, and what verification found. */
import { z } from 'zod';
import { CHAIN_FAULTS } from '../events/chain/verdict.js';
import { timestampWords } from './log/timestamps.js';
import { negotiationId } from '../events/ids.js';
import { LOG_BEGINNINGS } from '../events/log/log-begun.js';
import { lensSchema } from '../projections/record/lens.js';

export const auditParameters = z.strictObject({
  negotiation: negotiationId
    .optional()
    .meta({ description: 'Only this negotiation: its stream, and that of the sources, which its readings rest on.' }),
});
export type AuditParameters = z.infer<typeof auditParameters>;

/** The formats of an export, by their names in `?format=`. */
export const EXPORT_FORMATS = ['ndjson', 'csv', 'cloudevents', 'prov', 'trig', 'stix'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportParameters = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default('ndjson'),
  ...lensSchema.shape,
});
export type ExportParameters = z.infer<typeof exportParameters>;

const firstBad = z.strictObject({
  stream: z.string().nullable().meta({
    description: 'Null where all that is known is that something is missing, or cannot be read, at a position.',
  }),
  revision: z.int().nullable(),
  position: z.string().nullable().meta({ description: 'Null where nothing is stored in this place.' }),
  id: z.string().nullable(),
  problem: z.enum(CHAIN_FAULTS),
  detail: z.string(),
});

const begun = z.strictObject({
  position: z.string(),
  why: z.enum(LOG_BEGINNINGS),
  at: z.string(),
  origin: z
    .string()
    .nullable()
    .meta({ description: 'The name under which the log before was signed; null: it never was.' }),
  events: z.int().meta({ description: 'How many events the log before had.' }),
  lost: z.int().meta({ description: 'How many of them are not in this one.' }),
});

export const verifyAnswer = z.strictObject({
  ok: z.boolean(),
  streams: z.int().meta({ description: 'How many were verified: up to the first bad event, where there is one.' }),
  events: z.int(),
  head: z.string().meta({ description: 'The position of the last event stored when it was verified.' }),
  checkpoint: z
    .union([
      z.strictObject({
        at: z.string(),
        head: z.string(),
        streams: z.int().meta({ description: 'How many of its streams were compared.' }),
      }),
      z.strictObject({
        origin: z.string().meta({ description: 'Of a signed one: the name of the log.' }),
        size: z.int().meta({ description: 'Of how many events its root was compared.' }),
      }),
    ])
    .nullable()
    .meta({ description: 'The checkpoint that was compared with; null where none was sent.' }),
  timestamp: timestampWords.nullable().meta({
    description:
      'The newest checkpoint of this log that an authority has timestamped, from which it goes on; null where there is none.',
  }),
  firstBad: firstBad.nullable(),
  begun: z.array(begun).optional().meta({
    description: 'Where the log follows from another: of checkpoints of that one it does not hold what they say.',
  }),
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;
