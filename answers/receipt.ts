/** What a write answers: where it is recorded, and what it changed. */
import { z } from 'zod';
import { changeAnswer } from '../projections/status/field-values.js';
import { warningAnswer } from '../decisions/warnings.js';

export const receipt = {
  revision: z.int().nullable().meta({ description: 'Of the negotiation’s stream. Null: nothing was recorded.' }),
  position: z.string().nullable().meta({ description: 'In the whole log; opaque.' }),
  recordedAt: z.string().nullable(),
  hash: z.string().nullable().meta({ description: 'SHA-256 over the event and the hash before it.' }),
  changes: z.array(changeAnswer).meta({ description: 'What it changed in the status, field by field.' }),
  warnings: z.array(warningAnswer),
  duplicate: z.literal(true).optional().meta({ description: 'It was recorded before: this is the first answer.' }),
  dryRun: z.literal(true).optional().meta({ description: 'Nothing was recorded: this is what would be.' }),
} as const;
const receiptAnswer = z.strictObject(receipt);
export type Receipt = z.infer<typeof receiptAnswer>;

/** Who writes, and under which condition. */
export interface Writing {
  /** Who records it: the caller, as the server knows them. */
  readonly recorder: string;
  /** The last revision of the negotiation's stream as the caller knows it; another one is refused. */
  readonly ifMatch?: number | undefined;
  /** Only tell what it would change. */
  readonly dryRun?: boolean | undefined;
}
