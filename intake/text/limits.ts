/** How much of a text is read. An article of 10,000 words has some 60,000 code units. */
export const READ_TO = 200_000;

/** Where reading ends: not within a surrogate pair. */
export const readTo = (text: string): number => {
  if (text.length <= READ_TO) return text.length;
  return /[\uDC00-\uDFFF]/.test(text[READ_TO] ?? '') ? READ_TO - 1 : READ_TO;
};
