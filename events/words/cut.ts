/** Cutting texts, never between the two halves of a character. */

/**
 * The last place at or before `at` where a text can be cut, in UTF-16 code units.
 * @example placeToCut('a😀', 2) // 1
 */
export const placeToCut = (text: string, at: number): number =>
  at < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : Math.min(at, text.length);

/** @param most in UTF-16 code units */
export const cutTo = (text: string, most: number): string => text.slice(0, placeToCut(text, most));
