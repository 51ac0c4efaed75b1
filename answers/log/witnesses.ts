/** The witnesses of the transparent log, and how far each has followed it. */
import { z } from 'zod';

export const witnessStanding = z.strictObject({
  witness: z.string().meta({ description: 'Its name.' }),
  key: z.string().meta({ description: 'The verifier key of its cosignatures.' }),
  size: z
    .int()
    .nullable()
    .meta({ description: 'How many events the checkpoint holds that it cosigned last; null: none yet.' }),
  cosignedAt: z.string().nullable().meta({ description: 'When, by its clock.' }),
  age: z.int().nullable().meta({ description: 'In seconds.' }),
  checkpoint: z.string().nullable().meta({ description: 'That checkpoint, with its cosignature.' }),
  problem: z
    .string()
    .nullable()
    .meta({ description: 'Why it did not cosign when it was asked last; null where it did, or is being asked.' }),
});
export type WitnessStanding = z.infer<typeof witnessStanding>;

export const witnessesAnswer = z.strictObject({ witnesses: z.array(witnessStanding) });
export type WitnessesAnswer = z.infer<typeof witnessesAnswer>;
