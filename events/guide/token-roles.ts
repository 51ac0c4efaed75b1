/** What each role of a token may do, in a line. Plain data, for a browser. */
import type { TokenRole } from '../access.js';

export const TOKEN_ROLE_HELP = {
  reader: 'reads all that is derived from the record',
  reporter: 'reads, and records reports, and what their publishers withdrew, reinstated or corrected',
  editor: 'records, opens and edits talks, merges, voids, amends, grades sources, imports',
  eraser: 'reads, and erases texts of entries for good',
  auditor: 'reads, verifies, exports, and sees who recorded what; records nothing',
  admin: 'issues and revokes tokens; reads nothing',
} as const satisfies Record<TokenRole, string>;

/** All of them. Not from events/access.ts: that brings the schemas along. */
export const TOKEN_ROLES = Object.keys(TOKEN_ROLE_HELP) as readonly TokenRole[];
