/** Schemas of texts: of bounded length, and without characters that could mislead a reader. */
import { z } from 'zod';

const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u009F]/;
// With bidirectional controls one name can be displayed as another.
const BIDI_OR_LINES = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\r\n\t]/;
const LINE_BREAK = /\r\n|\r|\n/;

/**
 * Prose in any script, with line breaks but without control characters; not blank.
 * @param max in UTF-16 code units
 */
export const prose = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => /\S/.test(text), { error: 'must not be blank' })
    .refine((text) => !CONTROLS.test(text) && text.isWellFormed(), {
      error: 'must not contain control characters',
    });

function notAName({ input }: { readonly input?: unknown }): string {
  const breaks = String(input).split(LINE_BREAK).length - 1;
  if (breaks === 0) return 'must not contain tabs or bidirectional control characters';
  return `takes one line: ${breaks === 1 ? '1 line break' : `${breaks} line breaks`} in it`;
}

/** A name: prose on one line, without bidirectional controls. */
export const nameText = (max: number) => prose(max).refine((text) => !BIDI_OR_LINES.test(text), { error: notAName });

// What nobody sees: Unicode's default ignorable code points, interlinear marks, and a blank that counts as a letter.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800]/gu;

/** Scripts that are written with joiners: a letter, or a mark on one, stands on both sides of them. */
const JOINING = ['Arab', 'Syrc', 'Nkoo', 'Mong', 'Adlm', 'Rohg', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu']
  .concat(['Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Thai', 'Laoo', 'Tibt'])
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const WRITTEN = `(?=[\\p{L}\\p{M}])[${JOINING}]`;
const JOINER_IN_WORD = new RegExp(`(?<=${WRITTEN})[\\u200C\\u200D](?=${WRITTEN})`, 'gu');

/** A sign that says whether what stands before it is drawn as a picture. */
const PICTURE_SIGN = /(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]/gu;

/** Nearly all names and links are: they hold nothing that misleads, and asking further takes ten times as long. */
const PLAIN = /^[ -~]*$/;

/** Whether a text holds letters, digits, signs and blanks of ASCII alone. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** What would begin another line, or turn around what follows; joiners of letters stay. */
const MISLEADING = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu;

/** The text on one line, which reads in the direction of its letters alone. */
export const onOneLine = (text: string): string => text.toWellFormed().replaceAll(MISLEADING, ' ');

/** The text without what nobody sees. */
export const withoutInvisible = (text: string): string => (isPlain(text) ? text : text.replaceAll(INVISIBLE, ''));

/**
 * The first character of a name that nobody sees, as `U+200B`; undefined where there is none. Joiners between letters of
 * scripts that are written with them change what is seen.
 */
export function invisibleIn(name: string): string | undefined {
  if (isPlain(name)) return undefined;
  const [found] = name.replaceAll(JOINER_IN_WORD, '').replaceAll(PICTURE_SIGN, '').match(INVISIBLE) ?? [];
  return found && `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The form in which names are compared (NFC). They are displayed as they were written. */
export const comparable = (name: string): string => name.normalize('NFC');

/**
 * The form in which names of publishers and origins are compared: NFC, lower case, without white space and without what
 * nobody sees, joiners included.
 * @example comparableSource('World  Report Now') // 'worldreportnow'
 */
export const comparableSource = (name: string): string =>
  isPlain(name)
    ? name.toLowerCase().replaceAll(' ', '')
    : comparable(withoutInvisible(name).toLowerCase().replaceAll(/\s/gu, ''));
