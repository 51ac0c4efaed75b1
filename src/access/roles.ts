/** Which roles include which others. */
import type { TokenRole } from '../../events/access.js';

/**
 * An auditor records nothing and an admin reads nothing: to audit and record, or to administer and read, a token needs
 * two roles.
 */
const INCLUDES: Readonly<Record<TokenRole, readonly TokenRole[]>> = {
  reader: [],
  reporter: ['reader'],
  editor: ['reader', 'reporter'],
  eraser: ['reader'],
  auditor: ['reader'],
  admin: [],
};

/** Whether one of the held roles is the required one, or includes it. */
export const hasRole = (held: readonly TokenRole[], required: TokenRole): boolean =>
  held.some((role) => role === required || INCLUDES[role].includes(required));
