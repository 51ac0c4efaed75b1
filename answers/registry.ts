/** What our desk has said of a negotiation, act by act. */
import { z } from 'zod';
import { negotiationId } from '../events/ids.js';
import { registryActAnswer, type RegistryActAnswer, undoneAnswer } from '../projections/history/registry-acts.js';

const act = registryActAnswer
  .partial({ recorder: true })
  .extend({ voided: undoneAnswer.partial({ recorder: true }).nullable() });
/** An act; its recorders are there for auditors alone. */
export type RegistryAct = z.infer<typeof act>;

export const registryAnswer = z.strictObject({
  negotiation: negotiationId,
  acts: z.array(act).meta({ description: 'The last recorded first.' }),
  revision: z.int(),
  position: z.string(),
});
export type RegistryAnswer = z.infer<typeof registryAnswer>;

/** Who recorded an act, and who voided it, is shown to auditors alone. */
export function actShownTo(seesRecorders: boolean, signed: RegistryActAnswer): RegistryAct {
  if (seesRecorders) return signed;
  const { recorder: _, voided, ...rest } = signed;
  if (!voided) return { ...rest, voided };
  const { recorder: __, ...undone } = voided;
  return { ...rest, voided: undone };
}
