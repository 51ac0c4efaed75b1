/** Why texts are erased, and what is shown in their place. */

/** The reasons that there are. A text of its own could say again what was erased. */
export const ERASURE_REASONS = ['source-protection', 'court-order', 'data-protection', 'recorded-in-error'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** Why, in words that follow “because”. */
export const ERASURE_WORDS: Readonly<Record<ErasureReason, string>> = {
  'source-protection': 'a source is protected',
  'court-order': 'a court ordered it',
  'data-protection': 'data protection law asks for it',
  'recorded-in-error': 'it should not have been recorded',
};

/** When a text was erased, and why. */
export interface Erased {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: ErasureReason;
}

/**
 * What stands where the text was.
 * @example erasedText({ at: Date.UTC(2026, 10, 30), reason: 'court-order' }) // '[erased on 2026-11-30, because a court ordered it]'
 */
export const erasedText = ({ at, reason }: Erased): string =>
  `[erased on ${new Date(at).toISOString().slice(0, 10)}, because ${ERASURE_WORDS[reason]}]`;

const ERASED = /^\[erased on \d{4}-\d\d-\d\d, because [a-z ]+\]$/;

/** Whether this stands where a text was erased. */
export const isErasedText = (text: unknown): boolean => typeof text === 'string' && ERASED.test(text);
