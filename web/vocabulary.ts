/** Closed vocabularies, for forms. They come from the core, so that the forms are always complete. */
export { KINDS, RELIABILITIES } from '../events/vocabulary.js';
