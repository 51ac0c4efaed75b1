/** Closed vocabularies, for forms. They are read from the core, so that a page cannot fall behind. */
export { ATTRIBUTIONS, CAPACITIES, KINDS, RELIABILITIES } from '../events/vocabulary.js';
export const FRESHNESS = ['active', 'quiet', 'stale'] as const;
