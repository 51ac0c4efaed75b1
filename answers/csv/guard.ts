/**
 * Texts in cells. A spreadsheet takes a cell that begins like a formula for one, and other people write the texts: such a
 * text gets an apostrophe in front. So does one that would be read back as something else. Reading takes away only an
 * apostrophe that was needed, so that a text with one of its own comes back as it was.
 */

// The last four are the full-width forms, which some programs read as the others.
const LIKE_A_FORMULA = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

export const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LIKE_JSON = /^[[{]|^(?:true|false|null)$/i;

/** Whether a text without an apostrophe would be read as something else. */
export type IsOther = (text: string) => boolean;

/** Where only texts stand: nothing but the sign of a removed field is anything else. */
export const isNull: IsOther = (text) => text === 'null';
/** Where anything may stand. */
export const isLikeJson: IsOther = (text) => NUMBER.test(text) || LIKE_JSON.test(text);

function isGuarded(text: string, isOther: IsOther): boolean {
  const bare = text.replace(/^'+/, '');
  return bare === '' || LIKE_A_FORMULA.test(bare) || isOther(bare);
}

/**
 * The text as a cell: never empty, which would mean that there is nothing.
 * @example guarded('=1+1', isNull) // "'=1+1"
 * @example guarded("'Twas", isNull) // "'Twas"
 * @example guarded('', isNull) // "'"
 */
export const guarded = (text: string, isOther: IsOther): string => (isGuarded(text, isOther) ? `'${text}` : text);

/** The text of a cell, and whether an apostrophe says that it is one. */
export function unguarded(cell: string, isOther: IsOther): { readonly text: string; readonly isText: boolean } {
  const isText = cell.startsWith("'") && isGuarded(cell.slice(1), isOther);
  return { text: isText ? cell.slice(1) : cell, isText };
}
