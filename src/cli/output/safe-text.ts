/** Makes texts of the record safe to print on a terminal. */

/** The text on one line, without control characters and bidirectional controls; blanks are collapsed. */
export const safeForTerminal = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ').trim();
