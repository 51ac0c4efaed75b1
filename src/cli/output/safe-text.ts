/** Text of the record, fit for a terminal. */

/** What a terminal must not get from a record: control characters, and those that turn the direction of what follows. */
export const safeForTerminal = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ').trim();
