/** The schemas of the parameters of paths: `@Param('negotiation', NEGOTIATION)`. */
import { entryId, negotiationId, partyId, reportId } from '../../../events/ids.js';

export const NEGOTIATION = { schema: negotiationId };
export const PARTY = { schema: partyId };
export const REPORT = { schema: reportId };
export const ENTRY = { schema: entryId };
