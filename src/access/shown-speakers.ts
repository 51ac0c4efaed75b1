/**
 * Who sees the names of those who speak: `PARLEY_SHOW_SPEAKERS`. It is decided here alone. What a caller sees goes with the
 * call, and whatever is loaded for them is without the names from the beginning.
 */
import type { TokenRole } from '../../events/access.js';
import type { Sight } from '../queries/pacing/call.js';
import type { Caller } from './caller.js';
import { hasRole } from './roles.js';

/** @param roles that see them; undefined: everybody does who reads */
export const sightOf = ({ roles: held }: Pick<Caller, 'roles'>, roles: readonly TokenRole[] | undefined): Sight =>
  roles === undefined || roles.some((role) => hasRole(held, role)) ? 'whole' : 'without-speakers';
