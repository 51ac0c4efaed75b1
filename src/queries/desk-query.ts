/** What the desk may be asked for. */
import { z } from 'zod';
import { partyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { PHASES } from '../../projections/phase/phases.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { pageQuery } from './page.js';

export const deskQuery = z.strictObject({
  phase: z.enum(PHASES).optional(),
  contested: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  party: partyId.optional().meta({ description: 'Talks in whose registry this party is.' }),
  freshness: statusAnswer.shape.freshness.shape.value.optional(),
  q: nameText(200).optional().meta({ description: 'Text that the id, the title or a party’s id holds.' }),
  ...pageQuery,
});
export type DeskQuery = z.infer<typeof deskQuery>;
