/** The clocks by which the course of a negotiation can be followed. */

/** When it was recorded, published, or happened (docs/rules.md, section 2). */
export const CLOCKS = ['recorded', 'reported', 'happened'] as const;
/** One of the three. */
export type Clock = (typeof CLOCKS)[number];
