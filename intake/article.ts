/** An article, as intake reads it: a text, and what is known of where it comes from. */

export interface Article {
  /** As `receivedText` answers it: every offset counts UTF-16 code units of it. */
  readonly text: string;
  readonly publisher?: string;
  /** Whose news it is, where the publisher carries another's. */
  readonly origin?: string;
  readonly title?: string;
  readonly url?: string;
  /** When it was published: a date in EDTF. */
  readonly published?: string;
  /** A BCP 47 tag; where none is given, the language is found from the text. */
  readonly language?: string;
}

/** Controls that no reader sees, and bidirectional ones, with which a text can be displayed as another. */
const withoutControls = (text: string): string =>
  text.replaceAll(/(?![\n\t])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');

const withLines = (text: string): string => text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n');

/**
 * The text of an article, put into one form once, at reception: NFC, lines ended by `\n`, without controls that mislead
 * a reader; half a surrogate pair becomes U+FFFD. Offsets of evidence count in what this answers.
 */
export const receivedText = (raw: string): string => withoutControls(withLines(raw.toWellFormed())).normalize('NFC');
