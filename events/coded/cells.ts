/** What cells of coded rows hold: dates in the ways of the datasets, names and ids. */
import { spanOf } from '../dates.js';
import { withoutInvisible } from '../text.js';
import { cutTo } from '../words/cut.js';

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const DAY = /^(\d{4})(\d\d)(\d\d)$/;
const SECOND = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const WITH_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const IN_WORDS = /^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})$/;

function asEdtf(text: string): string {
  const day = DAY.exec(text);
  if (day) return `${day[1]}-${day[2]}-${day[3]}`;
  const second = SECOND.exec(text);
  if (second) return `${second[1]}-${second[2]}-${second[3]}T${second[4]}:${second[5]}:${second[6]}Z`;
  const timed = WITH_TIME.exec(text);
  if (timed) return `${timed[1]}T${timed[2]}${timed[3] ?? ':00'}${timed[4] ?? 'Z'}`;
  const words = IN_WORDS.exec(text);
  const month = words ? MONTHS.indexOf((words[2] ?? '').slice(0, 3).toLowerCase()) : -1;
  if (words && month >= 0)
    return `${words[3]}-${String(month + 1).padStart(2, '0')}-${(words[1] ?? '').padStart(2, '0')}`;
  return text;
}

/**
 * The date of a cell as EDTF: `20231009`, `20231009130500`, `2023-10-09`, `2023-10-09 13:05:00`, `9 October 2023`, or EDTF;
 * times are in UTC. Undefined where it is none: what may be read in two ways, such as `09/10/2023`, is not guessed.
 */
export function dateIn(cell: string): string | undefined {
  const date = asEdtf(cell.trim());
  return date.length <= 80 && spanOf(date) ? date : undefined;
}

/** The same, of a day or an instant: `2023` is none. */
export function dayIn(cell: string): string | undefined {
  const date = dateIn(cell);
  return date !== undefined && /^\d{4}-\d\d-\d\d(?:T[^/]*)?$/.test(date) ? date : undefined;
}

/** One line of text without what misleads a reader, of at most so many characters; undefined where nothing is left. */
export function lineIn(cell: string, most: number): string | undefined {
  const bare = withoutInvisible(
    cell.toWellFormed().replaceAll(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu, ' '),
  );
  const line = cutTo(bare.replaceAll(/\s+/g, ' ').trim(), most).trim();
  return line === '' ? undefined : line;
}

/** A link of http or https; undefined for anything else. */
export function linkIn(cell: string): string | undefined {
  const text = cell.trim();
  if (text.length > 2000 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return text.isWellFormed() ? text : undefined;
}

/** The site of a link, as its publisher is called: `reuters.com`. */
export const siteOf = (link: string): string | undefined => lineIn(new URL(link).hostname.replace(/^www\./, ''), 200);

/** @returns an id of a report; undefined where the cell holds none */
export function idIn(prefix: string, cell: string): string | undefined {
  const id = cell.trim().replaceAll(/[^A-Za-z0-9._:-]+/g, '-');
  return id === '' || /^-+$/.test(id) ? undefined : `${prefix}-${id}`.slice(0, 128);
}

/** Cells in which datasets say that there is nothing. */
const NOTHING: ReadonlySet<string> = new Set(['', 'none', 'null', 'nan', 'na', 'n/a', '-', '---']);
export const isNothing = (cell: string): boolean => NOTHING.has(cell.trim().toLowerCase());

/** Who published a row; undefined where the cell says nothing. */
export const publisherIn = (cell: string): string | undefined => (isNothing(cell) ? undefined : lineIn(cell, 200));
