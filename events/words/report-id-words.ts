/** Ids of reports, where readers see them. */

/** Ids that Parley makes of a report's content are UUIDs; callers may send such ids as well. */
const MADE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether an id says nothing to readers, because no person has written it. */
export const isMadeId = (id: string): boolean => MADE.test(id);

/**
 * An id as readers see it: of one that was made the beginning is enough.
 * @example idInWords('9c23c7b0-72a0-8ae9-9475-961508e45aff') // '9c23c7b0…'
 * @example idInWords('gh-131') // 'gh-131'
 */
export const idInWords = (id: string): string => (isMadeId(id) ? `${id.slice(0, 8)}…` : id);
