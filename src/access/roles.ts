/** What each role may do besides its own part. */
import type { Role } from '../../events/access.js';

/**
 * The roles whose part each role has as well. An auditor records nothing and an admin reads nothing: whoever is to do
 * two things is given two roles.
 */
const INCLUDES: Readonly<Record<Role, readonly Role[]>> = {
  reader: [],
  reporter: ['reader'],
  editor: ['reader', 'reporter'],
  auditor: ['reader'],
  admin: [],
};

/** Whether one of these roles is the one that is asked for, or includes it. */
export const hasRole = (held: readonly Role[], asked: Role): boolean =>
  held.some((role) => role === asked || INCLUDES[role].includes(asked));
